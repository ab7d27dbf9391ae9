import { mayAct, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Satisfaction, VisitKind } from '../rules/day.ts';
import { dayOf } from './day.ts';

const newestAtMost = 100;

/**
 * The newest visits of a day: those of the actor's own stalls, or all for who sees the host's records. A visitor's name
 * and telephone are shown only to who records and answers at that stall or for the day; others get `hasContact`.
 */
export async function newestVisits(ctx: Context, actor: Actor, dayId: string) {
  const day = await dayOf(ctx.db, actor, dayId);
  const rows = await ctx.db
    .selectFrom('visit')
    .innerJoin('openday_stall', 'openday_stall.id', 'visit.stall_id')
    .innerJoin('body', 'body.id', 'visit.body_id')
    .innerJoin('account', 'account.id', 'visit.recorded_by')
    .selectAll('visit')
    .select(['openday_stall.name as stall', 'body.path as body_path', 'account.person_name as person'])
    .where('visit.openday_id', '=', day.id)
    .$if(!mayAct(actor, 'openday.read', day.body_path), (query) =>
      query.where(inScope(actor, 'openday.read', 'body.path')),
    )
    .orderBy('visit.recorded_at', 'desc')
    .orderBy('visit.id', 'desc')
    .limit(newestAtMost)
    .execute();
  const mayAll = mayAct(actor, 'visit.record', day.body_path);
  return rows.map((row) => {
    const maySee = mayAll || mayAct(actor, 'visit.record', row.body_path);
    return {
      ...{ id: row.id, number: row.number, stall: row.stall, kind: row.kind as VisitKind, field: row.field },
      ...{ question: row.question, isAnsweredOnSpot: row.is_answered_on_spot, answer: row.answer },
      ...{ handOverTo: row.hand_over_to, satisfaction: row.satisfaction as Satisfaction | null, isLate: row.is_late },
      visitedAt: row.visited_at,
      recordedBy: row.person,
      hasContact: row.visitor_name !== '' || row.visitor_phone !== '',
      visitorName: maySee ? row.visitor_name : '',
      visitorPhone: maySee ? row.visitor_phone : '',
    };
  });
}
