import { sql } from 'kysely';
import type { Reader } from '../platform/database/connect.ts';
import type { Calendar, CalendarDay } from './rules.ts';

/** The calendar as loaded. Read anew for each piece of work: another process may have loaded a year since. */
export async function readCalendar(db: Reader): Promise<Calendar> {
  const years = await db.selectFrom('calendar_year').select('year').execute();
  const days = await db.selectFrom('calendar_day').select(['day', 'kind', 'name']).execute();
  return {
    years: new Set(years.map(({ year }) => year)),
    days: new Map(days.map(({ day, kind, name }) => [day, { kind: kind as CalendarDay['kind'], name }])),
  };
}

/** The years that are loaded, newest first, with their source and how many days differ from the week. */
export async function calendarYears(db: Reader) {
  return db
    .selectFrom('calendar_year')
    .select((eb) => [
      'year',
      'source',
      'loaded_at as loadedAt',
      eb
        .selectFrom('calendar_day')
        .select(sql<number>`count(*) filter (where kind = 'holiday')`.as('holidays'))
        .whereRef('calendar_day.year', '=', 'calendar_year.year')
        .$asScalar()
        .$notNull()
        .as('holidays'),
      eb
        .selectFrom('calendar_day')
        .select(sql<number>`count(*) filter (where kind = 'makeup')`.as('makeups'))
        .whereRef('calendar_day.year', '=', 'calendar_year.year')
        .$asScalar()
        .$notNull()
        .as('makeups'),
    ])
    .orderBy('year', 'desc')
    .execute();
}

/** The days of a year that differ from the week, in order; empty for a year that is not loaded. */
export async function calendarOfYear(db: Reader, year: number) {
  const rows = await db
    .selectFrom('calendar_day')
    .select(['day', 'kind', 'name'])
    .where('year', '=', year)
    .orderBy('day')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as CalendarDay['kind'] }));
}
