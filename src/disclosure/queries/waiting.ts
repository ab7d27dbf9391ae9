import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { nearestDueOn } from '../../catalogue/queries/obligations.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { daysBetween } from '../../workday/rules.ts';
import { isOfSheet, verbNames, ways, type Route, type Verb, type VersionState } from '../rules.ts';

/** A disclosure that waits for this person, with the one act to be done. */
export interface Waiting {
  id: string;
  number: string;
  title: string;
  bodyName: string;
  state: VersionState;
  verb: Verb;
  action: string;
  /** Until when the obligation that it answers must be met, the nearest if there are several; null: it answers none. */
  dueOn: string | null;
  /** Calendar days from today until then; negative: it is late. */
  daysLeft: number | null;
  /** Since when it lies there. */
  since: Date;
  returnedRemark: string | null;
}

const atMost = 100;
/** The steps that go on; the way back is not what somebody waits for. */
const steps = (Object.keys(ways) as Route[]).flatMap((route) =>
  ways[route]
    .filter((step) => ['submit', 'review', 'clear', 'sign'].includes(step.verb) && !isOfSheet(step))
    .map((step) => ({ ...step, route })),
);

/**
 * What waits for the actor: drafts they wrote, and what others handed on to their role. What is due first comes first,
 * what answers no obligation last; among equals the longest waiting.
 */
export async function waitingFor(ctx: Context, actor: Actor): Promise<Waiting[]> {
  const today = legalDate(ctx.clock.now());
  const found: Waiting[] = [];
  for (const { verb, from, act, route } of steps) {
    const isMine = sql<boolean>`${actor.accountId}::uuid = any(version.drafters)`;
    const rows = await ctx.db
      .selectFrom('disclosure')
      .innerJoin('body', 'body.id', 'disclosure.body_id')
      .innerJoin('disclosure_version as version', (join) =>
        join
          .onRef('version.disclosure_id', '=', 'disclosure.id')
          .onRef('version.version', '=', 'disclosure.working_version'),
      )
      .select((eb) => [
        nearestDueOn(
          eb
            .selectFrom('disclosure_obligation as link')
            .select('link.obligation_id')
            .whereRef('link.disclosure_id', '=', 'disclosure.id'),
        ).as('dueOn'),
        'disclosure.id',
        'disclosure.number',
        'version.title',
        'body.name as bodyName',
        'version.updated_at as since',
        'version.returned_remark as returnedRemark',
      ])
      .where('version.state', '=', from)
      .where('disclosure.route', '=', route)
      .where(inScope(actor, act, 'body.path'))
      .where(from === 'draft' ? isMine : sql<boolean>`not ${isMine}`)
      .$if(verb === 'sign', (query) =>
        query.where(sql<boolean>`version.reviewed_by is distinct from ${actor.accountId}::uuid`),
      )
      .orderBy('dueOn', (order) => order.asc().nullsLast())
      .orderBy('version.updated_at')
      .limit(atMost)
      .execute();
    found.push(
      ...rows.map((row) => {
        const action = verb === 'submit' ? (row.returnedRemark ? '按意见修改' : '继续起草') : verbNames[verb];
        return {
          ...row,
          daysLeft: row.dueOn === null ? null : daysBetween(today, row.dueOn),
          state: from,
          verb,
          action,
        };
      }),
    );
  }
  return found.sort(inOrder).slice(0, atMost);
}

const never = '9999-12-31';

function inOrder(a: Waiting, b: Waiting): number {
  return (a.dueOn ?? never).localeCompare(b.dueOn ?? never) || a.since.getTime() - b.since.getTime();
}
