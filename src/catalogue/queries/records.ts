import { sql } from 'kysely';
import type { Records } from '../../platform/database/record.ts';
import { existedOn, obligationState } from './state.ts';

const obligations = sql`
  select obligation.body_id, obligation.due_on::timestamptz as at,
    item.level1 || ' · ' || item.level2 || case when obligation.event = '' then '' else '（' || obligation.event || '）' end as text,
    '' as person, '/obligations/' || obligation.id as href
  from obligation join catalogue_item item on item.id = obligation.item_id`;

/** Obligations that were late and were met, late, in a span of legal days: put right (补公开). */
export const putRightIn = (from: string, to: string): Records =>
  sql`${obligations} where obligation.met_on > obligation.due_on and obligation.met_on between ${from}::date and ${to}::date`;

/** Obligations that are overdue at the end of a legal day. */
export const overdueOn = (day: string): Records =>
  sql`${obligations} where ${existedOn(day)} and ${obligationState(day)} = 'overdue'`;
