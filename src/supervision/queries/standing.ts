import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { StandingFilter } from '../schema.ts';
import { lastLookedAt, reviewMonths } from './candidates.ts';

export interface StandingRow {
  obligationId: string;
  bodyCode: string;
  bodyName: string;
  level1: string;
  level2: string;
  /** null: it is not public yet. */
  metOn: string | null;
  metBy: string | null;
  lastOn: string | null;
  dueAgainOn: string | null;
  deadLinks: number;
  reviewedBy: string | null;
}

/** What must be public at all times (长期公开) in the actor's bodies: there or not, when it was last read, when it must be again. */
export async function standingItems(ctx: Context, actor: Actor, { body, page, size }: StandingFilter) {
  const { rows } = await sql<StandingRow & { total: number }>`
    select obligation.id as "obligationId", body.code as "bodyCode", body.name as "bodyName", item.level1, item.level2,
      obligation.met_on as "metOn", obligation.met_by as "metBy", looked.last_on as "lastOn",
      (looked.last_on + ${reviewMonths})::date as "dueAgainOn", links.dead as "deadLinks", last.person_name as "reviewedBy",
      count(*) over ()::int as total
    from obligation
    join body on body.id = obligation.body_id
    join catalogue_item item on item.id = obligation.item_id
    cross join lateral (select case when obligation.met_on is null then null else ${lastLookedAt} end as last_on) looked
    cross join lateral (select count(*)::int as dead from finding
      where finding.kind = 'link' and finding.closed_at is null and finding.disclosure_id = obligation.met_by) links
    left join lateral (select account.person_name from standing_review review
      join account on account.id = review.reviewed_by
      where review.body_id = obligation.body_id and review.catalogue_id = obligation.catalogue_id
        and review.item_key = obligation.item_key order by review.reviewed_on desc limit 1) last on true
    where obligation.period = 'standing' and obligation.moved_on is null and obligation.waived_on is null
      and ${inScope(actor, 'finding.read', 'body.path')}
      ${body ? sql`and body.code = ${body}` : sql``}
    order by "dueAgainOn" nulls first, body.path, item.position, obligation.id
    limit ${size} offset ${(page - 1) * size}`.execute(ctx.db);
  return { total: rows[0]?.total ?? 0, rows };
}
