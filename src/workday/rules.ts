/** Working days (工作日) on the statutory calendar, and due dates that can be explained day by day. Pure. */

/** A day that differs from its weekday: 放假 or 调休上班, by the State Council's yearly notice. */
export interface CalendarDay {
  kind: 'holiday' | 'makeup';
  name: string;
}

/** What is known of the statutory calendar. A year that is not in `years` must not be counted through. */
export interface Calendar {
  years: ReadonlySet<number>;
  /** By 'YYYY-MM-DD'. */
  days: ReadonlyMap<string, CalendarDay>;
}

export interface LedgerDay {
  day: string;
  kind: 'counted' | 'makeup' | 'weekend' | 'holiday' | 'paused' | 'extended';
  /** The festival, where the notice names one; why it is paused, or who extended and why. */
  name: string;
  /** Which day of the term it is; null: not counted. */
  number: number | null;
  /** The calendar of its year is not loaded: taken by its weekday for the time being. */
  isProvisional?: true;
}

/** A due date with the days it was counted through; or the year whose calendar is missing, never a guess. */
export type Counted =
  | { due: string; ledger: LedgerDay[] }
  | { due: null; missingYear: number; ledger: LedgerDay[]; advice: string };

const dayMs = 86_400_000;
/** A loop over a wrong number must end; no statutory term is longer. */
const workingDaysAtMost = 2000;

/** Whether the text is a day of the calendar, written 'YYYY-MM-DD'. */
export function isLegalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** `from` moved by `n` calendar days (自然日); negative: earlier. */
export function addDays(from: string, n: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + n * dayMs).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/** The last day of a month, `month` 1–12. */
export function lastDayOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The same day `n` months later, or that month's last day where it has no such day (民法典第二百零二条). */
export function addMonths(from: string, n: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number);
  const target = new Date(Date.UTC(year, month - 1 + n, 1));
  const last = lastDayOfMonth(target.getUTCFullYear(), target.getUTCMonth() + 1);
  return `${last.slice(0, 8)}${String(Math.min(day, Number(last.slice(8)))).padStart(2, '0')}`;
}

/** What a day is on the calendar. The day's year must be known. */
export function kindOfDay(
  calendar: Calendar,
  day: string,
): { kind: 'counted' | 'makeup' | 'weekend' | 'holiday'; name: string } {
  const special = calendar.days.get(day);
  if (special) return { kind: special.kind, name: special.name };
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return { kind: weekday === 0 || weekday === 6 ? 'weekend' : 'counted', name: '' };
}

/**
 * The `n`-th working day after `from`; the first day counted is the day after (民法典第二百零一条), so 2022-09-30 + 20
 * is 2022-11-02. Negative `n` counts back. Where the count enters a year that is not loaded it stops and says so.
 */
export function addWorkingDays(calendar: Calendar, from: string, n: number): Counted {
  if (!Number.isInteger(n) || Math.abs(n) > workingDaysAtMost)
    throw new RangeError(`Not a number of working days: ${n}`);
  const step = n < 0 ? -1 : 1;
  const ledger: LedgerDay[] = [];
  let day = from;
  for (let counted = 0; counted < Math.abs(n);) {
    day = addDays(day, step);
    const year = Number(day.slice(0, 4));
    if (!calendar.years.has(year)) return { due: null, missingYear: year, ledger, advice: missingYearAdvice(year) };
    const { kind, name } = kindOfDay(calendar, day);
    const isCounted = kind === 'counted' || kind === 'makeup';
    if (isCounted) counted += 1;
    ledger.push({ day, kind, name, number: isCounted ? counted : null });
  }
  return { due: day, ledger };
}

/** What to do about a year without a calendar, for the person who needs the date. */
export const missingYearAdvice = (year: number): string =>
  `${year} 年的放假调休安排还没有载入，算不出准确日期。国务院办公厅通知发布后，请在“工作日历”里录入 ${year} 年。`;

/**
 * The days that a person typed or pasted, one a line: “2027-01-01 放假 元旦”, “2027年1月2日 上班”, or a span
 * “2027-02-05 至 2027-02-11 放假 春节”. `faults` names the lines that were not understood.
 */
export function readYearLines(text: string): {
  days: { day: string; kind: CalendarDay['kind']; name: string }[];
  faults: string[];
} {
  const days: { day: string; kind: CalendarDay['kind']; name: string }[] = [];
  const faults: string[] = [];
  const date = '(\\d{4})[-年/.](\\d{1,2})[-月/.](\\d{1,2})日?';
  const shape = new RegExp(
    `^${date}(?:\\s*(?:至|到|—|~)\\s*${date})?\\s*(放假|休息|休|调休上班|上班|补班)\\s*(.{0,20})$`,
  );
  for (const line of text
    .normalize('NFKC')
    .split('\n')
    .map((one) => one.trim())) {
    if (line === '') continue;
    const [, y1, m1, d1, y2, m2, d2, word, name = ''] = shape.exec(line) ?? [];
    const from = isoDay(y1, m1, d1);
    const to = y2 ? isoDay(y2, m2, d2) : from;
    if (!from || !to || to < from || daysBetween(from, to) > 31) {
      faults.push(line);
      continue;
    }
    const kind = word?.endsWith('班') ? 'makeup' : 'holiday';
    for (let day = from; day <= to; day = addDays(day, 1)) days.push({ day, kind, name: name.trim() });
  }
  return { days, faults };
}

function isoDay(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLegalDate(text) ? text : undefined;
}

export const dayKinds = {
  counted: '工作日',
  makeup: '调休上班',
  weekend: '周末',
  holiday: '放假',
  paused: '暂停',
  extended: '延长',
} as const;
