import { csvFile } from '../platform/sheet.ts';
import type { BoardRow } from './queries/board.ts';
import type { Difference } from './rules/difference.ts';
import { fateNames, type RowFate } from './rules/rows.ts';
import { obligationStates } from './rules/state.ts';
import { periodWords } from './rules/period.ts';

const headings = [
  '机构代码',
  '机构',
  '一级事项',
  '二级事项',
  '期次或事件',
  '应公开日期',
  '公开日期',
  '状态',
  '逾期天数',
];

/** What becomes of each row of a sheet, as CSV. */
export function fatesCsv(fates: readonly RowFate[]): string {
  const lines = fates.map(({ sheet, row, fate, item, field, text, why }) => [
    ...[sheet ?? '', row, fateNames[fate], item],
    ...[field ?? '', text ?? '', why ?? ''],
  ]);
  return csvFile([['表', '行', '结果', '事项', '列', '原文', '说明'], ...lines]);
}

/** What changed between two versions, one line a cell, as CSV. */
export function differenceCsv({ added, dropped, changed }: Difference): string {
  const whole = (word: string, items: Difference['added']) =>
    items.map(({ item, timeLimit, responsible }) => [word, item, '', '', `${timeLimit}；${responsible}`]);
  const cells = changed.flatMap(({ item, cells }) =>
    cells.map(({ field, before, after }) => ['改动', item, field, before, after]),
  );
  return csvFile([
    ['变化', '事项', '列', '原来', '现在'],
    ...whole('新增', added),
    ...dropped.map(({ item, timeLimit, responsible }) => ['取消', item, '', `${timeLimit}；${responsible}`, '']),
    ...cells,
  ]);
}

/** The rows of the board as CSV that Excel and WPS open as UTF-8. */
export function boardCsv(rows: readonly BoardRow[]): string {
  const lines = rows.map((row) => [
    row.bodyCode,
    row.bodyName,
    row.level1,
    row.level2,
    row.event || periodWords(row.period),
    row.dueOn,
    row.metOn,
    obligationStates[row.state],
    row.daysLate || null,
  ]);
  return csvFile([headings, ...lines]);
}
