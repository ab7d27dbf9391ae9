import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { maskedAddress } from '../rules/mail.ts';

const shownAtMost = 200;
export type MailState = 'waiting' | 'sent' | 'dead';

/** The letters to people of the actor's bodies: how many in each state, and the newest. Texts and addresses stay covered. */
export async function letters(ctx: Context, actor: Actor, state: MailState | undefined) {
  const seen = ctx.db
    .selectFrom('mail')
    .innerJoin('account', 'account.id', 'mail.account_id')
    .innerJoin('body', 'body.id', 'account.body_id')
    .where(inScope(actor, 'mail.read', 'body.path'));
  const counts = await seen
    .select(['mail.state', sql<number>`count(*)`.as('count')])
    .groupBy('mail.state')
    .execute();
  const rows = await seen
    .select([
      'mail.id',
      'mail.kind',
      'mail.address',
      'mail.subject',
      'mail.state',
      'mail.attempts',
      'mail.fault',
      'mail.made_at as madeAt',
      'mail.sent_at as sentAt',
      'mail.next_attempt_at as nextAttemptAt',
      'account.person_name as personName',
      'body.name as bodyName',
    ])
    .$if(state !== undefined, (query) => query.where('mail.state', '=', state ?? ''))
    .orderBy('mail.made_at', 'desc')
    .limit(shownAtMost)
    .execute();
  const inState: Record<MailState, number> = { waiting: 0, sent: 0, dead: 0 };
  for (const { state: one, count } of counts) inState[one as MailState] = count;
  return {
    isSending: ctx.settings.smtp !== undefined,
    inState,
    rows: rows.map((row) => ({
      ...row,
      state: row.state as MailState,
      address: maskedAddress(row.address),
      // The subject of a code letter holds the code.
      subject: row.kind === 'code' ? '邮箱验证码' : row.subject,
    })),
  };
}
