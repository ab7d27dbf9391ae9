import { sql } from 'kysely';
import { v5 as uuidv5 } from 'uuid';
import { allowedBody } from '../../account/scope.ts';
import type { Change } from '../../audit/change.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { readCalendar } from '../../workday/queries.ts';
import { itemsOfBody } from '../queries/items.ts';
import { dueOfEvent } from '../rules/due.ts';
import { needsEvent } from '../rules/term.ts';

const eventSpace = '6f6a2c3e-8f0d-5c43-9a37-26ad0f4f1c11';

/**
 * Registers that something happened which must now be disclosed (登记应公开信息), and returns the id of its obligation.
 * The same event told twice is one obligation. Throws 404 for an item that does not bind the body, 422 for an item
 * that is not owed by events, or a day that has not come.
 */
export async function registerEvent(
  change: Change,
  input: { itemId: string; bodyId: string; event: string; eventOn: string },
): Promise<string> {
  const { tx, actor, at, today, record, touch } = change;
  await allowedBody(tx, actor, 'obligation.register', input.bodyId);
  const item = (await itemsOfBody(tx, input.bodyId, today)).find(({ id }) => id === input.itemId);
  if (!item) throw notFound('公开事项');
  if (!needsEvent(item.term)) throw invalid({ itemId: '这一事项不按事情发生来计期限，系统会按时列出，不用登记。' });
  if (item.manner === 'request') throw invalid({ itemId: '这一事项是依申请公开的，不用登记。' });
  if (input.eventOn > today) throw invalid({ eventOn: '这一天还没有到，请在事情发生后登记。' });
  const { due, provisional, reason } = dueOfEvent(item.term, input.eventOn, await readCalendar(tx));
  const period = `event:${uuidv5([item.key, input.bodyId, input.event, input.eventOn].join('\n'), eventSpace)}`;
  const { no } = await tx
    .insertInto('due_date')
    .columns([
      'item_id',
      'catalogue_id',
      'item_key',
      'period',
      'event',
      'event_on',
      'due_on',
      'provisional_on',
      'reason',
      'created_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('catalogue_version')
        .innerJoin('catalogue_item', 'catalogue_item.version_id', 'catalogue_version.id')
        .where('catalogue_item.id', '=', item.id)
        .select(({ val }) => [
          'catalogue_item.id',
          'catalogue_version.catalogue_id',
          'catalogue_item.key',
          val(period).as('period'),
          val(input.event).as('event'),
          sql<string>`${input.eventOn}::date`.as('event_on'),
          sql<string | null>`${due}::date`.as('due_on'),
          sql<string | null>`${provisional}::date`.as('provisional_on'),
          val(reason).as('reason'),
          sql<Date>`${at}::timestamptz`.as('created_at'),
        ]),
    )
    // The row as it stands is the answer; an update without effect makes PostgreSQL return it.
    .onConflict((oc) => oc.columns(['item_id', 'period']).doUpdateSet({ event: input.event }))
    .returning('no')
    .executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('obligation_record')
    .values((eb) => ({
      id: sql<string>`obligation_id(${eb.selectFrom('body').select('no').where('id', '=', input.bodyId)}, ${no})`,
      body_id: input.bodyId,
      due_no: no,
      due_on: due,
    }))
    .onConflict((oc) => oc.columns(['body_id', 'due_no']).doUpdateSet({ due_no: no }))
    .returning('id')
    .executeTakeFirstOrThrow();
  record({
    verb: 'obligation.register',
    subject: { type: 'obligation', id },
    bodyId: input.bodyId,
    after: { item: `${item.level1} ${item.level2}`, event: input.event, eventOn: input.eventOn, dueOn: due },
  });
  touch('obligations', `body:${input.bodyId}`);
  return id;
}

/**
 * Marks obligations as met by a disclosure first published on the legal day `on`; an obligation already met keeps its
 * first publication. With null: they are open again, because what met them has left the public site.
 * The caller has checked that the actor may publish or withdraw that disclosure.
 */
export async function settleObligations(
  change: Change,
  obligationIds: readonly string[],
  met: { disclosureId: string; on: string } | null,
): Promise<void> {
  if (obligationIds.length === 0) return;
  const { tx, record, touch } = change;
  const settled = await tx
    .updateTable('obligation_record')
    .set(met ? { met_by: met.disclosureId, met_on: met.on } : { met_by: null, met_on: null })
    .where('id', 'in', obligationIds)
    .where('met_on', met ? 'is' : 'is not', null)
    .returning(['id', 'body_id'])
    .execute();
  for (const { id, body_id } of settled)
    record({
      verb: met ? 'obligation.meet' : 'obligation.reopen',
      subject: { type: 'obligation', id },
      bodyId: body_id,
      after: met ?? undefined,
    });
  touch('obligations', 'catalogue', ...new Set(settled.map(({ body_id }) => `body:${body_id}`)));
}
