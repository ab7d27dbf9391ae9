import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { conflict } from '../../platform/errors.ts';
import { materialKinds, type MaterialKind } from '../rules/day.ts';
import type { StatisticsRow } from '../rules/table.ts';

export interface Statistics {
  asOf: Date;
  stalls: (StatisticsRow & { stallId: string | null; stall: string; body: string })[];
  total: StatisticsRow;
}

const noVisits = {
  ...{ visits: 0, consultation: 0, complaint: 0, suggestion: 0, help: 0, report: 0 },
  ...{ answeredOnSpot: 0, handedOver: 0, satisfied: 0, rated: 0, late: 0 },
};
const noMaterial = { given: 0, boards: 0, banners: 0 };

/**
 * The statistics table of a day as its records stood at `asOf`: one row a stall, one for material of no stall where there
 * is any, and the total, which is counted over the records by itself and not added up from the rows.
 */
export async function statisticsOf(db: Reader, opendayId: string, asOf: Date): Promise<Statistics> {
  const [stalls, visits, material] = [
    await stallsOf(db, opendayId, asOf),
    await visitCounts(db, opendayId, asOf),
    await materialCounts(db, opendayId, asOf),
  ];
  const row = (stallId: string | null) => ({
    ...(visits.get(stallId ?? 'none') ?? noVisits),
    ...(material.get(stallId ?? 'none') ?? noMaterial),
  });
  const rows = stalls.map(({ id, name, body }) => ({ stallId: id, stall: name, body, ...row(id) }));
  return {
    asOf,
    stalls: material.has('none') ? [...rows, { stallId: null, stall: '不分展位', body: '', ...row(null) }] : rows,
    total: { ...(visits.get('total') ?? noVisits), ...(material.get('total') ?? noMaterial) },
  };
}

/** The table of a day that was recorded here. Throws 409 for an earlier year's account: noughts would be a lie. */
export async function recordedStatisticsOf(db: Reader, day: { id: string; state: string }, asOf: Date) {
  if (day.state === 'past') throw conflict('这是往年的总结，没有逐条登记，数字请看总结原文。');
  return statisticsOf(db, day.id, asOf);
}

function stallsOf(db: Reader, opendayId: string, asOf: Date) {
  return db
    .selectFrom('openday_stall')
    .innerJoin('body', 'body.id', 'openday_stall.body_id')
    .select(['openday_stall.id', 'openday_stall.name', 'body.name as body'])
    .where('openday_stall.openday_id', '=', opendayId)
    .where('openday_stall.created_at', '<=', asOf)
    .orderBy('openday_stall.position')
    .execute();
}

type VisitCounts = typeof noVisits & { stallId: string | null; isTotal: boolean };

async function visitCounts(db: Reader, opendayId: string, asOf: Date): Promise<Map<string, typeof noVisits>> {
  const { rows } = await sql<VisitCounts>`
    select stall_id as "stallId", grouping(stall_id) = 1 as "isTotal",
      count(*) as visits,
      count(*) filter (where kind = 'consultation') as consultation,
      count(*) filter (where kind = 'complaint') as complaint,
      count(*) filter (where kind = 'suggestion') as suggestion,
      count(*) filter (where kind = 'help') as help,
      count(*) filter (where kind = 'report') as report,
      count(*) filter (where is_answered_on_spot) as "answeredOnSpot",
      count(*) filter (where not is_answered_on_spot) as "handedOver",
      count(*) filter (where satisfaction = 'satisfied') as satisfied,
      count(satisfaction) as rated,
      count(*) filter (where is_late) as late
    from visit where openday_id = ${opendayId} and recorded_at <= ${asOf}
    group by grouping sets ((stall_id), ())`.execute(db);
  return byStall(rows);
}

const givenKinds = (Object.keys(materialKinds) as MaterialKind[]).filter((kind) => materialKinds[kind].isGiven);
type MaterialCounts = typeof noMaterial & { stallId: string | null; isTotal: boolean };

async function materialCounts(db: Reader, opendayId: string, asOf: Date): Promise<Map<string, typeof noMaterial>> {
  const { rows } = await sql<MaterialCounts>`
    select stall_id as "stallId", grouping(stall_id) = 1 as "isTotal",
      coalesce(sum(given) filter (where kind = any(${givenKinds})), 0)::int8 as given,
      coalesce(sum(prepared) filter (where kind = 'board'), 0)::int8 as boards,
      coalesce(sum(prepared) filter (where kind = 'banner'), 0)::int8 as banners
    from openday_material
    left join lateral (
      select sum(count) as given from openday_giving
      where material_id = openday_material.id and recorded_at <= ${asOf}) giving on true
    where openday_id = ${opendayId} and created_at <= ${asOf}
    group by grouping sets ((stall_id), ())`.execute(db);
  return byStall(rows);
}

/** Rows by stall; 'none' for those of no stall, 'total' for all. */
function byStall<T extends { stallId: string | null; isTotal: boolean }>(rows: T[]) {
  return new Map(rows.map(({ stallId, isTotal, ...counts }) => [isTotal ? 'total' : (stallId ?? 'none'), counts]));
}
