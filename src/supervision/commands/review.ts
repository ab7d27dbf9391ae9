import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { addMonths } from '../../workday/rules.ts';
import { standingReviewMonths } from '../rules/finding.ts';
import type { Review } from '../schema.ts';

/**
 * Says that something that is public at all times was read again and still holds (已核对，内容仍然有效); due again a year after.
 * Returns that day. Throws 404, 403 for other bodies, 409 for what is not standing or not public yet.
 */
export async function reviewStanding(ctx: Context, actor: Actor, { obligationId, note }: Review): Promise<string> {
  return change(ctx, actor, async ({ tx, at, today, record, touch }) => {
    const owed = await tx
      .selectFrom('obligation')
      .select(['body_id', 'catalogue_id', 'item_key', 'period', 'met_on'])
      .where('id', '=', obligationId)
      .executeTakeFirst();
    if (!owed?.body_id || !owed.catalogue_id || !owed.item_key) throw notFound('应公开事项');
    const { body_id, catalogue_id, item_key } = owed;
    await allowedBody(tx, actor, 'standing.review', body_id);
    if (owed.period !== 'standing') throw conflict('这一项不是长期公开的，不用每年核对。');
    if (owed.met_on === null) throw conflict('这一项还没有公开，请先公开，再谈核对。');
    const due_again_on = addMonths(today, standingReviewMonths);
    await tx
      .insertInto('standing_review')
      .values({
        ...{ id: uuidv7(), body_id, catalogue_id, item_key, reviewed_on: today, due_again_on, note },
        ...{ reviewed_by: actor.accountId, reviewed_at: at },
      })
      .execute();
    await tx
      .updateTable('finding')
      .set({ closed_at: at })
      .where('kind', '=', 'standing')
      .where('key', '=', `${body_id}:${catalogue_id}:${item_key}`)
      .where('closed_at', 'is', null)
      .execute();
    const subject = { type: 'obligation', id: obligationId };
    record({ verb: 'standing.review', subject, bodyId: body_id, after: { note, dueOn: due_again_on } });
    touch('findings', `body:${body_id}`);
    return due_again_on;
  });
}
