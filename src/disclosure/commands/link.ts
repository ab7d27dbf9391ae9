import type { Actor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { registerEvent } from '../../catalogue/commands/obligations.ts';
import { obligationsOfBody } from '../../catalogue/queries/obligations.ts';
import { obligationsMetBy } from '../../catalogue/queries/standing.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import type { Link } from '../schema.ts';
import { narrowByLink, settleAudience } from './audience.ts';
import { editable } from './working.ts';

/**
 * Says what a draft answers: an obligation on the board, or something that happened and must now be disclosed, which is
 * registered. Returns the obligation's id. Throws 409 unless it is a draft, 422 for another body's obligation.
 */
export async function linkDraft(ctx: Context, actor: Actor, id: string, link: Link): Promise<string> {
  return change(ctx, actor, async (doing) => {
    const { body } = await editable(doing, id);
    const obligationId =
      'obligationId' in link ? link.obligationId : await registerEvent(doing, { ...link, bodyId: body.id });
    await linkObligations(doing, id, body.id, [obligationId]);
    return obligationId;
  });
}

/** Takes the link back. Throws 409 unless it is a draft. */
export async function unlinkDraft(ctx: Context, actor: Actor, id: string, obligationId: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { body } = await editable(doing, id);
    await doing.tx
      .deleteFrom('disclosure_obligation')
      .where('disclosure_id', '=', id)
      .where('obligation_id', '=', obligationId)
      .execute();
    doing.record({
      verb: 'disclosure.unlink',
      subject: { type: 'disclosure', id },
      bodyId: body.id,
      before: { obligationId },
    });
    await settleAudience(doing, id);
  });
}

/** Links obligations of the same body that nothing else has met yet. Linking again is harmless. Throws 422 for others. */
export async function linkObligations(
  doing: Change,
  id: string,
  bodyId: string,
  obligationIds: string[],
): Promise<void> {
  if (obligationIds.length === 0) return;
  const { tx, today, record } = doing;
  const owed = await obligationsOfBody(tx, bodyId, today);
  const open = new Set(owed.filter(({ metBy }) => !metBy || metBy === id).map((obligation) => obligation.id));
  if (!obligationIds.every((obligation) => open.has(obligation)))
    throw invalid({ obligationIds: '所选的公开事项不是本机构的，或已经公开过了。请重新选择。' });
  await tx
    .insertInto('disclosure_obligation')
    .values(obligationIds.map((obligation_id) => ({ disclosure_id: id, obligation_id })))
    .onConflict((oc) => oc.doNothing())
    .execute();
  record({ verb: 'disclosure.link', subject: { type: 'disclosure', id }, bodyId, after: { obligationIds } });
  await narrowByLink(doing, id);
}

/** Links a disclosure again to exactly what its published version has met: a correction was given up. */
export async function restoreLinks({ tx, today }: Change, id: string): Promise<void> {
  await tx.deleteFrom('disclosure_obligation').where('disclosure_id', '=', id).execute();
  const met = await obligationsMetBy(tx, id, today);
  if (met.length === 0) return;
  await tx
    .insertInto('disclosure_obligation')
    .values(met.map((obligation) => ({ disclosure_id: id, obligation_id: obligation.id })))
    .execute();
}
