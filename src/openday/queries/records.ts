import { mayAct, type Actor } from '../../account/rules.ts';
import type { Reader } from '../../platform/database/connect.ts';
import {
  materialKinds,
  satisfactions,
  visitKinds,
  type MaterialKind,
  type Satisfaction,
  type VisitKind,
} from '../rules/day.ts';
import { percent, type Figure } from '../rules/figure.ts';
import type { DayRow } from './day.ts';
import { factsOf } from './published.ts';

/** The records under a figure, and the figure counted again from them. */
export interface FigureRecords {
  columns: string[];
  rows: { id: string; cells: string[] }[];
  recounted: number;
}

/**
 * Opens the records that a figure counted: no visitor's name or telephone among them, and what was said at other bodies'
 * stalls only for who sees the host's records.
 */
export async function recordsOf(
  db: Reader,
  actor: Actor,
  day: Pick<DayRow, 'id' | 'body_path'>,
  figure: Figure,
): Promise<FigureRecords> {
  const opendayId = day.id;
  const mayReadOf = (stallPath: string) =>
    mayAct(actor, 'openday.read', day.body_path) || mayAct(actor, 'openday.read', stallPath);
  const visitTable = (rows: VisitRows) => visitCells(rows, mayReadOf);
  const asOf = new Date(figure.asOf);
  const { query } = figure;
  switch (query.name) {
    case 'visits': {
      const rows = await visitsOf(db, opendayId, asOf, query.params);
      return { ...visitTable(rows), recounted: rows.length };
    }
    case 'rated': {
      const rows = (await visitsOf(db, opendayId, asOf, {})).filter(({ satisfaction }) => satisfaction !== null);
      return { ...visitTable(rows), recounted: rows.length };
    }
    case 'answeredRate': {
      const rows = await visitsOf(db, opendayId, asOf, {});
      const answered = rows.filter((row) => row.is_answered_on_spot).length;
      return { ...visitTable(rows), recounted: percent(answered, rows.length) ?? 0 };
    }
    case 'satisfiedRate': {
      const rows = (await visitsOf(db, opendayId, asOf, {})).filter(({ satisfaction }) => satisfaction !== null);
      const satisfied = rows.filter(({ satisfaction }) => satisfaction === 'satisfied').length;
      return { ...visitTable(rows), recounted: percent(satisfied, rows.length) ?? 0 };
    }
    case 'stalls':
    case 'bodies': {
      const rows = await stallsOf(db, opendayId, asOf);
      const table = {
        columns: ['展位', '机构', '位置', '服务内容'],
        rows: rows.map(({ id, name, body, place, services }) => ({ id, cells: [name, body, place, services] })),
      };
      return {
        ...table,
        recounted: query.name === 'stalls' ? rows.length : new Set(rows.map((row) => row.body_id)).size,
      };
    }
    case 'given':
      return givenRecords(db, opendayId, asOf, query.params);
    case 'prepared':
      return preparedRecords(db, opendayId, asOf, query.params);
    case 'fact': {
      const fact = (await factsOf(db, opendayId)).find(({ key }) => key === query.params.key);
      const rows = fact ? [{ id: fact.key, cells: [fact.label, `“${fact.quote}”`] }] : [];
      return { columns: ['事项', '原文的话'], rows, recounted: fact?.value ?? 0 };
    }
    default:
      return query satisfies never;
  }
}

interface VisitFilter {
  kind?: VisitKind;
  field?: string;
  isAnsweredOnSpot?: boolean;
  isLate?: boolean;
}

function visitsOf(db: Reader, opendayId: string, asOf: Date, filter: VisitFilter) {
  let query = db
    .selectFrom('visit')
    .innerJoin('openday_stall', 'openday_stall.id', 'visit.stall_id')
    .innerJoin('body', 'body.id', 'visit.body_id')
    .select(['visit.id', 'visit.number', 'visit.visited_at', 'visit.kind', 'visit.field', 'visit.question'])
    .select(['visit.is_answered_on_spot', 'visit.hand_over_to', 'visit.satisfaction', 'openday_stall.name as stall'])
    .select('body.path as body_path')
    .where('visit.openday_id', '=', opendayId)
    .where('visit.recorded_at', '<=', asOf);
  if (filter.kind) query = query.where('visit.kind', '=', filter.kind);
  if (filter.field) query = query.where('visit.field', '=', filter.field);
  if (filter.isAnsweredOnSpot !== undefined)
    query = query.where('visit.is_answered_on_spot', '=', filter.isAnsweredOnSpot);
  if (filter.isLate) query = query.where('visit.is_late', '=', true);
  return query.orderBy('visit.visited_at').orderBy('visit.number').execute();
}

