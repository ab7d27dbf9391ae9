import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import { bodyByCode } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import { pastDayCode } from '../rules/day.ts';
import { pastDays, splitAccounts, type PastDay } from '../rules/past.ts';

/**
 * Loads earlier years' accounts (往届总结) with their reviewed figures; one that is there is left as it is.
 * Returns how many were added. Throws 422 when an account of the reviewed list is not in the text.
 */
export async function loadPastDays(ctx: Context, actor: Actor, text: string, reviewed: unknown): Promise<number> {
  const accounts = splitAccounts(text);
  const days = pastDays.parse(reviewed);
  const missing = days.filter(({ account }) => !accounts.has(account)).map(({ account }) => account);
  if (missing.length > 0) throw invalid({ file: `原文里没有：${missing.join('、')}` });
  const codes = days.map(({ body }) => pastDayCode(body));
  const known = await ctx.db.selectFrom('openday').select('code').where('code', 'in', codes).execute();
  const added = days.filter(({ body }) => !known.some(({ code }) => code === pastDayCode(body)));
  if (added.length === 0) return 0;
  await change(ctx, actor, async (doing) => {
    for (const day of added) await storePastDay(doing, day, accounts.get(day.account) ?? '');
    doing.touch('opendays');
  });
  return added.length;
}

type Doing = Parameters<Parameters<typeof change>[2]>[0];

async function storePastDay({ tx, at, record }: Doing, day: PastDay, account: string): Promise<void> {
  const body = await bodyByCode(tx, day.body);
  const id = uuidv7();
  const code = pastDayCode(day.body);
  const { name, ordinal, theme, place, notice } = day;
  await tx
    .insertInto('openday')
    .values({
      ...{ id, body_id: body.id, code, name, ordinal, theme, place, notice, state: 'past', created_at: at },
      ...{ held_text: day.heldText, account_text: account, account_source: day.namedPlace },
    })
    .execute();
  const facts = day.facts.map((fact, position) => ({
    id: uuidv7(),
    openday_id: id,
    body_id: body.id,
    ...fact,
    position,
  }));
  if (facts.length > 0) await tx.insertInto('openday_fact').values(facts).execute();
  const after = { code, account: day.account, figures: facts.length };
  record({ verb: 'openday.loadPast', subject: { type: 'openday', id }, bodyId: body.id, after });
}
