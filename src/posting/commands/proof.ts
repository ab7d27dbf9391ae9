import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';

/**
 * Lets the public see a posting's photo, or takes it from them again. Faces, telephone numbers and house numbers may stand
 * in it: somebody other than its photographer looked. Throws 409 where that is so already.
 */
export async function releasePhoto(
  ctx: Context,
  actor: Actor,
  postingId: string,
  kind: 'up' | 'down',
  isPublic: boolean,
): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record, touch }) => {
    const proof = await tx
      .selectFrom('posting_proof')
      .innerJoin('posting', 'posting.id', 'posting_proof.posting_id')
      .innerJoin('disclosure', 'disclosure.id', 'posting.disclosure_id')
      .select([
        'posting_proof.id',
        'posting_proof.body_id',
        'received_by',
        'released_at',
        'disclosure.body_id as owner',
      ])
      .where('posting_id', '=', postingId)
      .where('kind', '=', kind)
      .forUpdate('posting_proof')
      .executeTakeFirst();
    if (!proof) throw notFound('照片');
    await allowedBody(tx, actor, 'posting.release', proof.body_id);
    if (isPublic && actor.accountId !== null && proof.received_by === actor.accountId)
      throw forbidden('照片是您传的，应由别的同志看过以后公开。');
    if ((proof.released_at !== null) === isPublic)
      throw conflict(isPublic ? '这张照片已经公开了。' : '这张照片没有在公开。');
    const released = { released_at: isPublic ? at : null, released_by: isPublic ? actor.accountId : null };
    await tx.updateTable('posting_proof').set(released).where('id', '=', proof.id).execute();
    record({
      verb: isPublic ? 'posting.releasePhoto' : 'posting.hidePhoto',
      subject: { type: 'posting', id: postingId },
      bodyId: proof.body_id,
      after: { kind },
    });
    touch(`body:${proof.body_id}`, `body:${proof.owner}`);
  });
}
