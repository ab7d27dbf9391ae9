import type { CalendarDay } from '../rules.ts';

/** What changes when a year of the calendar is replaced. Pure. */

export interface DayChange {
  day: string;
  /** undefined: as its weekday says. */
  before?: CalendarDay['kind'];
  after?: CalendarDay['kind'];
}

type Day = { day: string; kind: CalendarDay['kind'] };

/** The days that are another kind of day by the second list than by the first, in order. */
export function changedDays(before: readonly Day[], after: readonly Day[]): DayChange[] {
  const was = new Map(before.map(({ day, kind }) => [day, kind]));
  const is = new Map(after.map(({ day, kind }) => [day, kind]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort()
    .filter((day) => was.get(day) !== is.get(day))
    .map((day) => ({ day, before: was.get(day), after: is.get(day) }));
}

const words = { holiday: '放假', makeup: '调休上班' } as const;

/** “10月10日 周末 → 调休上班”, in a sentence for the person who asks why. */
export function dayChangeWords({ day, before, after }: DayChange): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const usual = weekday === 0 || weekday === 6 ? '周末' : '工作日';
  const kind = (one: CalendarDay['kind'] | undefined) => (one ? words[one] : usual);
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日由${kind(before)}变为${kind(after)}`;
}
