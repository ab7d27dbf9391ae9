import { sql } from 'kysely';
import type { Actor } from '../account/rules.ts';
import { allowedBody } from '../account/scope.ts';
import { change, type Change } from '../audit/change.ts';
import { rootBody } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import { calendarOfYear } from './queries.ts';
import type { CalendarYear } from './schema.ts';

/**
 * Replaces a year of the calendar by what the State Council's notice says; the record keeps what stood before.
 * `afterwards` runs in the same transaction: whoever keeps due dates counts them again. One calendar holds for the whole
 * county: throws 403 for who may not edit it at the root of the tree.
 */
export async function setCalendarYear(
  ctx: Context,
  actor: Actor,
  input: CalendarYear,
  afterwards?: (change: Change) => Promise<unknown>,
): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, record, touch } = changing;
    const county = await rootBody(tx);
    if (county) await allowedBody(tx, actor, 'calendar.edit', county.id);
    const before = await calendarOfYear(tx, input.year);
    await storeYears(changing, [input]);
    await afterwards?.(changing);
    record({
      verb: 'calendar.set',
      subject: { type: 'calendar', id: String(input.year) },
      bodyId: null,
      before: before.length > 0 ? before : undefined,
      after: input,
    });
    touch('obligations');
  });
}

/** Loads the shipped years that are not there yet, and returns them. A year the office edited stays as it is. */
export async function loadCalendar(
  ctx: Context,
  actor: Actor,
  shipped: readonly CalendarYear[],
  afterwards?: (change: Change) => Promise<unknown>,
): Promise<number[]> {
  const loaded = await ctx.db.selectFrom('calendar_year').select('year').execute();
  const missing = shipped.filter(({ year }) => !loaded.some((known) => known.year === year));
  if (missing.length === 0) return [];
  const years = missing.map(({ year }) => year);
  await change(ctx, actor, async (changing) => {
    await storeYears(changing, missing);
    await afterwards?.(changing);
    changing.record({
      verb: 'calendar.load',
      subject: { type: 'calendar', id: 'shipped' },
      bodyId: null,
      after: { years },
    });
    changing.touch('obligations');
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
