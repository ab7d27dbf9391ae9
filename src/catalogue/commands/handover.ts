import { sql } from 'kysely';
import type { Change } from '../../audit/change.ts';
import type { ClosedBody } from '../../body/commands.ts';
import { takeTurns } from './derive.ts';

/**
 * What a closed body still owes passes to its successor with the same due date, and every item that bound the one binds
 * the other from that day; without a successor it ends. What was published, and what was late until then, stays with the
 * closed body. Returns how many obligations passed on.
 */
export async function handOver(changing: Change, { bodyId, successorId, closedOn }: ClosedBody): Promise<number> {
  const { tx, record, touch } = changing;
  await takeTurns(tx);
  if (successorId !== null) {
    await sql`
      insert into catalogue_item_body (item_id, body_id, from_on)
      select item_id, ${successorId}, ${closedOn}::date from catalogue_item_body
      where body_id = ${bodyId} and until_on is null
      on conflict (item_id, body_id) do nothing`.execute(tx);
    await sql`
      insert into obligation_record (id, body_id, due_no, due_on, reason)
      select obligation_id(heir.no, old.due_no), heir.id, old.due_no, old.due_on, old.reason
      from obligation_record old cross join body heir
      where old.body_id = ${bodyId} and heir.id = ${successorId}
        and old.met_on is null and old.waived_on is null and old.moved_on is null
      on conflict (body_id, due_no) do nothing`.execute(tx);
  }
  await tx
    .updateTable('catalogue_item_body')
    .set({ until_on: closedOn })
    .where('body_id', '=', bodyId)
    .where('until_on', 'is', null)
    .execute();
  const { numUpdatedRows } = await tx
    .updateTable('obligation_record')
    .set({ moved_on: closedOn, moved_to: successorId })
    .where('body_id', '=', bodyId)
    .where('met_on', 'is', null)
    .where('waived_on', 'is', null)
    .where('moved_on', 'is', null)
    .executeTakeFirst();
  const passed = Number(numUpdatedRows);
  record({
    verb: 'obligation.handOver',
    subject: { type: 'body', id: bodyId },
    bodyId,
    after: { successorId, count: passed },
  });
  touch('obligations', 'catalogue');
  return passed;
}
