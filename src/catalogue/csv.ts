import { csvFile } from '../platform/sheet.ts';
import type { BoardRow } from './queries/board.ts';
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
