import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';

/** Requests not to publish that the actor may see: of one obligation, or those that wait for a decision. */
export async function waivers(ctx: Context, actor: Actor, obligationId?: string) {
  return ctx.db
    .selectFrom('waiver')
    .innerJoin('obligation', 'obligation.id', 'waiver.obligation_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .innerJoin('body', 'body.id', 'waiver.body_id')
    .innerJoin('account as asker', 'asker.id', 'waiver.asked_by')
    .leftJoin('account as decider', 'decider.id', 'waiver.decided_by')
    .select([
      'waiver.id',
      'waiver.obligation_id as obligationId',
      'waiver.basis',
      'waiver.reason',
      'waiver.remark',
      'waiver.asked_by as askedBy',
      'waiver.asked_at as askedAt',
      'asker.person_name as asker',
      'waiver.decided_at as decidedAt',
      'decider.person_name as decider',
      'waiver.review_on as reviewOn',
      'waiver.ended_on as endedOn',
      'body.name as bodyName',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'obligation.period',
      'obligation.event',
      'obligation.due_on as dueOn',
      sql<'granted' | 'refused' | null>`waiver.decision`.as('decision'),
    ])
    .where(inScope(actor, 'obligation.read', 'body.path'))
    .$call((query) =>
      obligationId === undefined
        ? query.where('waiver.decision', 'is', null)
        : query.where('waiver.obligation_id', '=', obligationId),
    )
    .orderBy('waiver.asked_at')
    .execute();
}
