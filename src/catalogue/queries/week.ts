import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { addDays } from '../../workday/rules.ts';
import type { WeekFilter } from '../boardschema.ts';
import { existedOn, obligationState } from './state.ts';

export interface DueLine {
  dueOn: string;
  itemId: string;
  level1: string;
  level2: string;
  bodies: number;
  open: number;
  /** The bodies that have not published yet, the first few by name. */
  names: string[];
}

const namesShown = 5;

/** What falls due from today on, by day and item: of how many bodies, how many have not published, and which. */
export async function dueByDay(ctx: Context, actor: Actor, { under, days }: WeekFilter, asOf: string) {
  const until = addDays(asOf, days - 1);
  const { rows } = await sql<DueLine>`
    select seen.due_on as "dueOn", (array_agg(item.id))[1] as "itemId", item.level1, item.level2,
      count(*)::int as bodies, count(*) filter (where seen.state = 'pending')::int as open,
      coalesce((array_agg(seen.name order by seen.path) filter (where seen.state = 'pending'))[1:${namesShown}], '{}') as names
    from (
      select obligation.due_on, obligation.item_id, body.name, body.path, ${obligationState(asOf)} as state
      from obligation join body on body.id = obligation.body_id
      where obligation.due_on between ${asOf}::date and ${until}::date and ${existedOn(asOf)}
        and ${inScope(actor, 'obligation.read', 'body.path')}
        ${under ? sql`and starts_with(body.path, (select path from body where code = ${under}))` : sql``}
    ) seen join catalogue_item item on item.id = seen.item_id
    where seen.state <> all (array['waived', 'moved'])
    group by seen.due_on, seen.item_id, item.level1, item.level2, item.position order by seen.due_on, open desc, item.position`.execute(
    ctx.db,
  );
  return { asOf, until, rows };
}
