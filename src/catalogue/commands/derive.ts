import { sql } from 'kysely';
import { commandLineActor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader, Tx } from '../../platform/database/connect.ts';
import { addDays } from '../../workday/rules.ts';
import { readCalendar } from '../../workday/queries.ts';
import { itemsFrom, nextEffectiveOn } from '../queries/items.ts';
import { dueOfEvent } from '../rules/due.ts';
import { derivedUntil, owed } from '../rules/plan.ts';
import type { Term } from '../rules/term.ts';

/**
 * Makes every obligation that the catalogue versions in force, or to come, owe until `until` and that is not there yet, for all bodies
 * in one statement; doing it again changes nothing. Returns how many were made. The caller records the act.
 */
export async function derive({ tx, at, today, touch }: Change, until = derivedUntil(today)): Promise<number> {
  const calendar = await readCalendar(tx);
  const items = await itemsFrom(tx, today)
    .where('catalogue_item.manner', '=', 'proactive')
    .select([
      'catalogue_item.id',
      'catalogue_version.effective_on',
      nextEffectiveOn.as('next_on'),
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .execute();
  const plan = items.flatMap(({ id, effective_on, next_on, term }) =>
    owed(term, { from: effective_on, until: earlier(until, next_on) }, calendar).map(({ period, due, reason }) => ({
      item_id: id,
      period,
      due_on: due,
      reason,
    })),
  );
  const { numAffectedRows } = await sql`
    insert into obligation (id, catalogue_id, item_id, item_key, body_id, period, due_on, reason, created_at)
    select gen_random_uuid(), catalogue_version.catalogue_id, catalogue_item.id, catalogue_item.key,
      catalogue_item_body.body_id, plan.period, plan.due_on, plan.reason, ${at}
    from jsonb_to_recordset(${JSON.stringify(plan)}::jsonb)
      as plan (item_id uuid, period text, due_on date, reason text)
    join catalogue_item on catalogue_item.id = plan.item_id
    join catalogue_version on catalogue_version.id = catalogue_item.version_id
    join catalogue_item_body on catalogue_item_body.item_id = plan.item_id
    on conflict (catalogue_id, item_key, body_id, period) do nothing`.execute(tx);
  await tx.updateTable('catalogue_version').set({ derived_on: today }).execute();
  const made = Number(numAffectedRows ?? 0);
  if (made > 0) touch('obligations', 'catalogue', '*');
  return made;
}

/** `until`, or the day before the next version begins. */
const earlier = (until: string, nextOn: string | null): string =>
  nextOn !== null && nextOn <= until ? addDays(nextOn, -1) : until;

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

async function isWaiting(db: Reader, today: string): Promise<boolean> {
  const waiting = await db
    .selectFrom('catalogue_version')
    .select('id')
    .where((eb) => eb.or([eb('derived_on', 'is', null), eb('derived_on', '<', today)]))
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}

/**
 * Counts the due dates again that a calendar decides and that are still open: after a year was loaded or corrected.
 * Returns how many moved. What is already published keeps the due date it was judged by.
 */
export async function recount({ tx, touch }: Change): Promise<number> {
  const calendar = await readCalendar(tx);
  const open = await tx
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select([
      'obligation.id',
      'obligation.event_on',
      'obligation.due_on',
      'catalogue_version.effective_on',
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .where('obligation.met_on', 'is', null)
    .where((eb) => eb.or([eb('obligation.event_on', 'is not', null), eb('obligation.period', '=', 'standing')]))
    .execute();
  const moved = open.flatMap(({ id, event_on, due_on, effective_on, term }) => {
    const standing = { from: effective_on, until: effective_on };
    const [again] = event_on ? [dueOfEvent(term, event_on, calendar)] : owed(term, standing, calendar);
    return again && again.due !== due_on ? [{ id, due_on: again.due, reason: again.reason }] : [];
  });
  await sql`
    update obligation set due_on = moved.due_on, reason = moved.reason
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as moved (id uuid, due_on date, reason text)
    where obligation.id = moved.id`.execute(tx);
  if (moved.length > 0) touch('*');
  return moved.length;
}
