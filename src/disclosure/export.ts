import { csvFile } from '../platform/sheet.ts';
import { legalDate } from '../platform/clock.ts';
import type { DisclosureLine } from './queries/list.ts';
import { stateNames } from './rules.ts';

/** The list as a CSV file that Excel and WPS open with Chinese right (UTF-8 with mark). */
export function listCsv(rows: readonly DisclosureLine[]): string {
  const header = ['编号', '索引号', '标题', '文号', '分类', '发布机构', '状态', '首次公开'];
  const lines = rows.map((row) => [
    row.number,
    row.indexNumber ?? '',
    row.title,
    row.documentNumber,
    row.category,
    row.bodyName,
    row.standing === 'withdrawn' ? '已撤下' : stateNames[row.state],
    row.firstPublishedAt ? legalDate(row.firstPublishedAt) : '',
  ]);
  return csvFile([header, ...lines]);
}
