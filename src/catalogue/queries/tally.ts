import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';

/** How the bodies under one unit stand together on a legal day; counts of obligations. */
export interface UnitStanding {
  code: string;
  name: string;
  owed: number;
  onTime: number;
  late: number;
  overdue: number;
  /** Waived, or passed on with a merger. */
  excused: number;
  pending: number;
  unclear: number;
}

/**
 * The standing of every unit at `depth` of the tree (0: the roots, 1: their townships, with a root's own bureaus counted
 * as the root), each with all bodies under it, the most overdue first. Reads the tally, not the obligations: the country's
 * board costs what its parents × due dates cost. `today` is the only day it knows: earlier days are not kept.
 */
export async function standingOfUnits(
  ctx: Context,
  actor: Actor,
  depth: 0 | 1,
  today: string,
): Promise<UnitStanding[]> {
  const day = sql`${today}::date`;
  const settled = sql`on_time + late + excused`;
  const { rows } = await sql<UnitStanding>`
    with by_parent as (
      select parent_id, sum(owed) as owed, sum(on_time) as on_time, sum(late) as late, sum(excused) as excused,
        coalesce(sum(owed - (${settled})) filter (where due_on < ${day}), 0) as overdue,
        coalesce(sum(owed - (${settled})) filter (where due_on >= ${day}), 0) as pending,
        coalesce(sum(owed - (${settled})) filter (where due_on is null), 0) as unclear
      from obligation_tally group by parent_id)
    select unit.code, unit.name, sum(owed)::int8 as owed, sum(on_time)::int8 as "onTime", sum(late)::int8 as late,
      sum(overdue)::int8 as overdue, sum(excused)::int8 as excused, sum(pending)::int8 as pending,
      sum(unclear)::int8 as unclear
    from by_parent
    join body parent on parent.id = by_parent.parent_id
    join body unit on unit.path = case
      when ${depth} = 0 or parent.parent_id is null then split_part(parent.path, '/', 1) || '/'
      else split_part(parent.path, '/', 1) || '/' || split_part(parent.path, '/', 2) || '/' end
    where ${inScope(actor, 'obligation.read', 'unit.path')}
    group by unit.id order by overdue desc, unit.path`.execute(ctx.db);
  return rows;
}
