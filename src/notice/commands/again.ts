import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';

/** Puts a letter that was given up into the queue again. Throws 404, 403 for people of other bodies, 409 unless it is dead. */
export async function sendAgain(ctx: Context, actor: Actor, id: string): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    const letter = await tx
      .selectFrom('mail')
      .innerJoin('account', 'account.id', 'mail.account_id')
      .select(['mail.state', 'mail.kind', 'account.body_id'])
      .where('mail.id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    if (!letter) throw notFound('邮件');
    await allowedBody(tx, actor, 'mail.read', letter.body_id);
    if (letter.state !== 'dead') throw conflict('这封信不在“没有发出去”的信里，不用重发。');
    if (letter.kind === 'code') throw conflict('验证码已经清除，请本人在“设置”里重新获取。');
    await tx
      .updateTable('mail')
      .set({ state: 'waiting', attempts: 0, next_attempt_at: at })
      .where('id', '=', id)
      .execute();
    record({ verb: 'mail.sendAgain', subject: { type: 'mail', id }, bodyId: letter.body_id });
  });
}
