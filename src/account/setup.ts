import { createHash } from 'node:crypto';
import type { Context } from '../platform/context.ts';
import { newSessionKey } from './session.ts';

const validMinutes = 60;

/**
 * The one-time link by which the first administrators are made, or undefined once any real account exists.
 * Each start makes a new link; only its hash is stored.
 */
export async function setupLink(ctx: Context): Promise<string | undefined> {
  const existing = await ctx.db
    .selectFrom('account')
    .select('id')
    .where('is_sample', '=', false)
    .limit(1)
    .executeTakeFirst();
  if (existing) return undefined;
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

export const setupHash = (key: string) => createHash('sha256').update(`setup ${key}`).digest();
