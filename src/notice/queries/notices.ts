import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import type { Context } from '../../platform/context.ts';
import { inOrder, type NoticeLine } from '../rules/lines.ts';

const shownAtMost = 60;

/** One's own notices, the newest first, and how many are unread. */
export async function ownNotices(ctx: Context, actor: Actor) {
  const rows = await ctx.db
    .selectFrom('notice')
    .select(['id', 'on_day as onDay', 'read_at as readAt', sql<NoticeLine[]>`lines`.as('lines')])
    .where('account_id', '=', actor.accountId)
    .orderBy('on_day', 'desc')
    .limit(shownAtMost)
    .execute();
  return {
    unread: rows.filter(({ readAt }) => readAt === null).length,
    notices: rows.map((row) => ({ ...row, lines: inOrder(row.lines) })),
  };
}

/** One's own address for letters; null: none is proven yet. `isSending`: whether the site sends any. */
export async function ownAddress(ctx: Context, actor: Actor) {
  const address = await ctx.db
    .selectFrom('mail_address')
    .select(['address', 'verified_at as verifiedAt', 'wants_mail as wantsMail'])
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst();
  const asked = await ctx.db
    .selectFrom('mail_code')
    .select(['address', 'expires_at as expiresAt'])
    .where('account_id', '=', actor.accountId)
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  return { isSending: ctx.settings.smtp !== undefined, own: address ?? null, asked: asked ?? null };
}
