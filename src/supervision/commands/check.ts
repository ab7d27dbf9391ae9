import { sql, type RawBuilder } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { holders } from '../../account/dutyholders.ts';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { daysLate, existedOn, obligationState } from '../../catalogue/queries/state.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import type { CheckInput } from '../schema.ts';

/**
 * Checks whether all that a body and those under it must have public by a day is public (公开日前检查): keeps what is missing as
 * it stands now, and makes a task of each gap. Returns the id of the check. Throws 403, and 422 for a day that has passed.
 */
export async function startCheck(ctx: Context, actor: Actor, input: CheckInput): Promise<string> {
  return change(ctx, actor, async (changing) => {
    const { tx, at, today, record } = changing;
    await sql`set local statement_timeout = 0`.execute(tx);
    const body = await allowedBody(tx, actor, 'check.start', input.bodyId);
    if (input.forDay < today) throw invalid({ forDay: '这一天已经过去了，请选今天或以后的一天' });
    if (input.taskDueOn < today) throw invalid({ taskDueOn: '整改期限已经过去了，请选今天或以后的一天' });
    const id = uuidv7();
    const counts = await lookedAt(changing, body.path, input.forDay);
    await tx
      .insertInto('check_round')
      .values({
        ...{ id, body_id: body.id, name: input.name, occasion: input.occasion, for_day: input.forDay, as_of: today },
        ...{ task_due_on: input.taskDueOn, counts: JSON.stringify(counts), made_at: at, made_by: actor.accountId },
      })
      .execute();
    await sql`
      insert into check_gap (id, round_id, body_id, catalogue_id, item_key, item_id, fault, what, detail, since_on, finding_id)
      select gen_random_uuid(), ${id}, gap.* from (${gaps(body.path, today, input.forDay)}) gap`.execute(tx);
    const made = await makeTasks(changing, id, input.taskDueOn);
    const after = { ...input, ...counts, tasks: made };
    record({ verb: 'check.start', subject: { type: 'check', id }, bodyId: body.id, after });
    return id;
  });
}

/** What the check looks at: bodies that owe anything until the day, and how many obligations. */
async function lookedAt({ tx, today }: Change, path: string, forDay: string) {
  const { rows } = await sql<{ bodies: number; obligations: number; published: number }>`
    select count(distinct obligation.body_id)::int as bodies, count(*)::int as obligations,
      count(*) filter (where obligation.met_on is not null)::int as published
    from obligation join body on body.id = obligation.body_id
    where starts_with(body.path, ${path}) and ${existedOn(today)} and obligation.moved_on is null and obligation.waived_on is null
      and (obligation.due_on is null or obligation.due_on <= ${forDay}::date)`.execute(tx);
  return rows[0] ?? { bodies: 0, obligations: 0, published: 0 };
}

/** One row a body, item and fault, in the order of the columns of `check_gap` from `body_id` on. */
const gaps = (path: string, today: string, forDay: string): RawBuilder<unknown> => sql`
  select missing.body_id, missing.catalogue_id, missing.item_key, item.id, missing.fault, item.level1 || ' · ' || item.level2,
    case missing.fault
      when 'late' then missing.count || ' 期没公开，最久的已超过期限 ' || missing.longest || ' 天'
      when 'missing' then missing.count || ' 期要在 ' || missing.last_on || ' 前公开'
      else '公开时限还要由人确认' end,
    case when missing.fault = 'late' then missing.first_on + 1 end, null::uuid
  from (
    select obligation.body_id, obligation.catalogue_id, obligation.item_key, stands.fault, count(*) as count,
      max(${daysLate(today)}) as longest, min(obligation.due_on) as first_on, max(obligation.due_on) as last_on,
      (array_agg(obligation.item_id order by obligation.due_on desc nulls last))[1] as item_id
    from obligation join body on body.id = obligation.body_id
    cross join lateral (select case ${obligationState(today)}
      when 'overdue' then 'late' when 'pending' then 'missing' when 'unclear' then 'unclear' end as fault) stands
    where starts_with(body.path, ${path}) and obligation.met_on is null and ${existedOn(today)} and stands.fault is not null
      and (obligation.due_on is null or obligation.due_on <= ${forDay}::date)
    group by 1, 2, 3, 4
  ) missing join catalogue_item item on item.id = missing.item_id
  union all
  select finding.body_id, null, null, finding.item_id, case finding.kind when 'link' then 'link' else 'stale' end,
    finding.title, finding.detail, finding.since_on, finding.id
  from finding join body on body.id = finding.body_id
  where starts_with(body.path, ${path}) and finding.closed_at is null and finding.kind in ('link', 'stale', 'standing')`;

/** A task for each gap; where one person alone is the body's clerk it is theirs at once. */
async function makeTasks({ tx, at }: Change, roundId: string, dueOn: string): Promise<number> {
  const { numAffectedRows } = await sql`
    with gap as (select * from check_gap where round_id = ${roundId}),
    ${holders(sql`select distinct body_id from check_gap where round_id = ${roundId}`)},
    alone as (
      select body_id, (array_agg(account_id))[1] as account_id from holder where duty = 'clerk' group by body_id having count(*) = 1
    )
    insert into rectification_task (id, round_id, gap_id, body_id, assigned_to, what, due_on, state, made_at)
    select gen_random_uuid(), ${roundId}, gap.id, gap.body_id, alone.account_id, gap.what, ${dueOn}::date, 'todo', ${at}
    from gap left join alone on alone.body_id = gap.body_id`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Ends a check: what is still open stays on record as it is. Throws 404, 403, 409 when it is closed. */
export async function closeCheck(ctx: Context, actor: Actor, id: string): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    const round = await tx.selectFrom('check_round').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!round) throw notFound('检查');
    await allowedBody(tx, actor, 'check.start', round.body_id);
    if (round.closed_at) throw conflict('这次检查已经结束了。');
    await tx.updateTable('check_round').set({ closed_at: at }).where('id', '=', id).execute();
    record({ verb: 'check.close', subject: { type: 'check', id }, bodyId: round.body_id });
  });
}
