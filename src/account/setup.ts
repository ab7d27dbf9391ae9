import { createHash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import type { Reader } from '../platform/database/connect.ts';
import { newSessionKey } from './session.ts';

const validMinutes = 60;

/**
 * The one-time link by which the first administrators are made, or undefined once any real account exists.
 * Each start makes a new link; only its hash is stored.
 */
export async function setupLink(ctx: Context): Promise<string | undefined> {
  if (await hasRealAccount(ctx.db)) return undefined;
  const key = newSessionKey();
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('setup_link')
    .values({
      token_hash: setupHash(key),
      created_at: now,
      expires_at: new Date(now.getTime() + validMinutes * 60_000),
    })
    .execute();
  return `${ctx.settings.publicUrl}/setup/${key}`;
}

/** What is stored of a link's key. */
export const setupHash = (key: string) => createHash('sha256').update(`setup ${key}`).digest();

/** Whether a link with this key still opens the setup page: not used, not expired, no real account made meanwhile. */
export async function isSetupOpen(ctx: Context, key: string): Promise<boolean> {
  const link = await ctx.db
    .selectFrom('setup_link')
    .select('token_hash')
    .where('token_hash', '=', setupHash(key))
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  return link !== undefined && !(await hasRealAccount(ctx.db));
}

/** Whether any account exists that is not one of the published sample accounts. */
export async function hasRealAccount(db: Reader): Promise<boolean> {
  const found = await db.selectFrom('account').select('id').where('is_sample', '=', false).limit(1).executeTakeFirst();
  return found !== undefined;
}
