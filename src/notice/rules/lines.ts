/** What a day's notice says: one line a kind, each a count that opens the list behind it. Pure. */

export const lineKinds = {
  coming: '快到期',
  today: '今天到期',
  overdue: '已超过期限',
  leader: '逾期，请督促',
  office: '逾期较久，请督办',
  unstaffed: '没有经办人',
  task: '整改任务',
  finding: '巡查新发现',
  inHand: '正在办理',
} as const;
export type LineKind = keyof typeof lineKinds;

export interface NoticeLine {
  kind: LineKind;
  count: number;
  /** How many bodies they belong to. */
  bodies: number;
  /** The most days that one of them is late, or 0. */
  longest: number;
  /** Who holds what is in hand, in words; '' for the other kinds. */
  who: string;
}

const kindOrder = Object.keys(lineKinds) as LineKind[];

/** The lines in the order of their weight. */
export const inOrder = (lines: readonly NoticeLine[]): NoticeLine[] =>
  lines.toSorted((a, b) => kindOrder.indexOf(a.kind) - kindOrder.indexOf(b.kind));

/** A line as people say it. */
export function lineWords({ kind, count, bodies, longest, who }: NoticeLine): string {
  switch (kind) {
    case 'coming':
      return `${count} 件应公开的信息快到期了`;
    case 'today':
      return `${count} 件今天到期，还没公开`;
    case 'overdue':
      return `${count} 件还没公开，最久的已超过期限 ${longest} 天`;
    case 'leader':
      return `您分管的 ${bodies} 个机构有 ${count} 件没按时公开，最久的已超过期限 ${longest} 天，请督促`;
    case 'office':
      return `${bodies} 个机构有 ${count} 件逾期较久没公开，最久的 ${longest} 天，请督办`;
    case 'unstaffed':
      return `${bodies} 个机构有 ${count} 件要公开，但没有经办人，请安排`;
    case 'task':
      return `${count} 件整改任务要办`;
    case 'finding':
      return `巡查新发现 ${count} 个问题`;
    case 'inHand':
      return `另有 ${count} 件已经在办，不用催${who ? `：${who}` : ''}`;
    default:
      return kind satisfies never;
  }
}

/** Where the console shows what a line counts, below /console. */
export function lineLink({ kind }: NoticeLine): string {
  switch (kind) {
    case 'coming':
    case 'today':
    case 'overdue':
      return '/todo';
    case 'leader':
    case 'office':
    case 'unstaffed':
      return '/obligations/bodies';
    case 'task':
      return '/checks/tasks';
    case 'finding':
      return '/findings';
    case 'inHand':
      return '/disclosures';
    default:
      return kind satisfies never;
  }
}

/** A notice in one line: its first, and how many more there are. */
export function noticeTitle(lines: readonly NoticeLine[]): string {
  const [first, ...others] = inOrder(lines);
  if (!first) return '今天没有要提醒的';
  return others.length > 0 ? `${lineWords(first)}，等 ${lines.length} 条` : lineWords(first);
}
