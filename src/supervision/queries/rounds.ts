import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { GapFault, Occasion, TaskState } from '../rules/task.ts';

export interface RoundCounts {
  bodies: number;
  obligations: number;
  published: number;
}

const rounds = (ctx: Context, actor: Actor) =>
  ctx.db
    .selectFrom('check_round as round')
    .innerJoin('body', 'body.id', 'round.body_id')
    .leftJoin('account', 'account.id', 'round.made_by')
    .select((eb) => [
      'round.id',
      'round.name',
      sql<Occasion>`round.occasion`.as('occasion'),
      'round.for_day as forDay',
      'round.as_of as asOf',
      'round.task_due_on as taskDueOn',
      sql<RoundCounts>`round.counts`.as('counts'),
      'round.made_at as madeAt',
      'round.closed_at as closedAt',
      'account.person_name as madeBy',
      'body.name as bodyName',
      eb
        .selectFrom('rectification_task as task')
        .select(sql<number>`count(*)`.as('tasks'))
        .whereRef('task.round_id', '=', 'round.id')
        .$asScalar()
        .$notNull()
        .as('tasks'),
      eb
        .selectFrom('rectification_task as task')
        .select(sql<number>`count(*)`.as('settled'))
        .whereRef('task.round_id', '=', 'round.id')
        .where('task.state', '=', 'confirmed')
        .$asScalar()
        .$notNull()
        .as('settled'),
    ])
    .where(inScope(actor, 'check.read', 'body.path'));

/** The completeness checks of the actor's bodies, the newest first. */
export const checkRounds = (ctx: Context, actor: Actor) =>
  rounds(ctx, actor).orderBy('round.made_at', 'desc').limit(100).execute();

export interface RoundBody {
  code: string;
  name: string;
  kind: string;
  late: number;
  missing: number;
  unclear: number;
  stale: number;
  link: number;
  settled: number;
  done: number;
  tasks: number;
}

/** One check: its record, and for each body with gaps how many of each kind there were and how many are mended. Throws 404. */
export async function checkRound(ctx: Context, actor: Actor, id: string) {
  const round = await rounds(ctx, actor).where('round.id', '=', id).executeTakeFirst();
  if (!round) throw notFound('检查');
  const { rows: bodies } = await sql<RoundBody>`
    select body.code, body.name, body.kind,
      count(*) filter (where gap.fault = 'late')::int as late, count(*) filter (where gap.fault = 'missing')::int as missing,
      count(*) filter (where gap.fault = 'unclear')::int as unclear, count(*) filter (where gap.fault = 'stale')::int as stale,
      count(*) filter (where gap.fault = 'link')::int as link,
      count(*) filter (where task.state = 'confirmed')::int as settled, count(*) filter (where task.state = 'done')::int as done,
      count(*)::int as tasks
    from check_gap gap join rectification_task task on task.gap_id = gap.id join body on body.id = gap.body_id
    where gap.round_id = ${id}
    group by body.id order by count(*) filter (where task.state <> 'confirmed') desc, body.path`.execute(ctx.db);
  return { ...round, bodiesWithGaps: bodies };
}

export interface GapRow {
  bodyCode: string;
  bodyName: string;
  fault: GapFault;
  what: string;
  detail: string;
  dueOn: string;
  state: TaskState;
  isMet: boolean;
  assignedTo: string | null;
  note: string;
  remark: string;
}

/** Every gap of a check, as it was found, with how far it is mended: for the file. Throws 404. */
export async function gapsOfRound(ctx: Context, actor: Actor, id: string): Promise<GapRow[]> {
  await checkRound(ctx, actor, id);
  const { rows } = await sql<GapRow>`
    select body.code as "bodyCode", body.name as "bodyName", gap.fault, gap.what, gap.detail, task.due_on as "dueOn",
      task.state, task.is_met as "isMet", account.person_name as "assignedTo", task.note, task.remark
    from check_gap gap join rectification_task task on task.gap_id = gap.id
    join body on body.id = gap.body_id left join account on account.id = task.assigned_to
    where gap.round_id = ${id} order by body.path, gap.fault, gap.what`.execute(ctx.db);
  return rows;
}
