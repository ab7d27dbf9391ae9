import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';

/** How bodies stand together on a legal day; counts of obligations. */
export interface Standing {
  owed: number;
  onTime: number;
  late: number;
  overdue: number;
  waived: number;
  /** Passed on with a merger. */
  moved: number;
  pending: number;
  unclear: number;
}

const counted = ['owed', 'onTime', 'late', 'waived', 'moved', 'overdue', 'pending', 'unclear'] as const;

export interface UnitStanding extends Standing {
  code: string;
  name: string;
}

/** Sums of the tally on the legal day `today`; where nothing is counted, 0. */
const sums = (today: string) => {
  const left = sql`owed - on_time - late - waived - moved`;
  const sum = (of: RawBuilder<unknown>, name: string) => sql`coalesce(sum(${of}), 0)::int8 as ${sql.ref(name)}`;
  return sql.join([
    sum(sql`owed`, 'owed'),
    sum(sql`on_time`, 'onTime'),
    sum(sql`late`, 'late'),
    sum(sql`waived`, 'waived'),
    sum(sql`moved`, 'moved'),
    sum(sql`case when due_on < ${today}::date then ${left} end`, 'overdue'),
    sum(sql`case when due_on >= ${today}::date then ${left} end`, 'pending'),
    sum(sql`case when due_on is null then ${left} end`, 'unclear'),
  ]);
};

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
  const { rows } = await sql<UnitStanding>`
    with by_parent as (select parent_id, ${sums(today)} from obligation_tally group by parent_id)
    select unit.code, unit.name, ${sql.join(counted.map((name) => sql`sum(${sql.ref(name)})::int8 as ${sql.ref(name)}`))}
    from by_parent
    join body parent on parent.id = by_parent.parent_id
    join body unit on unit.path = case
      when ${depth} = 0 or parent.parent_id is null then split_part(parent.path, '/', 1) || '/'
      else split_part(parent.path, '/', 1) || '/' || split_part(parent.path, '/', 2) || '/' end
    where ${inScope(actor, 'obligation.read', 'unit.path')}
    group by unit.id order by overdue desc, unit.path`.execute(ctx.db);
  return rows;
}

/** What all bodies under whole counties add up to today; the tally knows no smaller subtree exactly. */
export async function standingOfCounties(ctx: Context, paths: readonly string[], today: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select ${sums(today)} from obligation_tally join body parent on parent.id = obligation_tally.parent_id
    where ${sql.join(
      paths.map((path) => sql`starts_with(parent.path, ${path})`),
      sql` or `,
    )}`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw new Error('An aggregate has one row');
  return row;
}
