/** How one body stands with one item, in one sign: the worst of its periods decides. Pure. */

export const cellStates = {
  overdue: { word: '逾期没公开', sign: '▲' },
  late: { word: '公开过，晚了', sign: '◐' },
  done: { word: '都按期公开', sign: '●' },
  pending: { word: '还没到期', sign: '○' },
  unclear: { word: '期限待确认', sign: '？' },
  none: { word: '不用公开', sign: '—' },
} as const;
export type CellState = keyof typeof cellStates;

export interface CellCounts {
  overdue: number;
  late: number;
  onTime: number;
  pending: number;
  unclear: number;
}

/** The state of a cell; nothing owed: none. */
export function cellState(cell: CellCounts | undefined): CellState {
  if (!cell) return 'none';
  if (cell.overdue > 0) return 'overdue';
  if (cell.late > 0) return 'late';
  if (cell.onTime > 0) return 'done';
  if (cell.pending > 0) return 'pending';
  return cell.unclear > 0 ? 'unclear' : 'none';
}
