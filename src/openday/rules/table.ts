import { percent } from './figure.ts';

/** 《活动情况统计总表》: its columns, once, for the screen and for the sheets that leave the system. Pure. */

/** One row of 《活动情况统计总表》. StatisticsRow of visits (人次) and of material pieces; rates are made from their base by the reader. */
export interface StatisticsRow {
  visits: number;
  consultation: number;
  complaint: number;
  suggestion: number;
  help: number;
  report: number;
  answeredOnSpot: number;
  handedOver: number;
  satisfied: number;
  /** Visitors who said how satisfied they are: the base of the satisfaction rate. */
  rated: number;
  /** Entered after the day was closed (补录). */
  late: number;
  /** Pieces given out, all units together. */
  given: number;
  boards: number;
  banners: number;
}

/** A rate with the counts it is made of: 83.3%（5/6）; — where nothing was counted. */
export function rateText(part: number, whole: number): string {
  const value = percent(part, whole);
  return value === undefined ? '—' : `${value}%（${part}/${whole}）`;
}

export const tableTitle = '政务公开日活动情况统计总表';

/** StatisticsRow are numbers, rates are text with their base. */
export const tableColumns: readonly { title: string; of: (row: StatisticsRow) => number | string }[] = [
  { title: '接待人次', of: (row) => row.visits },
  { title: '咨询', of: (row) => row.consultation },
  { title: '投诉', of: (row) => row.complaint },
  { title: '建议', of: (row) => row.suggestion },
  { title: '求助', of: (row) => row.help },
  { title: '反映情况', of: (row) => row.report },
  { title: '当场答复', of: (row) => row.answeredOnSpot },
  { title: '当场答复率', of: (row) => rateText(row.answeredOnSpot, row.visits) },
  { title: '转交办理', of: (row) => row.handedOver },
  { title: '满意率', of: (row) => rateText(row.satisfied, row.rated) },
  { title: '发放资料', of: (row) => row.given },
  { title: '展板', of: (row) => row.boards },
  { title: '条幅', of: (row) => row.banners },
  { title: '其中补录', of: (row) => row.late },
];

export const tableHeader = ['展位', '机构', ...tableColumns.map(({ title }) => title)];

/** The rows of the sheet, the total last. */
export function tableRows(statistics: {
  stalls: readonly (StatisticsRow & { stall: string; body: string })[];
  total: StatisticsRow;
}): (number | string)[][] {
  const cells = (row: StatisticsRow) => tableColumns.map(({ of }) => of(row));
  return [
    ...statistics.stalls.map((row) => [row.stall, row.body, ...cells(row)]),
    ['合计', '', ...cells(statistics.total)],
  ];
}
