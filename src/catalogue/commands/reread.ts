import { sql } from 'kysely';
import { commandLineActor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { readCalendar } from '../../workday/queries.ts';
import { itemsFrom } from '../queries/items.ts';
import { termReader } from '../queries/readings.ts';
import { derivedUntil, owed } from '../rules/plan.ts';
import { isSameTerm, type Term } from '../rules/term.ts';
import { derive, takeTurns } from './derive.ts';
import { recount, type Replay, type ReplayCause } from './recount.ts';

export interface Reread extends Replay {
  /** Items that are read differently now. */
  items: number;
  /** Obligations that are new. */
  made: number;
}

/**
 * Reads every time limit of the catalogues in force, or to come, as people and the program read it today, and lets what
 * is open follow: what a new reading does not owe gives way, what it owes is made, due dates move. The caller takes
 * turns and records the act.
 */
export async function reread(changing: Change, why: ReplayCause): Promise<Reread> {
  const { tx, today, touch } = changing;
  const changed = await readOtherwise(tx, today);
  if (changed.length === 0) return { items: 0, made: 0, moved: 0, replayId: null };
  await sql`
    update catalogue_item set term = again.term
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as again (time_limit text, old_term jsonb, term jsonb)
    where catalogue_item.time_limit = again.time_limit and catalogue_item.term = again.old_term
      and catalogue_item.id in (${itemsFrom(tx, today).clearOrderBy().select('catalogue_item.id')})`.execute(tx);
  const items = await itemsSaying(
    changing,
    changed.map(({ time_limit }) => time_limit),
  );
  await giveWay(changing, items);
  const replay = await recount(changing, why);
  let made = 0;
  for (const versionId of new Set(items.map(({ version_id }) => version_id)))
    made += await derive(changing, { versionId });
  touch('catalogue', 'obligations', '*');
  return { ...replay, items: items.length, made };
}

/** Each wording whose stored reading is not the one that counts today. Some dozens of distinct ones, whatever the country's size. */
async function readOtherwise(db: Reader, day: string): Promise<{ time_limit: string; old_term: Term; term: Term }[]> {
  const { termOf } = await termReader(db);
  const stored = await itemsFrom(db, day)
    .clearOrderBy()
    .select(['catalogue_item.time_limit', sql<Term>`catalogue_item.term`.as('old_term')])
    .distinct()
    .execute();
  return stored
    .map(({ time_limit, old_term }) => ({ time_limit, old_term, term: termOf(time_limit) }))
    .filter(({ old_term, term }) => !isSameTerm(old_term, term));
}

const itemsSaying = ({ tx, today }: Change, phrases: readonly string[]) =>
  itemsFrom(tx, today)
    .clearOrderBy()
    .where('catalogue_item.time_limit', 'in', phrases)
    .select([
      'catalogue_item.id',
      'catalogue_item.version_id',
      'catalogue_version.effective_on as from',
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .execute();

/** Drops what these items no longer owe by their new reading and nobody has worked on; events that were told stay. */
async function giveWay({ tx, today }: Change, items: Awaited<ReturnType<typeof itemsSaying>>): Promise<void> {
  const calendar = await readCalendar(tx);
  const plan = items.map(({ id, from, term }) => ({
    item_id: id,
    periods: owed(term, { from, until: derivedUntil(today) }, calendar).map(({ period }) => period),
  }));
  await sql`
    delete from obligation_record record using due_date, jsonb_to_recordset(${JSON.stringify(plan)}::jsonb)
      as plan (item_id uuid, periods jsonb)
    where due_date.no = record.due_no and due_date.item_id = plan.item_id and due_date.event_on is null
      and not plan.periods ? due_date.period
      and record.met_on is null and record.waived_on is null and record.moved_on is null
      and not exists (select from disclosure_obligation link where link.obligation_id = record.id)
      and not exists (select from waiver where waiver.obligation_id = record.id)
      and not exists (select from due_adjustment own where own.obligation_id = record.id)`.execute(tx);
  await sql`
    delete from due_date where item_id = any(${items.map(({ id }) => id)}::uuid[])
      and not exists (select from obligation_record where due_no = due_date.no)`.execute(tx);
}

/**
 * At start: where the program reads better than when a catalogue came in, what is stored is read again. What a person
 * confirmed is left alone. Cheap and without a trace where nothing differs.
 */
export async function rereadAtStart(ctx: Context): Promise<void> {
  if ((await readOtherwise(ctx.db, legalDate(ctx.clock.now()))).length === 0) return;
  const system = { ...commandLineActor('reread'), personName: '系统' };
  await change(ctx, system, async (changing) => {
    await takeTurns(changing.tx);
    const { replayId: _, ...done } = await reread(changing, { cause: 'program', subject: '', days: [] });
    changing.record({ verb: 'timelimit.reread', subject: { type: 'catalogue', id: '' }, bodyId: null, after: done });
  });
}
