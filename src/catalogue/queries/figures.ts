import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { existedOn, obligationState } from './state.ts';

/** Counts of obligations on a legal day; each counts rows of `obligation` that a reader can open. */
export interface Figures {
  /** Due on this very day, and how many of those are published. */
  dueToday: number;
  doneToday: number;
  /** Past their due date and still not published, whenever they fell due. */
  overdue: number;
  /** Due in the year so far and published by the due date, or after it. */
  onTimeThisYear: number;
  lateThisYear: number;
  /** Due in the year up to and including the day: the base of the year's percentages. */
  dueThisYear: number;
  /** Not yet due. */
  pending: number;
  /** The due date must be read by a person. */
  unclear: number;
}

/** The figures of all bodies on a legal day. */
export const todayFigures = (db: Reader, asOf: string): Promise<Figures> => figures(db, asOf);

/** The figures of one body (without those under it) on a legal day. */
export const bodyFigures = (db: Reader, bodyId: string, asOf: string): Promise<Figures> => figures(db, asOf, bodyId);

async function figures(db: Reader, asOf: string, bodyId?: string): Promise<Figures> {
  const day = sql`${asOf}::date`;
  const isOf = bodyId === undefined ? sql`true` : sql`obligation.body_id = ${bodyId}`;
  const { rows } = await sql<Figures>`
    select
      count(*) filter (where due_on = ${day} and state not in ('waived', 'moved')) as "dueToday",
      count(*) filter (where due_on = ${day} and state in ('onTime', 'late')) as "doneToday",
      count(*) filter (where state = 'overdue') as overdue,
      count(*) filter (where is_this_year and state = 'onTime') as "onTimeThisYear",
      count(*) filter (where is_this_year and state = 'late') as "lateThisYear",
      count(*) filter (where is_this_year) as "dueThisYear",
      count(*) filter (where state = 'pending') as pending,
      count(*) filter (where state = 'unclear') as unclear
    from (
      select due_on, ${obligationState(asOf)} as state,
        ${obligationState(asOf)} not in ('waived', 'moved')
          and due_on between date_trunc('year', ${day})::date and ${day} as is_this_year
      from obligation where ${isOf} and ${existedOn(asOf)}
    ) as seen`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('An aggregate has one row');
  return row;
}
