import { sql } from 'kysely';
import type { Actor } from '../account/rules.ts';
import { allowedBody } from '../account/scope.ts';
import { change, type Change } from '../audit/change.ts';
import { rootBody } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/database/connect.ts';
import { invalid } from '../platform/errors.ts';
import { calendarOfYear } from './queries.ts';
import { changedDays, type DayChange } from './rules/year.ts';
import type { CalendarYear, CalendarYearInput } from './schema.ts';

/** Whoever keeps due dates counts them again, in the same transaction, and says what moved. */
export type AfterEdit = (
  change: Change,
  edited: { years: readonly number[]; days: readonly DayChange[] },
) => Promise<{ moved: number; replayId: string | null }>;

/**
 * Replaces a year of the calendar by what the State Council's notice says; the record keeps what stood before. A notice
 * may name days at the end of the year before: they are added to it. Everything open is counted again; returns what
 * moved. One calendar holds for the whole county: throws 403 for who may not edit it at the root of the tree.
 */
export async function setCalendarYear(
  ctx: Context,
  actor: Actor,
  input: CalendarYear & Partial<CalendarYearInput>,
  afterwards?: AfterEdit,
): Promise<{ moved: number; replayId: string | null }> {
  return change(ctx, actor, async (changing) => {
    const { tx, record, touch } = changing;
    const county = await rootBody(tx);
    if (county) await allowedBody(tx, actor, 'calendar.edit', county.id);
    const before = await calendarOfYear(tx, input.year);
    const { before: inYearBefore = [], ...year } = input;
    const years = [year, ...(await withDaysAdded(tx, input.year - 1, inYearBefore))];
    const were = await Promise.all(years.map((one) => calendarOfYear(tx, one.year)));
    const days = changedDays(
      were.flat(),
      years.flatMap((one) => one.days),
    );
    await storeYears(changing, years);
    const replay = (await afterwards?.(changing, { years: [input.year], days })) ?? { moved: 0, replayId: null };
    record({
      verb: 'calendar.set',
      subject: { type: 'calendar', id: String(input.year) },
      bodyId: null,
      before: before.length > 0 ? before : undefined,
      after: { ...input, moved: replay.moved },
    });
    touch('obligations', 'calendar');
    return replay;
  });
}

/** The year before with the days that a notice adds to it; none where it names none. Throws 422 where that year is not loaded. */
async function withDaysAdded(tx: Tx, year: number, added: CalendarYearInput['before']): Promise<CalendarYear[]> {
  if (added.length === 0) return [];
  const loaded = await tx.selectFrom('calendar_year').select('source').where('year', '=', year).executeTakeFirst();
  if (!loaded) throw invalid({ before: `通知里有 ${year} 年的日子，请先录入 ${year} 年。` });
  const kept = (await calendarOfYear(tx, year)).filter(({ day }) => !added.some((one) => one.day === day));
  return [{ year, source: loaded.source, days: [...kept, ...added] }];
}

/** Loads the shipped years that are not there yet, and returns them. A year the office edited stays as it is. */
export async function loadCalendar(
  ctx: Context,
  actor: Actor,
  shipped: readonly CalendarYear[],
  afterwards?: AfterEdit,
): Promise<number[]> {
  const loaded = await ctx.db.selectFrom('calendar_year').select('year').execute();
  const missing = shipped.filter(({ year }) => !loaded.some((known) => known.year === year));
  if (missing.length === 0) return [];
  const years = missing.map(({ year }) => year);
  await change(ctx, actor, async (changing) => {
    await storeYears(changing, missing);
    const days = changedDays(
      [],
      missing.flatMap((one) => one.days),
    );
    const replay = await afterwards?.(changing, { years, days });
    changing.record({
      verb: 'calendar.load',
      subject: { type: 'calendar', id: 'shipped' },
      bodyId: null,
      after: { years, moved: replay?.moved },
    });
    changing.touch('obligations', 'calendar');
  });
  return years;
}

async function storeYears({ tx, at }: Change, years: readonly CalendarYear[]): Promise<void> {
  // Two who store a year at once (two programs starting on one database) take turns.
  await sql`lock table calendar_year in share row exclusive mode`.execute(tx);
  await tx
    .deleteFrom('calendar_year')
    .where(
      'year',
      'in',
      years.map(({ year }) => year),
    )
    .execute();
  await tx
    .insertInto('calendar_year')
    .values(years.map(({ year, source }) => ({ year, source, loaded_at: at })))
    .execute();
  const days = years.flatMap(({ year, days }) => days.map((day) => ({ ...day, year })));
  if (days.length > 0) await tx.insertInto('calendar_day').values(days).execute();
}
