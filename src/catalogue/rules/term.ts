/** The structure of a written time limit (公开时限), as one cell of a catalogue states it. Pure. */

export type TermUnit = 'workingDay' | 'day' | 'month' | 'year';

export const unitWords: Record<TermUnit, string> = { workingDay: '个工作日', day: '日', month: '个月', year: '年' };

export const termKinds = {
  within: '事后限期内',
  before: '事前',
  prompt: '及时',
  periodic: '定期',
  date: '每年固定日期',
  posting: '公示期',
  retention: '长期公开',
  refer: '按别处规定',
  unknown: '需人工确认',
} as const;
export type TermKind = keyof typeof termKinds;

export interface Term {
  kind: TermKind;
  /** What the term counts from, in the cell's words; null: not said. */
  event: string | null;
  amount: number | null;
  unit: TermUnit | null;
  /**
   * Periodic: the length of a period in months, and the month (1 = first of the period; one past its length = the next
   * period's first) and day it is due, if said; 31: that month's last. With `days` 7 it is weekly, `months` is 0 and
   * `day` a weekday (1 = Monday). With an `amount` and `unit` it is due that long after the period's end.
   */
  every: { months: number; month: number | null; day: number | null; days?: 7 } | null;
  /** Yearly date; day 31 stands for the month's last day. */
  on: { month: number; day: number } | null;
  /** How long it must stay posted (公示) at least or exactly. */
  posting: { amount: number; unit: TermUnit; isAtLeast: boolean } | null;
  /** How long it stays public; forever: 长期公开; until: what has to happen before it may be taken down. */
  retention:
    | { isForever: true }
    | { isForever: false; amount: number; unit: TermUnit }
    | { isForever: false; until: string }
    | null;
  /** Channels named inside the cell. */
  channels: string[];
  /** Further clauses that were understood: conditions, stages, rules of form. */
  steps: string[];
  /** The pieces that were not understood; with any, the kind is 'unknown'. */
  unparsed: string[];
}

/**
 * The longest a body may take where the cell names no number (及时, 实时, 随时, 公示期 only):
 * 政府信息公开条例第二十六条, counted from the day the information was made or changed.
 */
export const ceilingWorkingDays = 20;
export const ceilingSource = '《政府信息公开条例》第二十六条';

/**
 * Whether the item must be present at all times, so that it is owed without any event: 长期公开, also together with
 * a term for changes only (a thing can change only while it stands).
 */
export function isStanding(term: Term): boolean {
  if (!term.retention?.isForever) return false;
  return term.kind === 'retention' || ((term.kind === 'within' || term.kind === 'prompt') && isChange(term.event));
}

/** Whether an event is a change to what stands already. */
export const isChange = (event: string | null): boolean =>
  event !== null && /变更|变动|变化|更新|更改|调整|修改/.test(event) && !/形成|制作|获取|产生|生成/.test(event);

/** Whether something must happen before the item is owed: then a person registers the event. */
export function needsEvent(term: Term): boolean {
  return term.kind === 'within' || term.kind === 'before' || term.kind === 'prompt' || term.kind === 'posting';
}

/** Whether two readings are one, whatever the order in which their fields are kept. */
export const isSameTerm = (one: Term, other: Term): boolean => inOrder(one) === inOrder(other);

const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
