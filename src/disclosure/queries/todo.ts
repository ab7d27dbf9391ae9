import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { daysLate, existedOn, obligationState } from '../../catalogue/queries/state.ts';
import type { ObligationState } from '../../catalogue/rules/state.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { addDays } from '../../workday/rules.ts';
import type { VersionState } from '../rules.ts';
import { inHandOf } from './inhand.ts';

/** One obligation that a clerk has to see to, and how far it has come. */
export interface TodoRow {
  id: string;
  bodyId: string;
  bodyCode: string;
  bodyName: string;
  level1: string;
  level2: string;
  period: string;
  event: string;
  dueOn: string;
  state: ObligationState;
  daysLate: number;
  /** The document that answers it and is not public yet. */
  draftId: string | null;
  draftState: VersionState | null;
  drafter: string | null;
}

const aheadDays = 30;
const shownAtMost = 200;

/** What is late or falls due within a month in the bodies for which the actor drafts, in order of term, with who holds it. */
export async function todoOf(ctx: Context, actor: Actor) {
  const today = legalDate(ctx.clock.now());
  const { rows } = await sql<TodoRow & { total: number }>`
    select shown.*, hand.disclosure_id as "draftId", hand.state as "draftState", account.person_name as drafter
    from (
      select obligation.id, body.id as "bodyId", body.code as "bodyCode", body.name as "bodyName", item.level1, item.level2,
        obligation.period, obligation.event, obligation.due_on as "dueOn", ${obligationState(today)} as state,
        ${daysLate(today)} as "daysLate", count(*) over ()::int as total
      from obligation join body on body.id = obligation.body_id join catalogue_item item on item.id = obligation.item_id
      where ${inScope(actor, 'disclosure.draft', 'body.path')} and obligation.met_on is null and ${existedOn(today)}
        and obligation.due_on <= ${addDays(today, aheadDays)}::date and ${obligationState(today)} in ('overdue', 'pending')
      order by obligation.due_on, body.path, item.position, obligation.id limit ${shownAtMost}
    ) shown
    left join lateral (${inHandOf('shown.id')}) hand on true
    left join account on account.id = hand.drafted_by
    order by shown."dueOn", shown."bodyName", shown.id`.execute(ctx.db);
  return { today, total: rows[0]?.total ?? 0, rows };
}
