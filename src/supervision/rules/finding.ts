/** What the nightly checks (内容保障巡查) look for, and on which ground. Pure. */

export const findingKinds = {
  late: '逾期没公开',
  empty: '栏目空白',
  stale: '栏目没更新',
  standing: '长期公开没核对',
  link: '链接打不开',
  interpretation: '政策没解读',
} as const;
export type FindingKind = keyof typeof findingKinds;

/** Why each is a fault: document and article, as shown beside the list. */
export const findingGrounds: Record<FindingKind, string> = {
  late: '《中华人民共和国政府信息公开条例》（国令第711号）第二十六条，及公开目录写明的时限',
  empty: '国办秘函〔2019〕19号 单项否决“栏目不更新”：空白栏目',
  stale: '国办秘函〔2019〕19号 单项否决“栏目不更新”：动态、要闻类 2 周，通知公告、政策文件类 6 个月',
  standing: '长期公开的内容每年至少核对一次；《中华人民共和国政府信息公开条例》（国令第711号）第二十四条',
  link: '国办秘函〔2019〕19号：附件和链接应能打开',
  interpretation: '政策解读与文件同步公开，最晚 3 个工作日内',
};

export interface ColumnRule {
  /** Columns (栏目) whose name holds one of these words. */
  words: readonly string[];
  amount: number;
  unit: 'day' | 'month';
  limitWords: string;
  source: string;
}

/** How long a column may stand still. The first rule that knows the column's name holds. */
export const columnRules: readonly ColumnRule[] = [
  { words: ['动态', '要闻'], amount: 14, unit: 'day', limitWords: '2 周', source: '国办秘函〔2019〕19号' },
  {
    words: ['通知公告', '公示公告', '政策文件'],
    ...{ amount: 6, unit: 'month', limitWords: '6 个月', source: '国办秘函〔2019〕19号' },
  },
];

/** The rule that a column falls under; undefined: none. */
export const columnRuleOf = (column: string): ColumnRule | undefined =>
  columnRules.find(({ words }) => words.some((word) => column.includes(word)));

/** 长期公开 is read again within this many months. */
export const standingReviewMonths = 12;

/** A link is dead when the other side says so, or when it did not answer on this many nights in a row. */
export const deadAfterFailures = 3;
export const outsideLinksANight = 300;
export const outsideAgainAfterDays = 7;
export const insideLinksANight = 20_000;
