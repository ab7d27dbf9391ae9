/** The state of an obligation: one function of its dates; catalogue/queries/state.ts says the same in SQL. Pure. */

export const obligationStates = {
  pending: '待公开',
  onTime: '已按期公开',
  late: '逾期公开',
  overdue: '逾期未公开',
  unclear: '需人工确认',
  waived: '经批准不公开',
  moved: '已移交',
} as const;
export type ObligationState = keyof typeof obligationStates;

export interface ObligationDates {
  /** null: the due date could not be computed. */
  dueOn: string | null;
  metOn: string | null;
  /** 经批准不公开: since when. */
  waivedOn?: string | null;
  /** Passed on to the body into which this one was merged: since when. */
  movedOn?: string | null;
}

/**
 * The state at the end of the legal day `asOf`. The due date itself is still in time. What happened after `asOf` had not
 * happened yet. What was published counts as published, whatever was agreed or passed on since.
 */
export function stateOf({ dueOn, metOn, waivedOn, movedOn }: ObligationDates, asOf: string): ObligationState {
  const by = (day: string | null | undefined) => typeof day === 'string' && day <= asOf;
  if (!by(metOn) && by(movedOn)) return 'moved';
  if (!by(metOn) && by(waivedOn)) return 'waived';
  if (dueOn === null) return 'unclear';
  if (metOn !== null && by(metOn)) return metOn <= dueOn ? 'onTime' : 'late';
  return asOf <= dueOn ? 'pending' : 'overdue';
}

/** How much time is left until a due date, in plain words. `daysLeft` are calendar days; negative: the date has passed. */
export function timeLeftWords(daysLeft: number): string {
  if (daysLeft === 0) return '今天到期';
  return daysLeft > 0 ? `还剩 ${daysLeft} 天` : `已超过期限 ${-daysLeft} 天`;
}
