import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { rootBody } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden } from '../../platform/errors.ts';
import { termReader } from '../queries/readings.ts';
import { explainTerm } from '../rules/explain.ts';
import { plainPhrase } from '../rules/phrase.ts';
import { termOfReading } from '../rules/reading.ts';
import type { Term } from '../rules/term.ts';
import type { ConfirmReading } from '../schema.ts';
import { takeTurns } from './derive.ts';
import { reread, type Reread } from './reread.ts';

/**
 * Keeps a person's reading of a written time limit (人工确认): it holds for the same phrase in every catalogue, now and at
 * every import, and what is open follows. Throws 403 for who may not do it for the whole county.
 */
export async function confirmReading(ctx: Context, actor: Actor, input: ConfirmReading): Promise<Reread> {
  return change(ctx, actor, (changing) =>
    store(changing, { ...input, term: termOfReading(input.reading), verb: 'timelimit.confirm' }),
  );
}

/** Takes a person's reading back: the program's own counts again. Throws 409 where nobody read the phrase, 403 like `confirmReading`. */
export async function takeBackReading(
  ctx: Context,
  actor: Actor,
  input: { phrase: string; reason: string },
): Promise<Reread> {
  return change(ctx, actor, (changing) => store(changing, { ...input, term: null, verb: 'timelimit.takeBack' }));
}

async function store(
  changing: Change,
  { phrase, reason, term, verb }: { phrase: string; reason: string; term: Term | null; verb: string },
): Promise<Reread> {
  const { tx, actor, at, record } = changing;
  const county = await rootBody(tx);
  if (!county) throw conflict('还没有机构。');
  await allowedBody(tx, actor, 'timelimit.confirm', county.id);
  if (actor.accountId === null) throw forbidden('这件事要由人办理，不能在命令行里做。');
  await takeTurns(tx);
  const before = (await termReader(tx)).confirmed(phrase);
  if (!before && !term) throw conflict('这句话没有人工确认过。');
  await tx
    .insertInto('time_limit_reading')
    .values({
      id: uuidv7(),
      phrase: plainPhrase(phrase) || phrase,
      written: phrase,
      term: term && JSON.stringify(term),
      reason,
      read_by: actor.accountId,
      read_at: at,
    })
    .execute();
  const { replayId, ...done } = await reread(changing, { cause: 'reading', subject: phrase, days: [] });
  record({
    verb,
    subject: { type: 'timelimit', id: phrase.slice(0, 80) },
    bodyId: county.id,
    before: before && { reading: explainTerm(before) },
    after: { title: phrase, reading: term && explainTerm(term), reason, ...done },
  });
  return { replayId, ...done };
}

/** Sets how many working days 及时 is to take where no number is written (目标日). The legal date stays. Throws 403. */
export async function setTarget(ctx: Context, actor: Actor, workingDays: number): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record, touch }) => {
    const county = await rootBody(tx);
    if (!county) throw conflict('还没有机构。');
    await allowedBody(tx, actor, 'timelimit.confirm', county.id);
    const before = await tx.selectFrom('term_setting').select('target_working_days').executeTakeFirst();
    const values = { target_working_days: workingDays, set_by: actor.accountId, set_at: at };
    await tx
      .insertInto('term_setting')
      .values(values)
      .onConflict((oc) => oc.column('is_only').doUpdateSet(values))
      .execute();
    record({
      verb: 'timelimit.setTarget',
      subject: { type: 'timelimit', id: 'target' },
      bodyId: county.id,
      before: before && { workingDays: before.target_working_days },
      after: { workingDays },
    });
    touch('obligations');
  });
}
