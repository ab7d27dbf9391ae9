import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { legalDate } from '../../platform/clock.ts';
import type { GapFault, TaskState } from '../rules/task.ts';
import type { TaskFilter } from '../schema.ts';

export interface TaskRow {
  id: string;
  roundId: string;
  roundName: string;
  isClosed: boolean;
  bodyId: string;
  bodyCode: string;
  bodyName: string;
  fault: GapFault;
  what: string;
  detail: string;
  dueOn: string;
  state: TaskState;
  isMet: boolean;
  assignedTo: string | null;
  doneBy: string | null;
  note: string;
  remark: string;
  /** The first obligation that it asks to publish; null: it asks for something else. */
  obligationId: string | null;
  disclosureId: string | null;
  isLate: boolean;
}

/** Rectification tasks of the actor's bodies in order of term, open ones first, with how many are in each state. */
export async function rectificationTasks(ctx: Context, actor: Actor, filter: TaskFilter) {
  const { state, round, body, mine, page, size } = filter;
  const seen = sql`
    from rectification_task task join check_round round on round.id = task.round_id
    join check_gap gap on gap.id = task.gap_id join body on body.id = task.body_id
    where ${inScope(actor, 'check.read', 'body.path')}
      ${round ? sql`and task.round_id = ${round}` : sql`and round.closed_at is null`}
      ${body ? sql`and body.code = ${body}` : sql``}
      ${mine === '1' ? sql`and task.assigned_to = ${actor.accountId}` : sql``}`;
  const { rows } = await sql<TaskRow>`
    select task.id, task.round_id as "roundId", round.name as "roundName", round.closed_at is not null as "isClosed",
      body.id as "bodyId", body.code as "bodyCode", body.name as "bodyName", gap.fault, task.what, gap.detail,
      task.due_on as "dueOn", task.state, task.is_met as "isMet", person.person_name as "assignedTo",
      doer.person_name as "doneBy", task.note, task.remark, first.id as "obligationId", finding.disclosure_id as "disclosureId",
      (task.state in ('todo', 'returned') and task.due_on < ${legalDate(ctx.clock.now())}::date) as "isLate"
    from (select task.id as task_id ${seen} ${state ? sql`and task.state = ${state}` : sql``}
      order by array_position(array['returned', 'todo', 'done', 'confirmed'], task.state), task.due_on, body.path, task.what, task.id
      limit ${size} offset ${(page - 1) * size}) shown
    join rectification_task task on task.id = shown.task_id
    join check_round round on round.id = task.round_id join check_gap gap on gap.id = task.gap_id
    join body on body.id = task.body_id
    left join account person on person.id = task.assigned_to left join account doer on doer.id = task.done_by
    left join finding on finding.id = gap.finding_id
    left join lateral (
      select obligation.id from obligation
      where gap.item_key is not null and obligation.body_id = gap.body_id and obligation.catalogue_id = gap.catalogue_id
        and obligation.item_key = gap.item_key and obligation.met_on is null and obligation.waived_on is null and obligation.moved_on is null
      order by obligation.due_on nulls last limit 1) first on true
    order by array_position(array['returned', 'todo', 'done', 'confirmed'], task.state), task.due_on, body.path, task.what, task.id`.execute(
    ctx.db,
  );
  const { rows: counts } = await sql<{ state: TaskState; count: number }>`
    select task.state, count(*) as count ${seen} group by 1`.execute(ctx.db);
  const inState: Record<TaskState, number> = { todo: 0, done: 0, confirmed: 0, returned: 0 };
  for (const { state: one, count } of counts) inState[one] = count;
  const total = state ? inState[state] : Object.values(inState).reduce((sum, n) => sum + n, 0);
  return { total, inState, rows };
}
