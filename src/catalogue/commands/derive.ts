import { sql } from 'kysely';
import { commandLineActor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader, Tx } from '../../platform/database/connect.ts';
import { readCalendar } from '../../workday/queries.ts';
import { addDays } from '../../workday/rules.ts';
import { itemsFrom, nextEffectiveOn } from '../queries/items.ts';
import { derivedUntil, owed } from '../rules/plan.ts';
import type { Term } from '../rules/term.ts';

/** About so many obligations are sorted, written and tallied in one statement, whatever the country's size. */
const obligationsAtOnce = 1_000_000;

/**
 * Makes every obligation that the catalogue versions in force, or to come, owe until `until` and that is not there yet, for all bodies
 * in statements over sets; doing it again changes nothing. Returns how many were made. With `versionId` only of that
 * version. The caller records the act.
 */
export async function derive(
  changing: Change,
  { until = derivedUntil(changing.today), versionId }: { until?: string; versionId?: string } = {},
): Promise<number> {
  const { tx, today, touch } = changing;
  await planDueDates(changing, until, versionId);
  const made = await oweNewDueDates(changing);
  await tx
    .updateTable('catalogue_version')
    .set({ derived_on: today })
    .$if(versionId !== undefined, (query) => query.where('id', '=', versionId ?? ''))
    .execute();
  if (made > 0) touch('obligations', 'catalogue', '*');
  return made;
}

/**
 * Writes down each period of each item with its due date. Terms are counted once for all items that are worded alike and
 * hold from the same day: a country's items have some dozens.
 */
async function planDueDates({ tx, at, today }: Change, until: string, versionId: string | undefined): Promise<void> {
  const calendar = await readCalendar(tx);
  const inForce = itemsFrom(tx, today)
    .where('catalogue_item.manner', '=', 'proactive')
    .$if(versionId !== undefined, (query) => query.where('catalogue_version.id', '=', versionId ?? ''))
    .clearOrderBy();
  const wordings = await inForce
    .select([
      'catalogue_version.effective_on',
      nextEffectiveOn.as('next_on'),
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .distinct()
    .execute();
  const plan = wordings.flatMap(({ effective_on, next_on, term }) =>
    owed(term, { from: effective_on, until: earlier(until, next_on) }, calendar).map(
      ({ period, due, provisional, reason }) => ({
        effective_on,
        next_on,
        term,
        period,
        due_on: due,
        provisional_on: provisional,
        reason,
      }),
    ),
  );
  await sql`
    create temporary table if not exists new_due_date (no integer primary key, has_older boolean) on commit delete rows`.execute(
    tx,
  );
  await sql`
    with made as (
      insert into due_date (item_id, catalogue_id, item_key, period, due_on, provisional_on, reason, created_at)
      select item.id, item.catalogue_id, item.key, plan.period, plan.due_on, plan.provisional_on, plan.reason, ${at}
      from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb)
        as plan (effective_on date, next_on date, term jsonb, period text, due_on date, provisional_on date,
          reason text)
      join ${inForce.select(['catalogue_item.id', 'catalogue_item.key', 'catalogue_item.term', 'catalogue.id as catalogue_id', 'catalogue_version.effective_on', nextEffectiveOn.as('next_on')])} as item
        on item.effective_on = plan.effective_on and item.next_on is not distinct from plan.next_on
          and item.term = plan.term
      on conflict (item_id, period) do nothing
      returning no, catalogue_id, item_key, period)
    insert into new_due_date
    select no, exists (select from due_date older where older.catalogue_id = made.catalogue_id
      and older.item_key = made.item_key and older.period = made.period)
    from made`.execute(tx);
}

/** `until`, or the day before the next version begins. */
const earlier = (until: string, nextOn: string | null): string =>
  nextOn !== null && nextOn <= until ? addDays(nextOn, -1) : until;

/**
 * Every body that a new due date binds owes it, unless the version before has made it owe that period already. Nothing can
 * be owed by a due date that was not there before, so no row is there already.
 */
async function oweNewDueDates({ tx }: Change): Promise<number> {
  const { rows: batches } = await sql<{ first: number; last: number }>`
    select min(no)::int8 as first, max(no)::int8 as last from (
      select new_due_date.no, (sum(bound.count) over (order by new_due_date.no) - 1) / ${obligationsAtOnce} as batch
      from new_due_date join due_date on due_date.no = new_due_date.no
      join (select item_id, count(*) from catalogue_item_body
        where item_id in (select item_id from new_due_date join due_date using (no)) group by item_id) bound
        on bound.item_id = due_date.item_id) counted
    group by floor(batch) order by 1`.execute(tx);
  // Sorted in memory, a batch is written in the order of the index without a detour over the disk.
  await sql`set local work_mem = '128MB'`.execute(tx);
  let made = 0;
  for (const { first, last } of batches) {
    const { numAffectedRows } = await sql`
      insert into obligation_record (id, body_id, due_no, due_on)
      select obligation_id(body.no, due_date.no), body.id, due_date.no, due_date.due_on
      from new_due_date
      join due_date on due_date.no = new_due_date.no
      join catalogue_item_body binding on binding.item_id = due_date.item_id
      join body on body.id = binding.body_id
      where new_due_date.no between ${first} and ${last}
        and (binding.from_on is null or due_date.due_on is null or due_date.due_on >= binding.from_on)
        and (binding.until_on is null or due_date.due_on < binding.until_on)
        and not (has_older and exists (
          select from due_date older join obligation_record record on record.due_no = older.no
          where older.catalogue_id = due_date.catalogue_id and older.item_key = due_date.item_key
            and older.period = due_date.period and older.no <> due_date.no and record.body_id = body.id))
      order by body.no, due_date.no`.execute(tx);
    made += Number(numAffectedRows ?? 0);
  }
  await sql`delete from new_due_date`.execute(tx);
  return made;
}

/** Whoever changes what the catalogue owes takes turns until the transaction ends: no row is then made by two at once. */
export async function takeTurns(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(8101517)`.execute(tx);
}

const isDerived = new Error('Another process has derived this day');

/**
 * Derives when no process has done so on this legal day; cheap when one has. Called at start, at midnight, and before
 * the board is read.
 */
export async function deriveOncePerDay(ctx: Context): Promise<void> {
  const today = legalDate(ctx.clock.now());
  if (!(await isWaiting(ctx.db, today))) return;
  const system = { ...commandLineActor('derive'), personName: '系统' };
  await change(ctx, system, async (changing) => {
    await takeTurns(changing.tx);
    if (!(await isWaiting(changing.tx, today))) throw isDerived;
    const made = await derive(changing);
    await foldTally(changing.tx);
    changing.record({
      verb: 'obligation.derive',
      subject: { type: 'obligation', id: today },
      bodyId: null,
      after: { made },
    });
  }).catch((error: unknown) => {
    if (error !== isDerived) throw error;
  });
}

/** Adds the day's changes up, so that the tally does not grow with what is published. */
async function foldTally(tx: Tx): Promise<void> {
  await sql`
    with folded as (delete from obligation_tally returning *)
    insert into obligation_tally (parent_id, due_on, owed, on_time, late, waived, moved)
    select parent_id, due_on, sum(owed), sum(on_time), sum(late), sum(waived), sum(moved) from folded
    group by parent_id, due_on having sum(owed) <> 0`.execute(tx);
}

async function isWaiting(db: Reader, today: string): Promise<boolean> {
  const waiting = await db
    .selectFrom('catalogue_version')
    .select('id')
    .where((eb) => eb.or([eb('derived_on', 'is', null), eb('derived_on', '<', today)]))
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}
