import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { commandLineActor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { addDays } from '../../workday/rules.ts';
import type { Context } from '../../platform/context.ts';
import { linesOfNight } from '../queries/due.ts';
import { reminderRule } from '../queries/rule.ts';
import type { NoticeLine } from '../rules/lines.ts';
import { digestLetter } from '../rules/mail.ts';
import { remindedDueDates } from '../rules/steps.ts';
import { queueLetters } from './queue.ts';

/**
 * Tells everybody once what the legal day `day` asks of them: one notice a person, and a letter to whoever wants one. Told
 * again for the same day nobody gets anything new. Returns how many people and letters.
 */
export async function remind(ctx: Context, day: string, lastDay: string | null) {
  const system = { ...commandLineActor('remind'), personName: '系统' };
  return change(ctx, system, async (changing) => {
    const { tx, at, record } = changing;
    await sql`set local statement_timeout = 0`.execute(tx);
    const rule = await reminderRule(tx);
    const night = { day, rule, since: lastDay ?? addDays(day, -1), dueDates: remindedDueDates(rule, day, lastDay) };
    const { rows } = await sql<{ id: string }>`
      with ${linesOfNight(night)}
      insert into notice (id, account_id, on_day, lines, made_at)
      select gen_random_uuid(), account_id, ${day}::date, jsonb_agg(jsonb_build_object(
        'kind', kind, 'count', count, 'bodies', bodies, 'longest', longest, 'who', who)), ${at}
      from line group by account_id having bool_or(kind <> 'inHand')
      on conflict (account_id, on_day) do nothing
      returning id`.execute(tx);
    const letters = ctx.settings.smtp ? await writeLetters(changing, day, `${ctx.settings.publicUrl}/console`) : 0;
    const made = { people: rows.length, letters };
    record({ verb: 'notice.remind', subject: { type: 'notice', id: day }, bodyId: null, after: made });
    return made;
  });
}

/** A letter for each notice of this change whose person wants one at an address that is proven. */
async function writeLetters(changing: Change, day: string, consoleUrl: string): Promise<number> {
  const wanted = await changing.tx
    .selectFrom('notice')
    .innerJoin('account', 'account.id', 'notice.account_id')
    .innerJoin('mail_address', 'mail_address.account_id', 'notice.account_id')
    .select([
      'notice.id',
      'notice.account_id as accountId',
      'account.person_name as personName',
      'mail_address.address',
    ])
    .select(sql<NoticeLine[]>`notice.lines`.as('lines'))
    .where('notice.on_day', '=', day)
    .where('notice.made_at', '=', changing.at)
    .where('mail_address.wants_mail', '=', true)
    .execute();
  await queueLetters(
    changing,
    wanted.map(({ id, personName, lines, ...to }) => ({
      ...{ ...to, id: uuidv7(), kind: 'digest' as const, noticeId: id },
      letter: digestLetter({ day, personName, lines, consoleUrl }),
    })),
  );
  return wanted.length;
}
