import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { existedOn, obligationState } from './state.ts';

export interface GridItem {
  key: string;
  level1: string;
  level2: string;
}

/** One village × one item: what stands worst first decides; counts of obligations due in the year so far, and the next. */
export interface GridCell {
  item: string;
  overdue: number;
  late: number;
  onTime: number;
  pending: number;
  unclear: number;
  nextDueOn: string | null;
}

export interface GridRow {
  code: string;
  name: string;
  cells: GridCell[];
}

/** The townships whose villages the actor may see, in order. */
export async function townships(ctx: Context, actor: Actor): Promise<{ code: string; name: string }[]> {
  return ctx.db
    .selectFrom('body')
    .select(['code', 'name'])
    .where('kind', '=', 'township')
    .where('closed_on', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('body as village')
          .select('village.id')
          .whereRef('village.parent_id', '=', 'body.id')
          .where(inScope(actor, 'obligation.read', 'village.path')),
      ),
    )
    .orderBy('path')
    .execute();
}

/** The villages of one township × the items they owe: a map of what is there and what is missing. */
export async function villageGrid(ctx: Context, actor: Actor, township: string, asOf: string) {
  const { rows: cells } = await sql<GridCell & GridItem & { code: string; position: number }>`
    select seen.code, seen.catalogue_id || ':' || seen.item_key as key, item.level1, item.level2, item.position,
      seen.catalogue_id || ':' || seen.item_key as item,
      seen.overdue, seen.late, seen."onTime", seen.pending, seen.unclear, seen."nextDueOn"
    from (
      select body.code, stands.catalogue_id, stands.item_key, (array_agg(stands.item_id order by stands.due_on desc nulls last))[1] as item_id,
        count(*) filter (where stands.state = 'overdue')::int as overdue,
        count(*) filter (where stands.state = 'late' and stands.is_this_year)::int as late,
        count(*) filter (where stands.state = 'onTime' and stands.is_this_year)::int as "onTime",
        count(*) filter (where stands.state = 'pending')::int as pending,
        count(*) filter (where stands.state = 'unclear')::int as unclear,
        min(stands.due_on) filter (where stands.state = 'pending') as "nextDueOn"
      from body cross join lateral (
        select obligation.catalogue_id, obligation.item_key, obligation.item_id, obligation.due_on, ${obligationState(asOf)} as state,
          obligation.due_on >= date_trunc('year', ${asOf}::date)::date as is_this_year
        from obligation where obligation.body_id = body.id and ${existedOn(asOf)}
      ) stands
      where body.kind = 'village' and body.parent_id = (select id from body where code = ${township})
        and ${inScope(actor, 'obligation.read', 'body.path')} and stands.state <> all (array['waived', 'moved'])
      group by body.code, stands.catalogue_id, stands.item_key
    ) seen join catalogue_item item on item.id = seen.item_id
    order by item.position`.execute(ctx.db);
  const villages = await ctx.db
    .selectFrom('body')
    .select(['code', 'name'])
    .where('kind', '=', 'village')
    .where('closed_on', 'is', null)
    .where('parent_id', '=', (eb) => eb.selectFrom('body').select('id').where('code', '=', township))
    .where(inScope(actor, 'obligation.read', 'path'))
    .orderBy('path')
    .execute();
  const items = new Map<string, GridItem>();
  const ofVillage = new Map<string, GridCell[]>();
  for (const { code, key, level1, level2, position: _position, ...cell } of cells) {
    if (!items.has(key)) items.set(key, { key, level1, level2 });
    ofVillage.set(code, [...(ofVillage.get(code) ?? []), cell]);
  }
  const rows: GridRow[] = villages.map((village) => ({ ...village, cells: ofVillage.get(village.code) ?? [] }));
  return { asOf, township, items: [...items.values()], rows };
}
