import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { sessionHoursAtMost, type Actor, type Role } from './rules.ts';

/** The key that only the browser holds; the database keeps its hash, so a copied table opens no session. */
export const newSessionKey = () => randomBytes(32).toString('base64url');
export const hashOfKey = (key: string) => createHash('sha256').update(key).digest();

const noteSeenAfterMs = 60_000;

/**
 * The person whose session a key opens, or undefined where it has ended: idle too long, too old, signed out,
 * the account disabled, or a sample account in production.
 */
export async function actorOfSession(
  ctx: Context,
  key: string,
  from: { address: string; requestId: string },
): Promise<Actor | undefined> {
  const idHash = hashOfKey(key);
  const now = ctx.clock.now();
  const found = await ctx.db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .select([
      'account.id',
      'account.person_name',
      'account.body_id',
      'account.is_sample',
      'account.one_time_until',
      'session.seen_at',
    ])
    .where('session.id_hash', '=', idHash)
    .where('session.expires_at', '>', now)
    .where('session.seen_at', '>', new Date(now.getTime() - ctx.settings.sessionIdleMinutes * 60_000))
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst();
  if (!found || (found.is_sample && ctx.settings.mode === 'production')) return undefined;
  if (now.getTime() - found.seen_at.getTime() > noteSeenAfterMs) {
    await ctx.db.updateTable('session').set({ seen_at: now }).where('id_hash', '=', idHash).execute();
  }
  return {
    accountId: found.id,
    personName: found.person_name,
    bodyId: found.body_id,
    roles: await rolesOf(ctx, found.id),
    mustChangePassword: found.one_time_until !== null,
    ...from,
  };
}

async function rolesOf(ctx: Context, accountId: string): Promise<Actor['roles']> {
  const rows = await ctx.db
    .selectFrom('account_role')
    .innerJoin('body', 'body.id', 'account_role.body_id')
    .select(['account_role.role', 'body.path'])
    .where('account_role.account_id', '=', accountId)
    .execute();
  return rows.map(({ role, path }) => ({ role: role as Role, path }));
}

/** Opens a session for an account and returns its key. Sessions long over are cleared on the way. */
export async function openSession(
  ctx: Context,
  accountId: string,
  from: { address: string; agent: string },
): Promise<string> {
  const key = newSessionKey();
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('session')
    .values({
      id_hash: hashOfKey(key),
      account_id: accountId,
      created_at: now,
      seen_at: now,
      expires_at: new Date(now.getTime() + sessionHoursAtMost * 3_600_000),
      address: from.address,
      agent: from.agent.slice(0, 300),
    })
    .execute();
  await sql`delete from session where expires_at < ${now}`.execute(ctx.db);
  return key;
}

/** Ends all sessions of an account (password changed, account disabled, roles changed). */
export async function closeSessionsOf(db: Pick<Context['db'], 'deleteFrom'>, accountId: string): Promise<void> {
  await db.deleteFrom('session').where('account_id', '=', accountId).execute();
}

/** Ends the session of a key. */
export async function closeSession(db: Pick<Context['db'], 'deleteFrom'>, key: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', hashOfKey(key)).execute();
}
