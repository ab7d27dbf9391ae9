import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { nextAttempt, wipedLetter } from '../rules/mail.ts';
import { faultWords, isHopeless, type Post } from '../smtp.ts';

const lettersAtOnce = 50;

/**
 * Sends what waits in the queue, one letter after another, until it is empty or one could not be sent. Each is held by its
 * row's lock meanwhile: two processes never send the same one, and what a killed process held waits again. A letter that
 * was sent just before a power cut goes out once more with the same Message-ID. Returns how many were sent.
 */
export async function deliver(ctx: Context, post: Post): Promise<number> {
  let sent = 0;
  for (let tried = 0; tried < lettersAtOnce; tried += 1) {
    const fate = await ctx.db.transaction().execute((tx) => deliverOne(ctx, tx, post));
    if (fate === 'sent') sent += 1;
    if (fate === 'none' || fate === 'waiting') break;
  }
  return sent;
}

async function deliverOne(ctx: Context, tx: Tx, post: Post): Promise<'none' | 'sent' | 'waiting' | 'dead'> {
  const letter = await tx
    .selectFrom('mail')
    .select(['id', 'address', 'kind', 'message_id as messageId', 'subject', 'text', 'html', 'attempts'])
    .where('state', '=', 'waiting')
    .where('next_attempt_at', '<=', ctx.clock.now())
    .orderBy('next_attempt_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!letter) return 'none';
  const attempts = letter.attempts + 1;
  const failed = await post(letter).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const now = ctx.clock.now();
  const next_attempt_at = failed && !isHopeless(failed.error) ? nextAttempt(attempts, now) : null;
  const state = !failed ? 'sent' : next_attempt_at ? 'waiting' : 'dead';
  await tx
    .updateTable('mail')
    .set({
      ...{ state, attempts, fault: failed ? faultWords(failed.error) : '' },
      sent_at: failed ? null : now,
      ...(next_attempt_at && { next_attempt_at }),
      // A code is a key while it holds: it does not stay lying about.
      ...(letter.kind === 'code' && state !== 'waiting' && wipedLetter),
    })
    .where('id', '=', letter.id)
    .execute();
  return state;
}
