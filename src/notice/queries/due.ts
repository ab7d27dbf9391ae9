import { sql, type RawBuilder } from 'kysely';
import { daysLate, existedOn, obligationState } from '../../catalogue/queries/state.ts';
import { inHandOf } from '../../disclosure/queries/inhand.ts';
import { findingsToTell, tasksToTell } from '../../supervision/queries/news.ts';
import type { ReminderRule } from '../rules/steps.ts';
import { holders } from '../../account/dutyholders.ts';

export interface Night {
  day: string;
  /** News since the end of this legal day. */
  since: string;
  rule: ReminderRule;
  dueDates: readonly string[];
}

const stateWords = sql`case hit.hand when 'review' then '等审核' when 'confidentiality' then '等保密审查' else '等签发' end`;
const dutyOfState = sql`case hit.hand when 'signoff' then 'leader' when 'review' then 'reviewer' else hit.hand end`;

/**
 * `line (account_id, kind, count, bodies, longest, who)`: what each person is to be told on a night, as one statement over
 * the open obligations of a few due dates. What is drafted or in review is quiet, save for the office once it is late beyond
 * its term.
 */
export const linesOfNight = ({ day, since, rule, dueDates }: Night): RawBuilder<unknown> => sql`
  hit as materialized (
    select obligation.body_id, obligation.due_on, ${daysLate(day)} as late, hand.state as hand, hand.drafted_by
    from obligation
    left join lateral (${inHandOf('obligation.id')}) hand on true
    where obligation.met_on is null and obligation.due_on = any(${dueDates}::date[]) and ${existedOn(day)}
      and ${obligationState(day)} in ('pending', 'overdue')
  ),
  task as materialized (${tasksToTell(dueDates, since)}),
  found as materialized (${findingsToTell(since)}),
  ${holders(sql`select body_id from hit union select body_id from task union select body_id from found`)},
  told as (
    select holder.account_id, hit.body_id, hit.late, null::text as who,
      case when hit.due_on > ${day}::date then 'coming'
        when hit.due_on = ${day}::date then 'today' else 'overdue' end as kind
    from hit join holder on holder.body_id = hit.body_id and holder.duty = 'clerk' where hit.hand is null
    union all
    select holder.account_id, hit.body_id, hit.late, hands.who, 'inHand'
    from hit join holder on holder.body_id = hit.body_id and holder.duty = 'clerk'
    cross join lateral (
      select case when hit.hand = 'draft'
        then coalesce((select person_name from account where id = hit.drafted_by), '') || '（起草）'
        else ${stateWords} || coalesce((select '（' || string_agg(keeper.person_name, '、' order by keeper.person_name) || '）'
          from holder keeper where keeper.body_id = hit.body_id and keeper.duty = ${dutyOfState}), '') end as who
    ) hands where hit.hand is not null
    union all
    select holder.account_id, hit.body_id, hit.late, null, 'leader'
    from hit join holder on holder.body_id = hit.body_id and holder.duty = 'leader'
    where hit.hand is null and hit.late >= ${rule.leaderAfterDays}
    union all
    select holder.account_id, hit.body_id, hit.late, null, 'office'
    from hit join holder on holder.body_id = hit.body_id and holder.duty = 'office'
    where hit.late >= ${rule.officeAfterDays}
    union all
    select office.account_id, hit.body_id, hit.late, null, 'unstaffed'
    from hit join holder office on office.body_id = hit.body_id and office.duty = 'office'
    where not exists (select from holder where holder.body_id = hit.body_id and holder.duty = 'clerk')
    union all
    select coalesce(task.account_id, holder.account_id), task.body_id, 0, null, 'task'
    from task left join holder on task.account_id is null and holder.body_id = task.body_id and holder.duty = 'clerk'
    union all
    select holder.account_id, found.body_id, 0, null, 'finding'
    from found join holder on holder.body_id = found.body_id and holder.duty in ('clerk', 'office')
  ),
  line as (
    select account_id, kind, count(*)::int as count, count(distinct body_id)::int as bodies, max(late)::int as longest,
      coalesce(string_agg(distinct who, '、'), '') as who
    from told where account_id is not null group by account_id, kind
  )`;
