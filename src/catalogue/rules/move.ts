import { dayChangeWords, type DayChange } from '../../workday/rules/year.ts';

/** Why a due date moved, in words. Pure. */

export interface Moved {
  countedFrom: string | null;
  fromOn: string | null;
  toOn: string | null;
  fromProvisionalOn: string | null;
  toProvisionalOn: string | null;
}

const daysNamed = 4;

/** The days between the start and the later end that are another kind of day, or the other cause. */
export function whyMoved(move: Moved, cause: string, days: readonly DayChange[]): string {
  if (cause === 'reading') return '公开时限由人工重新确认';
  if (cause === 'program') return '程序更新后重新读公开时限';
  const ends = [move.fromOn, move.toOn, move.fromProvisionalOn, move.toProvisionalOn].filter((day) => day !== null);
  const last = ends.toSorted().at(-1) ?? '';
  const between = days.filter(({ day }) => day > (move.countedFrom ?? '') && day <= last);
  const loaded = move.fromOn === null && move.toOn !== null ? ['这一年的放假安排已载入'] : [];
  const named = between.slice(0, daysNamed).map(dayChangeWords);
  const more = between.length > daysNamed ? [`另有 ${between.length - daysNamed} 天不同`] : [];
  return [...loaded, ...named, ...more].join('；') || '工作日历有变';
}

/** “2027-01-08”, “暂定 2027-01-07”, or that none is certain. */
export const dateOrProvisional = (on: string | null, provisionalOn: string | null): string =>
  on ?? (provisionalOn ? `暂定 ${provisionalOn}` : '没有确定');
