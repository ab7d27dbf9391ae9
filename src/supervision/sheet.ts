import { legalDate } from '../platform/clock.ts';
import { csvFile } from '../platform/sheet.ts';
import type { FindingRow } from './queries/findings.ts';
import type { GapRow } from './queries/rounds.ts';
import { findingKinds } from './rules/finding.ts';
import { gapFaults, taskStates } from './rules/task.ts';

/** Findings as a table file. */
export function findingsCsv(rows: readonly FindingRow[]): string {
  const headings = ['机构代码', '机构', '责任人', '问题', '内容', '说明', '从哪天起', '发现', '消除'];
  const lines = rows.map((row) => [
    ...[row.bodyCode, row.bodyName, row.owners, findingKinds[row.kind], row.title, row.detail, row.sinceOn],
    ...[legalDate(row.openedAt), row.closedAt ? legalDate(row.closedAt) : ''],
  ]);
  return csvFile([headings, ...lines]);
}

/** The gaps of a check with how far each has been mended, as a table file. */
export function gapsCsv(rows: readonly GapRow[]): string {
  const headings = ['机构代码', '机构', '内容', '问题', '说明', '整改期限', '责任人', '进展', '办理说明'];
  const lines = rows.map((row) => [
    ...[row.bodyCode, row.bodyName, row.what, gapFaults[row.fault], row.detail, row.dueOn, row.assignedTo ?? ''],
    ...[row.isMet ? '已公开，自动销号' : taskStates[row.state], row.note || row.remark],
  ]);
  return csvFile([headings, ...lines]);
}
