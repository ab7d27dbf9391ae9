import { sql, type RawBuilder } from 'kysely';
import { daysLate, existedOn, obligationState } from '../../catalogue/queries/state.ts';
import {
  columnRules,
  deadAfterFailures,
  standingReviewMonths,
  type ColumnRule,
  type FindingKind,
} from '../rules/finding.ts';

/**
 * For each kind of finding, as one set operation, what is so at the end of the legal day `day`:
 * `(key, body_id, title, detail, disclosure_id, item_id, since_on)`, one row a key.
 */
export const candidates: Record<FindingKind, (day: string) => RawBuilder<unknown>> = {
  late: (day) => sql`
    select late.body_id || ':' || late.catalogue_id || ':' || late.item_key as key, late.body_id,
      item.level1 || ' · ' || item.level2 as title,
      late.count || ' 期没公开，最久的已超过期限 ' || late.longest || ' 天' as detail,
      null::uuid as disclosure_id, item.id as item_id, late.since_on
    from (
      select obligation.body_id, obligation.catalogue_id, obligation.item_key, count(*) as count,
        max(${daysLate(day)}) as longest, min(obligation.due_on) + 1 as since_on,
        (array_agg(obligation.item_id order by obligation.due_on desc))[1] as item_id
      from obligation
      where obligation.met_on is null and obligation.due_on < ${day}::date and ${existedOn(day)}
        and ${obligationState(day)} = 'overdue'
      group by 1, 2, 3
    ) late join catalogue_item item on item.id = late.item_id`,

  empty: (day) => sql`
    select due.body_id || ':' || due.level1 as key, due.body_id, due.level1 as title,
      '到期的 ' || due.count || ' 项一项也没有公开过' as detail,
      null::uuid as disclosure_id, null::uuid as item_id, due.since_on
    from (
      select obligation.body_id, item.level1, count(*) as count, min(obligation.due_on) + 1 as since_on
      from obligation join catalogue_item item on item.id = obligation.item_id
      where obligation.met_on is null and obligation.due_on < ${day}::date and ${existedOn(day)}
        and ${obligationState(day)} = 'overdue'
      group by 1, 2
    ) due
    where not exists (
      select from obligation met join catalogue_item item on item.id = met.item_id
      where met.body_id = due.body_id and item.level1 = due.level1 and met.met_on is not null)`,

  stale: (day) => sql`
    select rule.words || ':' || published.category as key, county.id as body_id, published.category as title,
      rule.limit_words || '内应更新，最近一次更新是 ' || published.last_on as detail,
      null::uuid as disclosure_id, null::uuid as item_id, (published.last_on + rule.stands)::date + 1 as since_on
    from (
      select category, max((last_published_at at time zone 'Asia/Shanghai')::date) as last_on
      from disclosure where standing = 'published' group by category
    ) published
    cross join lateral (
      select * from (values ${sql.join(columnRules.map(ruleRow))}) as known (position, words, pattern, stands, limit_words)
      where published.category ~ known.pattern order by known.position limit 1
    ) rule
    cross join (select id from body where parent_id is null order by path limit 1) county
    where (published.last_on + rule.stands)::date < ${day}::date`,

  standing: (day) => sql`
    select obligation.body_id || ':' || obligation.catalogue_id || ':' || obligation.item_key as key, obligation.body_id,
      item.level1 || ' · ' || item.level2 as title, '上次核对或更新是 ' || looked.last_on as detail,
      obligation.met_by as disclosure_id, item.id as item_id, (looked.last_on + ${reviewMonths})::date + 1 as since_on
    from obligation
    join catalogue_item item on item.id = obligation.item_id
    cross join lateral (select ${lastLookedAt} as last_on) looked
    where obligation.period = 'standing' and obligation.met_on is not null and obligation.moved_on is null
      and ${isCurrentItem} and (looked.last_on + ${reviewMonths})::date < ${day}::date`,

  link: () => sql`
    select link.disclosure_id || ' ' || link.url as key, disclosure.body_id, version.title,
      link.url || '：' || state.fault as detail, disclosure.id as disclosure_id, null::uuid as item_id,
      state.failing_since as since_on
    from link_state state
    join document_link link on link.url = state.url
    join disclosure on disclosure.id = link.disclosure_id and disclosure.standing = 'published'
    join disclosure_version version
      on version.disclosure_id = disclosure.id and version.version = disclosure.published_version
    where state.failures >= ${deadAfterFailures} and state.failing_since is not null`,

  interpretation: (day) => sql`
    select policy.policy_id::text as key, policy.body_id, policy.policy_title as title,
      case when policy.obligation_id is null then '要解读，但' || policy.why_not
        else '文件 ' || policy.policy_on || ' 公开，解读最晚应在 ' || obligation.due_on || ' 公开' end as detail,
      policy.policy_id as disclosure_id, obligation.item_id, coalesce(obligation.due_on, policy.policy_on) + 1 as since_on
    from interpretation policy
    join disclosure on disclosure.id = policy.policy_id and disclosure.standing = 'published'
    left join obligation on obligation.id = policy.obligation_id
    where (policy.obligation_id is null and policy.policy_on < ${day}::date)
      or (obligation.met_on is null and ${obligationState(day)} = 'overdue')`,
};

/** An obligation's item stands in the newest version of its catalogue. */
const isCurrentItem = sql`item.version_id = (
  select newest.id from catalogue_version newest where newest.catalogue_id = obligation.catalogue_id
  order by newest.version desc limit 1)`;

export const reviewMonths = sql`make_interval(months => ${standingReviewMonths}::int)`;

/** When a standing obligation's content was last written or looked at, as a legal date; for queries over `obligation`. */
export const lastLookedAt = sql<string>`greatest(obligation.met_on,
  (select max(review.reviewed_on) from standing_review review where review.body_id = obligation.body_id
    and review.catalogue_id = obligation.catalogue_id and review.item_key = obligation.item_key),
  (select (answer.last_published_at at time zone 'Asia/Shanghai')::date from disclosure answer where answer.id = obligation.met_by))`;

const ruleRow = ({ words, amount, unit, limitWords }: ColumnRule, position: number) => {
  const stands =
    unit === 'day' ? sql`make_interval(days => ${amount}::int)` : sql`make_interval(months => ${amount}::int)`;
  return sql`(${position}::int, ${words.join('、')}::text, ${words.join('|')}::text, ${stands}, ${limitWords}::text)`;
};
