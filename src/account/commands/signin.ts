import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { Attempts } from '../attempts.ts';
import { checkNothing, isPassword } from '../password.ts';
import { lockAfterFailedSignIns, lockForMinutes, type Actor } from '../rules.ts';
import type { SignIn } from '../schema.ts';
import { actorOfSession, closeSession, openSession } from '../session.ts';

const wrong = () => new AppError('wrong_password', 401, '登录名或密码不对。');
const locked = () =>
  new AppError('locked', 429, `密码输错次数太多，请 ${lockForMinutes} 分钟后再试，或联系安全管理员。`);

export interface From {
  address: string;
  agent: string;
  requestId: string;
}

/**
 * Signs a person in and returns the session key. The same words and the same time for an unknown login and a wrong password.
 * Throws 401, or 429 while the account is locked or too many wrong passwords came from the address.
 */
export async function signIn(ctx: Context, attempts: Attempts, input: SignIn, from: From): Promise<string> {
  const now = ctx.clock.now();
  attempts.check(from.address, now);
  const account = await ctx.db.selectFrom('account').selectAll().where('login', '=', input.login).executeTakeFirst();
  const isUsable = account && !account.disabled_at && !(account.is_sample && ctx.settings.mode === 'production');
  if (!isUsable) {
    await checkNothing(input.password);
    await noteUnknown(ctx, from);
    attempts.note(from.address, now);
    throw wrong();
  }
  const isRight = await isPassword(account.password_hash, input.password);
  const actor: Actor = {
    accountId: account.id,
    personName: account.person_name,
    bodyId: account.body_id,
    roles: [],
    ...from,
  };
  await countSignIn(ctx, actor, account.id, isRight);
  if (!isRight) {
    attempts.note(from.address, now);
    throw wrong();
  }
  if (account.one_time_until && account.one_time_until <= now)
    throw new AppError('one_time_over', 401, '这个一次性密码已过期，请联系安全管理员重设。');
  return openSession(ctx, account.id, from);
}

/** Writes down the try under a lock of the row: many tries at once are counted one by one. Throws 429 while locked. */
async function countSignIn(ctx: Context, actor: Actor, accountId: string, isRight: boolean): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    const account = await tx
      .selectFrom('account')
      .select(['failed_sign_ins', 'locked_until', 'body_id'])
      .where('id', '=', accountId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (account.locked_until && account.locked_until > at) throw locked();
    const failed = isRight ? 0 : account.failed_sign_ins + 1;
    const isLocked = failed >= lockAfterFailedSignIns;
    await tx
      .updateTable('account')
      .set({
        failed_sign_ins: isLocked ? 0 : failed,
        locked_until: isLocked ? new Date(at.getTime() + lockForMinutes * 60_000) : null,
      })
      .where('id', '=', accountId)
      .execute();
    const verb = isRight ? 'account.signIn' : isLocked ? 'account.lock' : 'account.signInRefused';
    record({ verb, subject: { type: 'account', id: accountId }, bodyId: account.body_id });
  });
}

/** What was typed is not kept: people type passwords into the wrong field. */
async function noteUnknown(ctx: Context, from: From): Promise<void> {
  const nobody: Actor = { accountId: null, personName: '未知登录名', bodyId: null, roles: [], ...from };
  await change(ctx, nobody, async ({ record }) => {
    record({ verb: 'account.signInRefused', subject: { type: 'account', id: '' }, bodyId: null });
  });
}

/** Ends the session of a key, if it is open, and writes it down. */
export async function signOut(ctx: Context, key: string, from: From): Promise<void> {
  const actor = await actorOfSession(ctx, key, from);
  if (!actor?.accountId) return;
  const subject = { type: 'account', id: actor.accountId };
  await change(ctx, actor, async ({ tx, record }) => {
    await closeSession(tx, key);
    record({ verb: 'account.signOut', subject, bodyId: actor.bodyId });
  });
}
