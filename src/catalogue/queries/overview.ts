import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { OverviewFilter } from '../boardschema.ts';
import { daysLate, existedOn, obligationState } from './state.ts';

/** How one body, or one item, stands; counts of obligations on a legal day. */
export interface Standing {
  overdue: number;
  longest: number;
  dueToday: number;
  dueSoon: number;
  pending: number;
  onTime: number;
  late: number;
  unclear: number;
  excused: number;
}

export interface BodyLine extends Standing {
  code: string;
  name: string;
  kind: string;
  parentName: string | null;
}

export interface ItemLine extends Standing {
  itemId: string;
  catalogueName: string;
  level1: string;
  level2: string;
  bodies: number;
}

/** What counts as soon: within a week. */
const soonDays = 7;

const counted = (asOf: string): RawBuilder<unknown> => sql`
  count(*) filter (where seen.state = 'overdue')::int as overdue,
  coalesce(max(seen.late) filter (where seen.state = 'overdue'), 0)::int as longest,
  count(*) filter (where seen.state = 'pending' and seen.due_on = ${asOf}::date)::int as "dueToday",
  count(*) filter (where seen.state = 'pending' and seen.due_on <= ${asOf}::date + ${soonDays}::int)::int as "dueSoon",
  count(*) filter (where seen.state = 'pending')::int as pending,
  count(*) filter (where seen.state = 'onTime')::int as "onTime",
  count(*) filter (where seen.state = 'late')::int as late,
  count(*) filter (where seen.state = 'unclear')::int as unclear,
  count(*) filter (where seen.state in ('waived', 'moved'))::int as excused`;

const seen = (actor: Actor, { kind, under, q }: OverviewFilter, asOf: string, words: RawBuilder<unknown>) => sql`
  select obligation.body_id, obligation.catalogue_id, obligation.item_key, obligation.item_id, obligation.due_on,
    ${obligationState(asOf)} as state, ${daysLate(asOf)} as late
  from obligation join body on body.id = obligation.body_id join catalogue_item item on item.id = obligation.item_id
  where ${inScope(actor, 'obligation.read', 'body.path')} and ${existedOn(asOf)}
    ${kind ? sql`and body.kind = ${kind}` : sql``}
    ${under ? sql`and starts_with(body.path, (select path from body where code = ${under}))` : sql``}
    ${q ? sql`and (${words})` : sql``}`;

const orders = {
  late: sql`overdue desc, longest desc`,
  longest: sql`longest desc, overdue desc`,
  soon: sql`"dueSoon" desc, overdue desc`,
  rate: sql`("onTime"::float / nullif("onTime" + late + overdue, 0)) nulls last, overdue desc`,
  name: sql`true`,
} as const;

/** How each body stands that the actor may see, the worst first. */
export async function byBody(ctx: Context, actor: Actor, filter: OverviewFilter, asOf: string): Promise<BodyLine[]> {
  const words = sql`strpos(body.name, ${filter.q ?? ''}) > 0`;
  const { rows } = await sql<BodyLine>`
    select body.code, body.name, body.kind, parent.name as "parentName", line.* from (
      select seen.body_id, ${counted(asOf)} from (${seen(actor, filter, asOf, words)}) seen group by seen.body_id
    ) line join body on body.id = line.body_id left join body parent on parent.id = body.parent_id
    order by ${orders[filter.sort]}, body.path`.execute(ctx.db);
  return rows;
}

/** How each item of the catalogues stands over the actor's bodies, the worst first. */
export async function byItem(ctx: Context, actor: Actor, filter: OverviewFilter, asOf: string): Promise<ItemLine[]> {
  const words = sql`strpos(item.level1, ${filter.q ?? ''}) > 0 or strpos(item.level2, ${filter.q ?? ''}) > 0`;
  const { rows } = await sql<ItemLine>`
    select item.id as "itemId", catalogue.name as "catalogueName", item.level1, item.level2, line.* from (
      select seen.catalogue_id, seen.item_key, (array_agg(seen.item_id order by seen.due_on desc nulls last))[1] as item_id,
        count(distinct seen.body_id)::int as bodies, ${counted(asOf)}
      from (${seen(actor, filter, asOf, words)}) seen group by 1, 2
    ) line join catalogue_item item on item.id = line.item_id join catalogue on catalogue.id = line.catalogue_id
    order by ${orders[filter.sort]}, catalogue.name, item.position`.execute(ctx.db);
  return rows;
}
