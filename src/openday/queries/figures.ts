import type { Reader } from '../../platform/database/connect.ts';
import { materialKinds, visitKinds, type MaterialKind, type VisitKind } from '../rules/day.ts';
import { percent, type Figure, type FigureQuery } from '../rules/figure.ts';
import { factsOf } from './published.ts';
import { statisticsOf, type Statistics } from './statistics.ts';

const topFieldsAtMost = 3;

/** The figures of a recorded day as its records stood at `asOf`. What is nought, and a rate of nothing, is left out. */
export async function figuresOf(db: Reader, opendayId: string, asOf: Date): Promise<Figure[]> {
  const { stalls, total } = await statisticsOf(db, opendayId, asOf);
  const visits = (id: string, label: string, value: number, params: (FigureQuery & { name: 'visits' })['params']) =>
    count(id, label, value, '人次', { name: 'visits', params }, asOf);
  const kinds = (Object.keys(visitKinds) as VisitKind[]).map((kind) =>
    visits(`kind-${kind}`, visitKinds[kind], total[kind], { kind }),
  );
  const figures = [
    count('stalls', '设置咨询展位', stallsIn(stalls).length, '个', { name: 'stalls', params: {} }, asOf),
    count('bodies', '参加活动的机构', bodiesIn(stalls), '家', { name: 'bodies', params: {} }, asOf),
    ...(await preparedFigures(db, opendayId, asOf)),
    visits('visits', '接待来访群众', total.visits, {}),
    ...kinds,
    visits('answered', '当场答复', total.answeredOnSpot, { isAnsweredOnSpot: true }),
    ...rate('answered-rate', '当场答复率', total.answeredOnSpot, total.visits, 'answeredRate', asOf),
    visits('handed-over', '没有当场答复、已转交', total.handedOver, { isAnsweredOnSpot: false }),
    count('rated', '作出满意度评价', total.rated, '人次', { name: 'rated', params: {} }, asOf),
    ...rate('satisfied-rate', '满意率', total.satisfied, total.rated, 'satisfiedRate', asOf),
    visits('late', '活动结束后补录', total.late, { isLate: true }),
    ...(await topFields(db, opendayId, asOf)),
    ...(await givenFigures(db, opendayId, asOf)),
  ];
  return figures.filter(({ value, base }) => value !== 0 || base);
}

/** The figures that an earlier year's account states. */
export async function pastFiguresOf(db: Reader, opendayId: string, asOf: Date): Promise<Figure[]> {
  const facts = await factsOf(db, opendayId);
  return facts.map(({ key, label, value, unit, precision }) => ({
    ...{ id: key, label, value, unit, precision, asOf: asOf.toISOString() },
    query: { name: 'fact', params: { key } },
  }));
}

const stallsIn = (rows: Statistics['stalls']) => rows.filter(({ stallId }) => stallId !== null);
const bodiesIn = (rows: Statistics['stalls']) => new Set(stallsIn(rows).map(({ body }) => body)).size;

function count(id: string, label: string, value: number, unit: string, query: FigureQuery, asOf: Date): Figure {
  return { id, label, value, unit, precision: 'exact', query, asOf: asOf.toISOString() };
}

function rate(
  id: string,
  label: string,
  part: number,
  whole: number,
  name: 'answeredRate' | 'satisfiedRate',
  asOf: Date,
): Figure[] {
  const value = percent(part, whole);
  if (value === undefined) return [];
  return [{ ...count(id, label, value, '%', { name, params: {} }, asOf), base: { part, whole } }];
}

async function topFields(db: Reader, opendayId: string, asOf: Date): Promise<Figure[]> {
  const rows = await db
    .selectFrom('visit')
    .select((eb) => ['field', eb.fn.countAll<number>().as('visits')])
    .where('openday_id', '=', opendayId)
    .where('recorded_at', '<=', asOf)
    .groupBy('field')
    .orderBy('visits', 'desc')
    .orderBy('field')
    .limit(topFieldsAtMost)
    .execute();
  return rows.map(({ field, visits }, index) =>
    count(`field-${index + 1}`, `${field}方面的来访`, visits, '人次', { name: 'visits', params: { field } }, asOf),
  );
}

async function givenFigures(db: Reader, opendayId: string, asOf: Date): Promise<Figure[]> {
  const rows = await db
    .selectFrom('openday_giving')
    .innerJoin('openday_material', 'openday_material.id', 'openday_giving.material_id')
    .select((eb) => ['kind', 'unit', eb.fn.sum<number>('count').as('given')])
    .where('openday_giving.openday_id', '=', opendayId)
    .where('openday_giving.recorded_at', '<=', asOf)
    .groupBy(['kind', 'unit'])
    .orderBy('kind')
    .orderBy('unit')
    .execute();
  return rows.map(({ kind, unit, given }, index) => {
    const known = kind as MaterialKind;
    const label = `发放${materialKinds[known].name}`;
    return count(`given-${index + 1}`, label, given, unit, { name: 'given', params: { kind: known, unit } }, asOf);
  });
}

const putUp: Partial<Record<MaterialKind, string>> = { board: '摆放展板', banner: '悬挂条幅' };

async function preparedFigures(db: Reader, opendayId: string, asOf: Date): Promise<Figure[]> {
  const rows = await db
    .selectFrom('openday_material')
    .select((eb) => ['kind', 'unit', eb.fn.sum<number>('prepared').as('prepared')])
    .where('openday_id', '=', opendayId)
    .where('kind', 'in', Object.keys(putUp))
    .where('created_at', '<=', asOf)
    .groupBy(['kind', 'unit'])
    .orderBy('kind', 'desc')
    .orderBy('unit')
    .execute();
  return rows.map(({ kind, unit, prepared }, index) => {
    const known = kind as MaterialKind;
    const query: FigureQuery = { name: 'prepared', params: { kind: known, unit } };
    return count(`prepared-${index + 1}`, putUp[known] ?? '', prepared, unit, query, asOf);
  });
}