type VisitRows = Awaited<ReturnType<typeof visitsOf>>;

function visitCells(rows: VisitRows, mayReadOf: (stallPath: string) => boolean) {
  return {
    columns: ['编号', '时间', '展位', '类别', '领域', '反映的问题', '办理', '评价'],
    rows: rows.map((row) => ({
      id: row.id,
      cells: [
        row.number,
        instantInWords(row.visited_at),
        row.stall,
        visitKinds[row.kind as VisitKind],
        row.field,
        mayReadOf(row.body_path) ? row.question : '（内容由接待的机构保管）',
        row.is_answered_on_spot ? '当场答复' : `转交${row.hand_over_to}`,
        row.satisfaction === null ? '' : satisfactions[row.satisfaction as Satisfaction],
      ],
    })),
  };
}

function stallsOf(db: Reader, opendayId: string, asOf: Date) {
  return db
    .selectFrom('openday_stall')
    .innerJoin('body', 'body.id', 'openday_stall.body_id')
    .select(['openday_stall.id', 'openday_stall.name', 'openday_stall.place', 'openday_stall.services'])
    .select(['openday_stall.body_id', 'body.name as body'])
    .where('openday_id', '=', opendayId)
    .where('openday_stall.created_at', '<=', asOf)
    .orderBy('position')
    .execute();
}

async function givenRecords(db: Reader, opendayId: string, asOf: Date, of: { kind: MaterialKind; unit: string }) {
  const rows = await db
    .selectFrom('openday_giving')
    .innerJoin('openday_material', 'openday_material.id', 'openday_giving.material_id')
    .innerJoin('account', 'account.id', 'openday_giving.recorded_by')
    .leftJoin('openday_stall', 'openday_stall.id', 'openday_material.stall_id')
    .select(['openday_giving.id', 'openday_giving.recorded_at', 'openday_giving.count', 'openday_material.name'])
    .select(['openday_stall.name as stall', 'account.person_name as person'])
    .where('openday_giving.openday_id', '=', opendayId)
    .where('openday_material.kind', '=', of.kind)
    .where('openday_material.unit', '=', of.unit)
    .where('openday_giving.recorded_at', '<=', asOf)
    .orderBy('openday_giving.recorded_at')
    .execute();
  return {
    columns: ['时间', '展位', '资料', `发放（${of.unit}）`, '登记人'],
    rows: rows.map(({ id, recorded_at, stall, name, count, person }) => ({
      id,
      cells: [instantInWords(recorded_at), stall ?? '不分展位', name, String(count), person],
    })),
    recounted: rows.reduce((sum, { count }) => sum + count, 0),
  };
}

async function preparedRecords(db: Reader, opendayId: string, asOf: Date, of: { kind: MaterialKind; unit: string }) {
  const rows = await db
    .selectFrom('openday_material')
    .leftJoin('openday_stall', 'openday_stall.id', 'openday_material.stall_id')
    .select(['openday_material.id', 'openday_material.name', 'openday_material.prepared'])
    .select('openday_stall.name as stall')
    .where('openday_material.openday_id', '=', opendayId)
    .where('openday_material.kind', '=', of.kind)
    .where('openday_material.unit', '=', of.unit)
    .where('openday_material.created_at', '<=', asOf)
    .orderBy('openday_material.created_at')
    .execute();
  return {
    columns: ['展位', materialKinds[of.kind].name, `数量（${of.unit}）`],
    rows: rows.map(({ id, stall, name, prepared }) => ({ id, cells: [stall ?? '不分展位', name, String(prepared)] })),
    recounted: rows.reduce((sum, { prepared }) => sum + prepared, 0),
  };
}

const shanghaiMinute = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  ...({
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const),
});

/** An instant as 2026年5月15日9时05分, in Asia/Shanghai. */
export function instantInWords(instant: Date): string {
  const part = Object.fromEntries(shanghaiMinute.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part.year}年${part.month}月${part.day}日${Number(part.hour)}时${Number(part.minute)}分`;
}
