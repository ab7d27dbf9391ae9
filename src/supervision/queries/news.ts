import { sql, type RawBuilder } from 'kysely';

/** Rows (body_id, account_id) of rectification tasks (整改任务) to be told of: due on one of the days, or new since. */
export const tasksToTell = (dueDates: readonly string[], since: string): RawBuilder<unknown> => sql`
  select task.body_id, task.assigned_to as account_id
  from rectification_task task
  where task.state in ('todo', 'returned')
    and (task.due_on = any(${dueDates}::date[]) or (task.made_at at time zone 'Asia/Shanghai')::date > ${since}::date)`;

/** Rows (body_id) of findings (巡查发现) that are open and were opened after the legal day `since`. */
export const findingsToTell = (since: string): RawBuilder<unknown> => sql`
  select finding.body_id from finding
  where finding.closed_at is null and (finding.opened_at at time zone 'Asia/Shanghai')::date > ${since}::date`;
