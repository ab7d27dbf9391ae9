import { sql } from 'kysely';
import type { Change } from '../../audit/change.ts';
import type { Letter } from '../rules/mail.ts';

export interface QueuedLetter {
  id: string;
  accountId: string;
  address: string;
  kind: 'digest' | 'code';
  noticeId: string | null;
  letter: Letter;
}

const rowsAtOnce = 1000;

/** Puts letters in the queue; they stand or fall with the change that writes them. A second letter for a notice is none. */
export async function queueLetters({ tx, at }: Change, letters: readonly QueuedLetter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += rowsAtOnce) {
    const rows = letters.slice(from, from + rowsAtOnce).map(({ letter, ...rest }) => ({ ...rest, ...letter }));
    await sql`
      insert into mail (id, account_id, address, kind, notice_id, message_id, subject, text, html, state, next_attempt_at, made_at)
      select id, "accountId", address, kind, "noticeId", '<' || id || '@yangguang>', subject, text, html, 'waiting', ${at}, ${at}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as letter (
        id uuid, "accountId" uuid, address text, kind text, "noticeId" uuid, subject text, text text, html text)
      on conflict (notice_id) do nothing`.execute(tx);
  }
}
