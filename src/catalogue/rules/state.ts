/** The state of an obligation: one function of its dates; catalogue/queries/state.ts says the same in SQL. Pure. */

export const obligationStates = {
  pending: '待公开',
  onTime: '已按期公开',
  late: '逾期公开',
  overdue: '逾期未公开',
  unclear: '需人工确认',
} as const;
export type ObligationState = keyof typeof obligationStates;

export interface ObligationDates {
  /** null: the due date could not be computed. */
  dueOn: string | null;
  metOn: string | null;
}

/**
 * The state at the end of the legal day `asOf`. The due date itself is still in time. A publication after `asOf` had
 * not happened yet.
 */
export function stateOf({ dueOn, metOn }: ObligationDates, asOf: string): ObligationState {
  if (dueOn === null) return 'unclear';
  if (metOn !== null && metOn <= asOf) return metOn <= dueOn ? 'onTime' : 'late';
  return asOf <= dueOn ? 'pending' : 'overdue';
}

/** How much time is left until a due date, in plain words. `daysLeft` are calendar days; negative: the date has passed. */
export function timeLeftWords(daysLeft: number): string {
  if (daysLeft === 0) return '今天到期';
  return daysLeft > 0 ? `还剩 ${daysLeft} 天` : `已超过期限 ${-daysLeft} 天`;
}
