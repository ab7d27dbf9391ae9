import { sql, type Expression } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { Audience } from '../rules/audience.ts';
import type { ObligationState } from '../rules/state.ts';
import { daysLate, existedOn, obligationState } from './state.ts';

export interface BodyObligation {
  id: string;
  itemId: string;
  itemKey: string;
  level1: string;
  level2: string;
  level3: string;
  /** '2026-Q3', '2026-07', '2026', 'standing', 'unclear' or 'event:…' */
  period: string;
  event: string;
  /** For whom what answers it is. */
  audience: Audience;
  eventOn: string | null;
  dueOn: string | null;
  metOn: string | null;
  /** The ground on which it need not be met (catalogue/rules/waiver.ts). */
  waivedAs: string | null;
  /** The disclosure that met it. */
  metBy: string | null;
  state: ObligationState;
  daysLate: number;
  /** The rule's words for a person: why it is due on that day. */
  reason: string;
}

/** Every obligation of one body with its state on the legal day `asOf`: open ones first, the longest overdue at the top. */
export async function obligationsOfBody(db: Reader, bodyId: string, asOf: string): Promise<BodyObligation[]> {
  return db
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select([
      'obligation.id',
      'obligation.item_id as itemId',
      'obligation.item_key as itemKey',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'obligation.period',
      'obligation.event',
      sql<Audience>`catalogue_item.audience`.as('audience'),
      'obligation.event_on as eventOn',
      'obligation.due_on as dueOn',
      'obligation.met_on as metOn',
      'obligation.waived_as as waivedAs',
      'obligation.met_by as metBy',
      'obligation.reason',
      obligationState(asOf).as('state'),
      daysLate(asOf).as('daysLate'),
    ])
    .where('obligation.body_id', '=', bodyId)
    .where(existedOn(asOf))
    .orderBy(sql`obligation.met_on is not null`)
    .orderBy('obligation.due_on')
    .orderBy('catalogue_item.position')
    .orderBy('obligation.period')
    .execute();
}

/** The nearest due date among those obligations (a sub-query of their ids) that nothing has met yet; null: none has one. */
export const nearestDueOn = (ids: Expression<{ obligation_id: string }>) =>
  sql<string | null>`(select min(due_on) from obligation where met_on is null and id in ${ids})`;

/**
 * The same for the body's public page. What a body owes and whether it is done is public knowledge; what happened, in the
 * words of a clerk, is for those whom the item is for.
 */
export async function bodyObligations(db: Reader, bodyId: string, asOf: string): Promise<BodyObligation[]> {
  const owed = await obligationsOfBody(db, bodyId, asOf);
  return owed.map((one) => (one.audience === 'public' ? one : { ...one, event: '', eventOn: null }));
}
