import type { VersionState } from '../../disclosure/rules.ts';

/** How a village's sheet stands, in the words of those who wait for it. Pure. */
export const sheetStates: Record<VersionState, string> = {
  draft: '正在填写',
  review: '等村务监督委员会审查',
  confidentiality: '等乡镇保密审查',
  signoff: '等两委联席会议定下来就公开',
  published: '已公开',
  superseded: '已被新的代替',
  discarded: '已放弃',
};

/** One square of the township's grid (村 × 事项). The order is that of the township's worry. */
export const cellStates = {
  overdue: { word: '超期', shape: '▲' },
  today: { word: '今天到期', shape: '◆' },
  unclear: { word: '待确认', shape: '？' },
  pending: { word: '未到期', shape: '○' },
  late: { word: '晚公开', shape: '◐' },
  done: { word: '已公开', shape: '●' },
  none: { word: '没有', shape: '－' },
} as const;
export type CellState = keyof typeof cellStates;

/** The quarter ('2026-Q4') of a day, and its first and last day. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/** The first and the last day of a quarter such as '2026-Q4'. */
export function quarterDays(quarter: string): { from: string; until: string } {
  const year = Number(quarter.slice(0, 4));
  const last = Number(quarter.slice(6)) * 3;
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { from: `${year}-${String(last - 2).padStart(2, '0')}-01`, until: end };
}
