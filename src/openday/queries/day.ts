import { sql } from 'kysely';
import { forbidden, notFound } from '../../platform/errors.ts';
import { mayAct, type ActName, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import type { DayState, MaterialKind } from '../rules/day.ts';
import { sourceSentence } from '../rules/past.ts';
import { factsOf } from './published.ts';
import { statisticsOf } from './statistics.ts';

const dayRows = (db: Reader) =>
  db
    .selectFrom('openday')
    .innerJoin('body', 'body.id', 'openday.body_id')
    .selectAll('openday')
    .select(['body.name as body_name', 'body.code as body_code', 'body.path as body_path']);

export type DayRow = Awaited<ReturnType<ReturnType<typeof dayRows>['execute']>>[number];

/** In scope is who sees the day's body, or the body of one of its stalls. */
const seenBy = (actor: Actor) => sql<boolean>`(${inScope(actor, 'openday.read', 'body.path')} or exists (
  select 1 from openday_stall join body stall_body on stall_body.id = openday_stall.body_id
  where openday_stall.openday_id = openday.id and ${inScope(actor, 'openday.read', 'stall_body.path')}))`;

/** The open days that the actor sees: those still to do first, earlier years last. */
export async function daysInScope(ctx: Context, actor: Actor) {
  const rows = await dayRows(ctx.db)
    .select((eb) =>
      eb
        .selectFrom('visit')
        .select((of) => of.fn.countAll<number>().as('visits'))
        .whereRef('visit.openday_id', '=', 'openday.id')
        .as('visits'),
    )
    .where(seenBy(actor))
    .orderBy(sql`array_position(array['open', 'planned', 'closed', 'past'], openday.state)`)
    .orderBy('openday.held_on', (by) => by.desc().nullsLast())
    .orderBy('body.path')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    bodyName: row.body_name,
    state: row.state as DayState,
    heldOn: row.held_on,
    heldText: row.held_text,
    ordinal: row.ordinal,
    theme: row.theme,
    place: row.place,
    visits: row.visits ?? 0,
  }));
}

/** The day with this id or code, if the actor sees it. Throws 404. */
export async function dayOf(db: Reader, actor: Actor, idOrCode: string): Promise<DayRow> {
  const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(idOrCode);
  const row = await dayRows(db)
    .where(isId ? 'openday.id' : 'openday.code', '=', idOrCode)
    .where(seenBy(actor))
    .executeTakeFirst();
  if (!row) throw notFound('政务公开日');
  return row;
}

/** The day, if the actor may do the act for its body. Throws 404, 403. */
export async function allowedDay(db: Reader, actor: Actor, act: ActName, id: string): Promise<DayRow> {
  const day = await dayOf(db, actor, id);
  if (!mayAct(actor, act, day.body_path)) throw forbidden();
  return day;
}

/** Everything of one day for its page: plan, stalls, materials, counts so far, summaries made. */
export async function dayPage(ctx: Context, actor: Actor, idOrCode: string) {
  const day = await dayOf(ctx.db, actor, idOrCode);
  const now = ctx.clock.now();
  const [stalls, materials, summaries] = await Promise.all([
    stallRows(ctx.db, day.id),
    materialRows(ctx.db, day.id),
    summaryRows(ctx.db, day.id),
  ]);
  const mayPlan = mayAct(actor, 'openday.plan', day.body_path);
  const mayRecord = (path: string) =>
    mayAct(actor, 'visit.record', day.body_path) || mayAct(actor, 'visit.record', path);
  return {
    id: day.id,
    code: day.code,
    name: day.name,
    bodyId: day.body_id,
    bodyName: day.body_name,
    bodyCode: day.body_code,
    state: day.state as DayState,
    ordinal: day.ordinal,
    theme: day.theme,
    heldOn: day.held_on,
    heldText: day.held_text,
    place: day.place,
    notice: day.notice,
    accountText: day.account_text,
    source: day.account_source === null ? null : sourceSentence(day.account_source, day.body_name),
    mayPlan,
    stalls: stalls.map(({ body_path, ...stall }) => ({ ...stall, mayRecord: mayRecord(body_path) })),
    materials,
    summaries,
    facts: await factsOf(ctx.db, day.id),
    statistics: day.state === 'past' ? null : await statisticsOf(ctx.db, day.id, now),
  };
}

const stallRows = (db: Reader, opendayId: string) =>
  db
    .selectFrom('openday_stall')
    .innerJoin('body', 'body.id', 'openday_stall.body_id')
    .select(['openday_stall.id', 'openday_stall.name', 'openday_stall.place', 'openday_stall.services'])
    .select(['body.name as bodyName', 'body.path as body_path'])
    .where('openday_id', '=', opendayId)
    .orderBy('position')
    .execute();

async function materialRows(db: Reader, opendayId: string) {
  const rows = await db
    .selectFrom('openday_material')
    .leftJoin('openday_stall', 'openday_stall.id', 'openday_material.stall_id')
    .select(['openday_material.id', 'openday_material.kind', 'openday_material.name', 'openday_material.unit'])
    .select(['openday_material.prepared', 'openday_material.stall_id as stallId', 'openday_stall.name as stall'])
    .select((eb) =>
      eb
        .selectFrom('openday_giving')
        .select((of) => of.fn.coalesce(of.fn.sum<number>('count'), sql<number>`0`).as('given'))
        .whereRef('openday_giving.material_id', '=', 'openday_material.id')
        .as('given'),
    )
    .where('openday_material.openday_id', '=', opendayId)
    .orderBy('openday_material.created_at')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as MaterialKind, given: row.given ?? 0 }));
}

const summaryRows = (db: Reader, opendayId: string) =>
  db
    .selectFrom('openday_summary')
    .select(['id', 'made_at as madeAt', 'made_by_name as madeBy'])
    .where('openday_id', '=', opendayId)
    .orderBy('made_at', 'desc')
    .execute();
