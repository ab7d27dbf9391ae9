import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { invalid, signInNeeded } from '../../platform/errors.ts';
import type { Attempts } from '../attempts.ts';
import { hashPassword, isPassword } from '../password.ts';
import { passwordFault, type Actor } from '../rules.ts';
import type { OwnPassword } from '../schema.ts';
import { closeSessionsOf, openSession } from '../session.ts';

/**
 * Changes one's own password, ends all one's sessions and returns the key of a new one.
 * Throws 422 for a wrong current or a weak new password, 429 after too many wrong ones.
 */
export async function changeOwnPassword(
  ctx: Context,
  attempts: Attempts,
  actor: Actor,
  input: OwnPassword,
  agent: string,
): Promise<string> {
  const accountId = actor.accountId;
  if (!accountId) throw signInNeeded();
  attempts.check(accountId, ctx.clock.now());
  const account = await ctx.db
    .selectFrom('account')
    .select(['login', 'password_hash', 'is_sample'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (!(await isPassword(account.password_hash, input.current))) {
    attempts.note(accountId, ctx.clock.now());
    throw invalid({ current: '现在的密码不对' });
  }
  const fault = passwordFault(input.next, account.login);
  if (fault) throw invalid({ next: fault });
  if (input.next === input.current) throw invalid({ next: '新密码和现在的一样，请换一个。' });
  if (account.is_sample) throw invalid({ next: '示例账号的密码是公开的，不能修改。' });
  const passwordHash = await hashPassword(input.next);
  await change(ctx, actor, async ({ tx, record }) => {
    await tx
      .updateTable('account')
      .set({ password_hash: passwordHash, one_time_until: null })
      .where('id', '=', accountId)
      .execute();
    await closeSessionsOf(tx, accountId);
    const subject = { type: 'account', id: accountId };
    record({ verb: 'account.changePassword', subject, bodyId: actor.bodyId });
  });
  return openSession(ctx, accountId, { address: actor.address, agent });
}
