import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts';
import { readCalendar } from '../../workday/queries.ts';
import type { ClockUnit } from '../../workday/rules/clock.ts';
import { adjustmentsOf } from '../queries/adjustments.ts';
import { isPausable } from '../rules/own.ts';
import type { Term } from '../rules/term.ts';
import { readjust } from './readjust.ts';

/** The reason a body's own date has while it is the shared one again. */
type Owed = Awaited<ReturnType<typeof openObligation>>;

/**
 * Stops the count of one obligation from a day on (暂停). Throws 404, 403, 409 where it is met, waived, passed on or paused
 * already, 422 for a day to come or before the event, or where no days are counted.
 */
export async function pause(
  ctx: Context,
  actor: Actor,
  obligationId: string,
  input: { fromOn: string; approver: string; reason: string },
): Promise<void> {
  await adjust(ctx, actor, obligationId, async (changing, owed) => {
    if (!isPausable(owed)) throw invalid({ fromOn: '这一项的到期日是固定的日子，没有在数天数，不能暂停；可以延长。' });
    if (input.fromOn > changing.today) throw invalid({ fromOn: '这一天还没有到。' });
    if (input.fromOn <= (owed.eventOn ?? owed.effectiveOn)) throw invalid({ fromOn: '要在开始计算的那一天之后。' });
    const { pauses } = (await adjustmentsOf(changing.tx, [obligationId])).get(obligationId) ?? { pauses: [] };
    if (pauses.some(({ to }) => to === null)) throw conflict('已经暂停了，请先恢复。');
    if (pauses.some(({ to }) => to !== null && to >= input.fromOn))
      throw invalid({ fromOn: '和前一次暂停的日子重叠，请改从更晚的一天起。' });
    const { fromOn, ...rest } = input;
    await insert(changing, owed, { kind: 'pause', from_on: fromOn, ...rest });
    return { verb: 'obligation.pause', after: input };
  });
}

/** Lets the count go on; `toOn` is the last day that does not count. Throws 404, 403, 409 where it is not paused, 422 for the day. */
export async function resume(
  ctx: Context,
  actor: Actor,
  obligationId: string,
  { toOn }: { toOn: string },
): Promise<void> {
  await adjust(ctx, actor, obligationId, async ({ tx, at, today }, owed) => {
    const open = await tx
      .selectFrom('due_adjustment')
      .select(['id', 'from_on'])
      .where('obligation_id', '=', owed.id)
      .where('kind', '=', 'pause')
      .where('to_on', 'is', null)
      .executeTakeFirst();
    if (!open) throw conflict('没有在暂停，不用恢复。');
    if (toOn < (open.from_on ?? '')) throw invalid({ toOn: `不能早于暂停的第一天（${open.from_on}）。` });
    if (toOn > today) throw invalid({ toOn: '这一天还没有到。' });
    await tx
      .updateTable('due_adjustment')
      .set({ to_on: toOn, ended_by: actor.accountId, ended_at: at })
      .where('id', '=', open.id)
      .execute();
    return { verb: 'obligation.resume', after: { toOn } };
  });
}

/** Gives one obligation so much longer (延长). Throws 404, 403, 409 where it is met, waived or passed on, 422 where it has no due date to extend. */
export async function extend(
  ctx: Context,
  actor: Actor,
  obligationId: string,
  input: { amount: number; unit: ClockUnit; approver: string; reason: string },
): Promise<void> {
  await adjust(ctx, actor, obligationId, async (changing, owed) => {
    if (owed.sharedDueOn === null && !isPausable(owed))
      throw invalid({ amount: '这一项还没有确定的到期日，没有可延长的。请先确认公开时限。' });
    if (owed.term.kind === 'before') throw invalid({ amount: '要在事情发生之前公开的，不能延长到之后。' });
    await insert(changing, owed, { kind: 'extension', ...input });
    return { verb: 'obligation.extend', after: input };
  });
}

async function adjust(
  ctx: Context,
  actor: Actor,
  obligationId: string,
  work: (changing: Change, owed: Owed) => Promise<{ verb: string; after: object }>,
): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, record, touch } = changing;
    const owed = await openObligation(changing, obligationId);
    await allowedBody(tx, actor, 'obligation.adjust', owed.bodyId);
    if (owed.met_on !== null) throw conflict('这一项已经公开了，到期日不再变动。');
    if (owed.waived_on !== null || owed.moved_on !== null)
      throw conflict('这一项已经不用公开或已移交，到期日不再变动。');
    const { verb, after } = await work(changing, owed);
    await readjust(changing, { calendar: await readCalendar(tx), obligationId });
    const { due_on } = await tx
      .selectFrom('obligation_record')
      .select('due_on')
      .where('id', '=', obligationId)
      .executeTakeFirstOrThrow();
    record({
      verb,
      subject: { type: 'obligation', id: obligationId },
      bodyId: owed.bodyId,
      before: { dueOn: owed.due_on },
      after: { ...after, dueOn: due_on },
    });
    touch('obligations', 'catalogue', `body:${owed.bodyId}`);
  });
}

async function openObligation({ tx }: Change, id: string) {
  const owed = await tx
    .selectFrom('obligation_record as record')
    .innerJoin('due_date', 'due_date.no', 'record.due_no')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'due_date.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select([
      'record.id',
      'record.body_id as bodyId',
      'record.due_on',
      'record.met_on',
      'record.waived_on',
      'record.moved_on',
    ])
    .select([
      'due_date.event_on as eventOn',
      'due_date.period',
      'due_date.due_on as sharedDueOn',
      'catalogue_version.effective_on as effectiveOn',
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .where('record.id', '=', id)
    .forUpdate('record')
    .executeTakeFirst();
  if (!owed) throw notFound('应公开事项');
  return owed;
}

async function insert(
  { tx, at, actor }: Change,
  owed: Owed,
  values: { kind: 'pause' | 'extension'; approver: string; reason: string } & (
    | { from_on: string }
    | { amount: number; unit: ClockUnit }
  ),
): Promise<void> {
  if (actor.accountId === null) throw forbidden('这件事要由人办理，不能在命令行里做。');
  await tx
    .insertInto('due_adjustment')
    .values({
      id: uuidv7(),
      obligation_id: owed.id,
      body_id: owed.bodyId,
      ordered_by: actor.accountId,
      ordered_at: at,
      ...values,
    })
    .execute();
}
