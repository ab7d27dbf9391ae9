import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { Audience } from '../rules/audience.ts';

/**
 * Sets for whom an item is public, also in a coming version; an import to come reads it from its own sheet again.
 * `afterwards` lets what answers the item follow, in the same transaction. Throws 403, 404.
 */
export async function setItemAudience(
  ctx: Context,
  actor: Actor,
  itemId: string,
  { audience, reason }: { audience: Audience; reason: string },
  afterwards: (changing: Change, itemId: string) => Promise<unknown>,
): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, record, touch } = changing;
    const item = await tx
      .selectFrom('catalogue_item')
      .select(['id', 'body_id', 'level1', 'level2', 'audience'])
      .where('id', '=', itemId)
      .forUpdate()
      .executeTakeFirst();
    if (!item) throw notFound('公开事项');
    await allowedBody(tx, actor, 'catalogue.import', item.body_id);
    await tx.updateTable('catalogue_item').set({ audience }).where('id', '=', itemId).execute();
    record({
      verb: 'catalogue.setAudience',
      subject: { type: 'catalogue', id: itemId },
      bodyId: item.body_id,
      before: { name: `${item.level1} ${item.level2}`, audience: item.audience },
      after: { name: `${item.level1} ${item.level2}`, audience, reason },
    });
    await afterwards(changing, itemId);
    touch('catalogue', 'obligations');
  });
}
