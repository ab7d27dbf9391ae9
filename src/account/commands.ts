import { v7 as uuidv7 } from 'uuid';
import { change } from '../audit/change.ts';
import type { Context } from '../platform/context.ts';
import { AppError, conflict, invalid } from '../platform/errors.ts';
import { checkNothing, hashPassword, isPassword } from './password.ts';
import { lockAfterFailedSignIns, lockForMinutes, passwordFault, type Actor } from './rules.ts';
import type { NewAccount, SignIn } from './schema.ts';
import { allowedBody } from './scope.ts';
import { openSession } from './session.ts';

const wrong = () => new AppError('wrong_password', 401, '登录名或密码不对。');

/**
 * Signs a person in and returns the session key. The same words and the same time for an unknown login and a wrong password.
 * Throws 401, or 429 while the account is locked after too many wrong passwords.
 */
export async function signIn(
  ctx: Context,
  input: SignIn,
  from: { address: string; agent: string; requestId: string },
): Promise<string> {
  const account = await ctx.db.selectFrom('account').selectAll().where('login', '=', input.login).executeTakeFirst();
  const isUsable = account && !account.disabled_at && !(account.is_sample && ctx.settings.mode === 'production');
  if (!isUsable) {
    await checkNothing(input.password);
    throw wrong();
  }
  const now = ctx.clock.now();
  if (account.locked_until && account.locked_until > now) {
    await checkNothing(input.password);
    throw new AppError('locked', 429, `密码输错次数太多，请 ${lockForMinutes} 分钟后再试，或联系安全管理员。`);
  }
  const actor: Actor = {
    accountId: account.id,
    personName: account.person_name,
    bodyId: account.body_id,
    roles: [],
    ...from,
  };
  const isRight = await isPassword(account.password_hash, input.password);
  await change(ctx, actor, async ({ tx, record }) => {
    const failed = isRight ? 0 : account.failed_sign_ins + 1;
    const isLocked = failed >= lockAfterFailedSignIns;
    await tx
      .updateTable('account')
      .set((eb) => ({
        failed_sign_ins: isRight || isLocked ? 0 : eb('failed_sign_ins', '+', 1),
        locked_until: isLocked ? new Date(now.getTime() + lockForMinutes * 60_000) : null,
      }))
      .where('id', '=', account.id)
      .execute();
    const verb = isRight ? 'account.signIn' : isLocked ? 'account.lock' : 'account.signInRefused';
    record({ verb, subject: { type: 'account', id: account.id }, bodyId: account.body_id });
  });
  if (!isRight) throw wrong();
  return openSession(ctx, account.id, from);
}

/**
 * Makes an account with roles in the actor's subtree. Returns its id.
 * Throws 422 for a weak password, 409 for a login already in use.
 */
export async function createAccount(ctx: Context, actor: Actor, input: NewAccount, isSample = false): Promise<string> {
  const fault = isSample ? undefined : passwordFault(input.password, input.login);
  if (fault) throw invalid({ password: fault });
  const passwordHash = await hashPassword(input.password);
  return change(ctx, actor, async ({ tx, at, record }) => {
    await allowedBody(tx, actor, 'account.manage', input.bodyId);
    for (const { bodyId } of input.roles) await allowedBody(tx, actor, 'account.manage', bodyId);
    const id = uuidv7();
    const made = await tx
      .insertInto('account')
      .values({
        id,
        body_id: input.bodyId,
        section_id: input.sectionId ?? null,
        login: input.login,
        person_name: input.personName,
        post: input.post,
        password_hash: passwordHash,
        is_sample: isSample,
        created_at: at,
      })
      .onConflict((conflictOn) => conflictOn.column('login').doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw conflict(`登录名 ${input.login} 已有人使用，请换一个。`);
    await tx
      .insertInto('account_role')
      .values(input.roles.map(({ role, bodyId }) => ({ account_id: id, role, body_id: bodyId })))
      .execute();
    const { password: _, ...after } = input;
    record({ verb: 'account.create', subject: { type: 'account', id }, bodyId: input.bodyId, after });
    return id;
  });
}
