import { lastDayOfMonth, addDays, type Calendar } from '../../workday/rules.ts';
import { ceilingFrom, dayOfMonth, periodsOfYear } from './due.ts';
import { explainTerm } from './explain.ts';
import { isStanding, type Term } from './term.ts';

/** What an item owes by itself, without an event: one for each body it binds. */
export interface Owed {
  period: string;
  due: string | null;
  /** Counted on by weekdays where `due` is null for want of a calendar. */
  provisional: string | null;
  reason: string;
}

/** What falls due early in the new year is seen coming this long before. */
const aheadDays = 92;

/** The last day whose obligations are derived on the legal day `today`: the year's end, later from October on. */
export function derivedUntil(today: string): string {
  const ahead = addDays(today, aheadDays);
  const yearEnd = lastDayOfMonth(Number(today.slice(0, 4)), 12);
  return ahead > yearEnd ? ahead : yearEnd;
}

/** What a term makes owed from the catalogue's first day `from` until `until`. Event-driven terms: nothing. */
export function owed(term: Term, window: { from: string; until: string }, calendar: Calendar): Owed[] {
  const { from, until } = window;
  // What falls into a year without a calendar is owed too: its day is not certain yet.
  const isInside = ({ due, provisional }: { due: string | null; provisional: string | null }) => {
    const day = due ?? provisional;
    return day !== null && day >= from && day <= until;
  };
  // What is of the year before can fall due in this one: “次月10日前”, “年度结束后20日内”.
  const firstYear = Number(from.slice(0, 4)) - 1;
  const years = Array.from({ length: Number(until.slice(0, 4)) - firstYear + 1 }, (_, at) => firstYear + at);
  const { on } = term;
  if (isStanding(term)) {
    const { due, provisional, reason } = ceilingFrom(from, calendar);
    return [
      { period: 'standing', due, provisional, reason: `长期公开，从目录施行之日（${from}）起要能看到。${reason}` },
    ];
  }
  const periods = term.kind === 'periodic' ? years.flatMap((year) => periodsOfYear(term, year, calendar)) : [];
  if (periods.length > 0)
    return periods
      .filter(isInside)
      .map(({ period, due, provisional, reason }) => ({ period, due, provisional, reason }));
  if (term.kind === 'date' && on)
    return years
      .map((year) => ({
        period: `${year}`,
        due: dayOfMonth(year, on.month, on.day),
        provisional: null,
        reason: explainTerm(term),
      }))
      .filter(isInside);
  if (term.kind === 'unknown' || term.kind === 'refer' || term.kind === 'periodic')
    return [{ period: 'unclear', due: null, provisional: null, reason: explainTerm(term) }];
  return [];
}
