import type { Actor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';

/** Marks one's own notices as read: one, or all. Reading again is harmless. Throws 404 for another person's. */
export async function markRead(ctx: Context, actor: Actor, id?: string): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    if (id) {
      const own = await tx
        .selectFrom('notice')
        .select('id')
        .where('id', '=', id)
        .where('account_id', '=', actor.accountId)
        .executeTakeFirst();
      if (!own) throw notFound('提醒');
    }
    const { numUpdatedRows } = await tx
      .updateTable('notice')
      .set({ read_at: at })
      .where('account_id', '=', actor.accountId)
      .where('read_at', 'is', null)
      .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
      .executeTakeFirst();
    const subject = { type: 'notice', id: id ?? 'all' };
    record({ verb: 'notice.read', subject, bodyId: actor.bodyId, after: { count: Number(numUpdatedRows) } });
  });
}
