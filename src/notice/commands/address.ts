import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, conflict, invalid, signInNeeded } from '../../platform/errors.ts';
import { codeAgainAfterSeconds, codeLetter, codeMinutes, codeTriesAtMost, maskedAddress } from '../rules/mail.ts';
import { queueLetters } from './queue.ts';

const hashOf = (accountId: string, code: string) => createHash('sha256').update(`${accountId}\n${code}`).digest();

function accountOf(actor: Actor): string {
  if (!actor.accountId) throw signInNeeded();
  return actor.accountId;
}

/**
 * Sends a code to an address, to prove that it is the person's own. Throws 409 where the site sends no mail, 429 when a code
 * was sent less than a minute ago.
 */
export async function askCode(ctx: Context, actor: Actor, address: string): Promise<void> {
  if (!ctx.settings.smtp) throw conflict('本站还没有开通邮件，请联系系统管理员。提醒仍会出现在后台右上角的铃铛里。');
  const accountId = accountOf(actor);
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await change(ctx, actor, async (changing) => {
    const { tx, at, record } = changing;
    await refuseTooSoon(changing, accountId);
    const row = {
      ...{ address, code_hash: hashOf(accountId, code), wrong: 0, created_at: at },
      expires_at: new Date(at.getTime() + codeMinutes * 60_000),
    };
    await tx
      .insertInto('mail_code')
      .values({ account_id: accountId, ...row })
      .onConflict((oc) => oc.column('account_id').doUpdateSet(row))
      .execute();
    const letter = codeLetter(actor.personName, code);
    await queueLetters(changing, [{ id: uuidv7(), accountId, address, kind: 'code', noticeId: null, letter }]);
    record({ ...ofOwn(actor), verb: 'mail.askCode', after: { address: maskedAddress(address) } });
  });
}

async function refuseTooSoon({ tx, at }: Change, accountId: string): Promise<void> {
  const former = await tx
    .selectFrom('mail_code')
    .select('created_at')
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst();
  if (former && at.getTime() - former.created_at.getTime() < codeAgainAfterSeconds * 1000)
    throw new AppError('too_many', 429, '验证码刚刚发过，请一分钟后再要。');
}

/** Takes the address on once its code is shown. Throws 422 for a wrong or old code; after five wrong ones a new one is needed. */
export async function proveAddress(ctx: Context, actor: Actor, code: string): Promise<void> {
  const accountId = accountOf(actor);
  const isProven = await change(ctx, actor, async ({ tx, at, record }) => {
    const asked = await tx
      .selectFrom('mail_code')
      .selectAll()
      .where('account_id', '=', accountId)
      .forUpdate()
      .executeTakeFirst();
    if (!asked || asked.expires_at <= at || asked.wrong >= codeTriesAtMost)
      throw invalid({ code: '验证码已失效，请重新获取。' });
    if (!timingSafeEqual(asked.code_hash, hashOf(accountId, code))) {
      await tx
        .updateTable('mail_code')
        .set({ wrong: asked.wrong + 1 })
        .where('account_id', '=', accountId)
        .execute();
      record({ ...ofOwn(actor), verb: 'mail.wrongCode' });
      return false;
    }
    await tx.deleteFrom('mail_code').where('account_id', '=', accountId).execute();
    const set = { address: asked.address, verified_at: at };
    await tx
      .insertInto('mail_address')
      .values({ account_id: accountId, ...set })
      .onConflict((oc) => oc.column('account_id').doUpdateSet({ ...set, wants_mail: true }))
      .execute();
    record({ ...ofOwn(actor), verb: 'mail.proveAddress', after: { address: maskedAddress(asked.address) } });
    return true;
  });
  if (!isProven) throw invalid({ code: '验证码不对，请看最新收到的那封信。' });
}

/** Turns letters on or off. Throws 409 without an address. */
export async function setWantsMail(ctx: Context, actor: Actor, wantsMail: boolean): Promise<void> {
  const accountId = accountOf(actor);
  await change(ctx, actor, async ({ tx, record }) => {
    const { numUpdatedRows } = await tx
      .updateTable('mail_address')
      .set({ wants_mail: wantsMail })
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw conflict('还没有设置邮箱，请先填写并验证邮箱。');
    record({ ...ofOwn(actor), verb: 'mail.setWants', after: { state: wantsMail ? '收' : '不收' } });
  });
}

/** Forgets the address. Doing it again is harmless. */
export async function forgetAddress(ctx: Context, actor: Actor): Promise<void> {
  const accountId = accountOf(actor);
  await change(ctx, actor, async ({ tx, record }) => {
    await tx.deleteFrom('mail_code').where('account_id', '=', accountId).execute();
    await tx.deleteFrom('mail_address').where('account_id', '=', accountId).execute();
    record({ ...ofOwn(actor), verb: 'mail.forgetAddress' });
  });
}

const ofOwn = (actor: Actor) => ({
  subject: { type: 'account', id: actor.accountId ?? '' },
  bodyId: actor.bodyId,
});
