import { bodyKinds, type BodyKind } from '../body/rules.ts';
import { csvFile } from '../platform/sheet.ts';
import type { villageGrid } from './queries/grid.ts';
import type { BodyLine, ItemLine, Standing } from './queries/overview.ts';
import { cellStates, cellState } from './rules/grid.ts';

const counts = [
  '逾期未公开',
  '最久逾期天数',
  '今天到期',
  '七天内到期',
  '还没到期',
  '按期公开',
  '逾期公开',
  '需人工确认',
  '不公开或已移交',
];
const countsOf = (of: Standing) => [
  ...[of.overdue, of.longest, of.dueToday, of.dueSoon, of.pending, of.onTime, of.late, of.unclear, of.excused],
];

/** The board by body as a table file. */
export const bodiesCsv = (rows: readonly BodyLine[]): string =>
  csvFile([
    ['机构代码', '机构', '类型', '上级', ...counts],
    ...rows.map((row) => [row.code, row.name, bodyKinds[row.kind as BodyKind], row.parentName, ...countsOf(row)]),
  ]);

/** The board by item as a table file. */
export const itemsCsv = (rows: readonly ItemLine[]): string =>
  csvFile([
    ['目录', '一级事项', '二级事项', '机构数', ...counts],
    ...rows.map((row) => [row.catalogueName, row.level1, row.level2, row.bodies, ...countsOf(row)]),
  ]);

/** The grid of a township's villages as a table file: the word of each cell. */
export function gridCsv({ items, rows }: Awaited<ReturnType<typeof villageGrid>>): string {
  const lines = rows.map(({ name, cells }) => {
    const of = new Map(cells.map((cell) => [cell.item, cell]));
    return [name, ...items.map(({ key }) => cellStates[cellState(of.get(key))].word)];
  });
  return csvFile([['村（社区）', ...items.map(({ level1, level2 }) => `${level1} · ${level2}`)], ...lines]);
}
