import { legalDate } from '../platform/clock.ts';
import { tableXlsx } from '../platform/xlsx.ts';
import type { FilingLine } from './queries.ts';
import { filingKinds, filingStates } from './rules.ts';

/** 政府信息公开备案登记簿 as an .xlsx, one row a line. */
export function registerXlsx(lines: readonly FilingLine[], asOf: string): Promise<Buffer> {
  return tableXlsx({
    name: '备案登记簿',
    title: '政府信息公开备案登记簿',
    note: `截至 ${asOf}，共 ${lines.length} 件。备案号按机构和年份连续编排，不跳号。`,
    columns: [
      { title: '备案号', width: 26 },
      { title: '日期', width: 12 },
      { title: '类别', width: 8 },
      { title: '索引号', width: 22 },
      { title: '标题', width: 40 },
      { title: '文号', width: 18 },
      { title: '公开事项', width: 24 },
      { title: '机构', width: 20 },
      { title: '起草', width: 9 },
      { title: '审核', width: 9 },
      { title: '保密审查', width: 9 },
      { title: '签发', width: 9 },
      { title: '公开渠道', width: 12 },
      { title: '内容校验值', width: 20 },
      { title: '状态', width: 14 },
      { title: '确认日期', width: 12 },
      { title: '备注', width: 20 },
    ],
    rows: lines.map((line) => [
      line.number,
      line.happenedOn,
      filingKinds[line.kind],
      line.indexNumber,
      line.title,
      line.documentNumber,
      line.items.join('；'),
      line.bodyName,
      line.drafter,
      line.reviewer,
      line.clearer,
      line.signer,
      line.channels.join('、'),
      line.contentHash,
      filingStates[line.state],
      line.confirmedAt ? legalDate(line.confirmedAt) : '',
      line.remarks,
    ]),
  });
}
