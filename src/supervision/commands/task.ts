import { sql } from 'kysely';
import { commandLineActor, type ActName, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { obligationState } from '../../catalogue/queries/state.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { afterAct, taskStates, type TaskState, type TaskVerb } from '../rules/task.ts';

/** The task, if the actor may do the act for its body. Throws 404, 403, and 409 where its check is closed. */
async function taskFor({ tx, actor }: Change, act: ActName, id: string) {
  const task = await tx
    .selectFrom('rectification_task as task')
    .innerJoin('check_round as round', 'round.id', 'task.round_id')
    .selectAll('task')
    .select(['round.closed_at', 'round.body_id as round_body_id'])
    .where('task.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!task) throw notFound('整改任务');
  await allowedBody(tx, actor, act, task.body_id);
  if (task.closed_at) throw conflict('这次检查已经结束，任务不能再改。');
  return task;
}

const acts: Record<TaskVerb, ActName> = { finish: 'task.finish', confirm: 'check.start', return: 'check.start' };

/**
 * Takes a task a step on: the body says that it is done and how, the office confirms it or sends it back with a remark.
 * Throws 404, 403, 409 where the step does not follow.
 */
export async function moveTask(ctx: Context, actor: Actor, id: string, verb: TaskVerb, words = ''): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, at, record } = changing;
    const task = await taskFor(changing, acts[verb], id);
    const before = task.state as TaskState;
    const state = afterAct(before, verb);
    if (!state) throw conflict(`这项任务现在是“${taskStates[before]}”，不能这样办。请刷新后再看。`);
    if (verb === 'confirm' && task.done_by !== null && task.done_by === actor.accountId)
      throw conflict('自己办的任务要由另一个人确认。');
    const by = actor.accountId;
    await tx
      .updateTable('rectification_task')
      .set(
        verb === 'finish'
          ? { state, note: words, done_at: at, done_by: by }
          : { state, settled_at: at, settled_by: by, ...(verb === 'return' && { remark: words }) },
      )
      .where('id', '=', id)
      .execute();
    const subject = { type: 'task', id };
    record({
      verb: `task.${verb}`,
      subject,
      bodyId: task.body_id,
      before: { state: before },
      after: { state, note: words },
    });
  });
}

/** Gives a task to a person of the body or above it; null: to whoever is the body's clerk. Throws 404, 403, 422. */
export async function assignTask(ctx: Context, actor: Actor, id: string, accountId: string | null): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, record } = changing;
    const task = await taskFor(changing, 'task.finish', id);
    if (accountId && !(await mayBeGiven(tx, task.body_id, accountId)))
      throw invalid({ accountId: '这个人不在本机构或上级机构，请另选。' });
    await tx.updateTable('rectification_task').set({ assigned_to: accountId }).where('id', '=', id).execute();
    const subject = { type: 'task', id };
    const [before, after] = [{ accountId: task.assigned_to }, { accountId }];
    record({ verb: 'task.assign', subject, bodyId: task.body_id, before, after });
  });
}

async function mayBeGiven(db: Reader, bodyId: string, accountId: string): Promise<boolean> {
  const found = await db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .innerJoin('body as held', 'held.id', 'account_role.body_id')
    .innerJoin('body as body', (join) => join.on('body.id', '=', bodyId))
    .select('account.id')
    .where('account.id', '=', accountId)
    .where('account.disabled_at', 'is', null)
    .where('account_role.role', 'in', ['clerk', 'village', 'office'])
    .where(sql<boolean>`starts_with(body.path, held.path)`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** True where what a task asked for is there: published, confirmed, or found no more. */
const isMet = (today: string) => sql<boolean>`case
  when gap.finding_id is not null then (select closed_at is not null from finding where finding.id = gap.finding_id)
  else not exists (
    select from obligation
    where obligation.body_id = gap.body_id and obligation.catalogue_id = gap.catalogue_id and obligation.item_key = gap.item_key
      and obligation.met_on is null
      and case gap.fault when 'unclear' then obligation.due_on is null
        else obligation.due_on <= round.for_day and ${obligationState(today)} in ('overdue', 'pending') end)
  end`;

const open = sql<boolean>`task.state <> 'confirmed' and round.closed_at is null`;
const system = { ...commandLineActor('tasks'), personName: '系统' };

/** Closes every task whose gap is mended by now; called before tasks are read, and at night. Returns how many. */
export async function settleTasks(ctx: Context): Promise<number> {
  const today = legalDate(ctx.clock.now());
  const met = sql<{ id: string; body_id: string }>`
    select task.id, task.body_id from rectification_task task
    join check_round round on round.id = task.round_id join check_gap gap on gap.id = task.gap_id
    where ${open} and ${isMet(today)}`;
  if ((await met.execute(ctx.db)).rows.length === 0) return 0;
  return change(ctx, system, async ({ tx, at, record }) => {
    await sql`select pg_advisory_xact_lock(8101519)`.execute(tx);
    const { rows } = await met.execute(tx);
    await sql`
      update rectification_task set state = 'confirmed', is_met = true, settled_at = ${at}
      where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx);
    for (const { id, body_id } of rows)
      record({ verb: 'task.meet', subject: { type: 'task', id }, bodyId: body_id, after: { state: 'confirmed' } });
    const subject = { type: 'task', id: today };
    if (rows.length === 0) record({ verb: 'task.meet', subject, bodyId: null, after: { count: 0 } });
    return rows.length;
  });
}
