import { sql, type RawBuilder } from 'kysely';
import type { ObligationState } from '../rules/state.ts';

/**
 * The state of the rows of `obligation` (by that name in the query) at the end of the legal day `asOf`: `stateOf`
 * of catalogue/rules/state.ts in SQL; a property test holds the two together.
 */
export function obligationState(asOf: string): RawBuilder<ObligationState> {
  return sql<ObligationState>`case
    when obligation.met_on <= ${asOf}::date then case
      when obligation.due_on is null then 'unclear'
      when obligation.met_on <= obligation.due_on then 'onTime' else 'late' end
    when obligation.moved_on <= ${asOf}::date then 'moved'
    when obligation.waived_on <= ${asOf}::date then 'waived'
    when obligation.due_on is null then 'unclear'
    when ${asOf}::date <= obligation.due_on then 'pending'
    else 'overdue' end`;
}

/** Days past the due date: until it was published (else passed on or waived), or until `asOf`; 0 while in time. */
export function daysLate(asOf: string): RawBuilder<number> {
  return sql<number>`greatest(0, least(coalesce(obligation.met_on, least(obligation.waived_on, obligation.moved_on)), ${asOf}::date) - obligation.due_on)`;
}

/** Whether the obligation existed at the end of `asOf`: its event had happened. */
export function existedOn(asOf: string): RawBuilder<boolean> {
  return sql<boolean>`(obligation.event_on is null or obligation.event_on <= ${asOf}::date)`;
}
