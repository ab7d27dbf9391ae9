import { sql } from 'kysely';
import type { Change } from '../../audit/change.ts';
import type { Calendar } from '../../workday/rules.ts';
import { adjustmentsOf } from '../queries/adjustments.ts';
import { ownDue } from '../rules/own.ts';
import type { Term } from '../rules/term.ts';

/**
 * Counts the own due dates of bodies that pauses and extensions give, and keeps what moved under `replayId`. With
 * `obligationId` only of that one. An obligation that is met keeps what it was judged by.
 */
export async function readjust(
  { tx }: Change,
  { calendar, replayId, obligationId }: { calendar: Calendar; replayId?: string; obligationId?: string },
): Promise<void> {
  const rows = await tx
    .selectFrom('obligation_record as record')
    .innerJoin('due_date', 'due_date.no', 'record.due_no')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'due_date.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select(['record.id', 'record.due_on', 'record.reason'])
    .select([
      'due_date.event_on as eventOn',
      'due_date.period',
      'due_date.due_on as sharedDueOn',
      'due_date.reason as sharedReason',
      'catalogue_version.effective_on as effectiveOn',
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .where('record.met_on', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('due_adjustment').select('id').whereRef('due_adjustment.obligation_id', '=', 'record.id')),
    )
    .$if(obligationId !== undefined, (query) => query.where('record.id', '=', obligationId ?? ''))
    .execute();
  const given = await adjustmentsOf(
    tx,
    rows.map(({ id }) => id),
  );
  const moved = rows.flatMap(({ id, due_on, reason, ...counting }) => {
    const again = ownDue(counting, given.get(id) ?? { pauses: [], extensions: [] }, calendar);
    return again.due === due_on && again.reason === reason ? [] : [{ id, due_on: again.due, reason: again.reason }];
  });
  if (moved.length === 0) return;
  await sql`
    with own as (
      select * from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as own (id uuid, due_on date, reason text)),
    changed as (
      update obligation_record set due_on = own.due_on, reason = own.reason from own where obligation_record.id = own.id)
    insert into due_move (replay_id, obligation_id, body_id, item_id, period, event, counted_from, from_on, to_on)
    select ${replayId ?? null}::uuid, record.id, record.body_id, due_date.item_id, due_date.period, due_date.event,
      due_date.event_on, record.due_on, own.due_on
    from own join obligation_record record on record.id = own.id join due_date on due_date.no = record.due_no
    where ${replayId ?? null}::uuid is not null and record.due_on is distinct from own.due_on`.execute(tx);
}
