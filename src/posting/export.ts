import { csvFile } from '../platform/sheet.ts';
import type { PostingLine } from './queries/posting.ts';
import { remarkNames, type PhotoRemark } from './rules/photo.ts';
import { postingStates } from './rules/posting.ts';

/** The register of postings (张贴台账) as a CSV file that office programs open with Chinese right. */
export function postingCsv(rows: readonly PostingLine[]): string {
  const header = ['机构', '公开栏', '标题', '索引号', '版本', '张贴日期', '张贴到', '撤下日期', '状态', '照片说明'];
  const lines = rows.map((row) => [
    row.bodyName,
    row.place,
    row.title,
    row.indexNumber ?? '',
    row.version,
    row.postedOn,
    row.untilOn ?? '',
    row.takenDownOn ?? '',
    postingStates[row.state],
    ((row.remarks ?? []) as PhotoRemark[]).map((remark) => remarkNames[remark]).join('；'),
  ]);
  return csvFile([header, ...lines]);
}
