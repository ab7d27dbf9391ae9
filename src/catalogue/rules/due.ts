import { addDays, lastDayOfMonth, type Calendar, type LedgerDay } from '../../workday/rules.ts';
import { clockInWords, runClock, type Count } from '../../workday/rules/clock.ts';
import { dayOfPeriodWords } from './explain.ts';
import { ceilingSource, ceilingWorkingDays, type Term, type TermUnit } from './term.ts';

/** A due date with the words that explain it; null: it cannot be computed, and `reason` says why. */
export interface Due {
  due: string | null;
  /** Only where the calendar ends before the term does: counted on by weekdays (暂定). Nobody is late by it. */
  provisional: string | null;
  reason: string;
  /** The days it was counted through; empty where nothing is counted. */
  ledger: LedgerDay[];
}

/** Why a body's own due date differs: what paused and what extended it. */
export type Adjustments = Pick<Count, 'pauses' | 'extensions'>;

/** Counts an amount of a unit from a day; negative: back. */
export function count(
  from: string,
  amount: number,
  unit: TermUnit,
  calendar: Calendar,
  adjustments: Adjustments = {},
): Due {
  const term: Count = { from, amount, unit, ...adjustments };
  const clocked = runClock(calendar, term);
  const { due, provisional, ledger } = clocked;
  return { due, provisional, reason: clockInWords(term, clocked), ledger };
}

const on = (due: string, reason: string): Due => ({ due, provisional: null, reason, ledger: [] });

/** 政府信息公开条例第二十六条 from the day something was made or changed. */
export function ceilingFrom(from: string, calendar: Calendar, adjustments: Adjustments = {}): Due {
  const counted = count(from, ceilingWorkingDays, 'workingDay', calendar, adjustments);
  return {
    ...counted,
    reason: `原文没有写明天数，按${ceilingSource}最长 ${ceilingWorkingDays} 个工作日。${counted.reason}`,
  };
}

/** When the information on an event of the day `eventOn` must be public. */
export function dueOfEvent(term: Term, eventOn: string, calendar: Calendar, adjustments: Adjustments = {}): Due {
  if (term.kind === 'within' && term.amount === 0) return on(eventOn, `事情发生的当天（${eventOn}）公开。`);
  if (term.kind === 'within' && term.amount !== null && term.unit)
    return count(eventOn, term.amount, term.unit, calendar, adjustments);
  if (term.kind === 'before' && term.amount !== null && term.unit)
    return count(eventOn, -term.amount, term.unit, calendar);
  if (term.kind === 'before') return on(addDays(eventOn, -1), `要在事情（${eventOn}）之前公开，最晚前一天。`);
  return ceilingFrom(eventOn, calendar, adjustments);
}

/**
 * The sooner day that a body is asked to aim at where the cell says 及时 without a number: so many working days after
 * the event. Never the legal date; null: the term has a number of its own, or the calendar is not loaded.
 */
export function targetOfEvent(term: Term, eventOn: string, workingDays: number, calendar: Calendar): string | null {
  return term.kind === 'prompt' ? count(eventOn, workingDays, 'workingDay', calendar).due : null;
}

export interface PeriodDue {
  period: string;
  /** null: the calendar of that year is not loaded; `reason` says so. */
  due: string | null;
  /** Counted on by weekdays where `due` is null for want of a calendar. */
  provisional: string | null;
  reason: string;
  /** The days counted after the period's end, where that is how it is due. */
  ledger?: LedgerDay[];
}

/**
 * The periods of a year for a term that comes round, with the due date of each (it can lie in the next year); none for a
 * cadence that does not divide the year. A week belongs to the year of its Thursday (GB/T 7408).
 */
export function periodsOfYear(term: Term, year: number, calendar: Calendar): PeriodDue[] {
  const { every, amount, unit } = term;
  if (every?.days) return weeksOfYear(year, every.day);
  if (!every || 12 % every.months !== 0) return [];
  return Array.from({ length: 12 / every.months }, (_, index) => {
    const first = index * every.months + 1;
    const end = lastDayOfMonth(year, first + every.months - 1);
    const period = periodName(every.months, year, index);
    if (amount !== null && unit) {
      const { reason, ...counted } = count(end, amount, unit, calendar);
      return { period, ...counted, reason: `原文写明这一期（到 ${end}）结束后。${reason}` };
    }
    if (every.day === null)
      return {
        period,
        due: end,
        provisional: null,
        reason: `原文只写了多久一次，没有写哪一天，按这一期的最后一天（${end}）。`,
      };
    const due = dayOfMonth(year, first + (every.month ?? 1) - 1, every.day);
    return { period, due, provisional: null, reason: `原文写明${dayOfPeriodWords(every)}。` };
  });
}

/** The weeks of a year (Monday to Sunday), due on a weekday, or on Sunday where none is named. */
function weeksOfYear(year: number, weekday: number | null): PeriodDue[] {
  const fourth = new Date(`${year}-01-04T00:00:00Z`).getUTCDay() || 7;
  const monday = addDays(`${year}-01-04`, 1 - fourth);
  return Array.from({ length: 53 }, (_, at) => ({ number: at + 1, monday: addDays(monday, at * 7) }))
    .filter((week) => addDays(week.monday, 3).startsWith(String(year)))
    .map((week) => {
      const due = addDays(week.monday, (weekday ?? 7) - 1);
      const why = weekday
        ? `原文写明星期几，这一周是 ${due}。`
        : `原文只写了每周，没有写哪一天，按这一周的星期日（${due}）。`;
      return { period: `${year}-W${String(week.number).padStart(2, '0')}`, due, provisional: null, reason: why };
    });
}

function periodName(months: number, year: number, index: number): string {
  const number = index + 1;
  switch (months) {
    case 1:
      return `${year}-${String(number).padStart(2, '0')}`;
    case 3:
      return `${year}-Q${number}`;
    case 6:
      return `${year}-H${number}`;
    case 12:
      return `${year}`;
    default:
      return `${year}-${months}M${number}`;
  }
}

/** A day of a month; day 31 of a shorter month is its last. */
export function dayOfMonth(year: number, month: number, day: number): string {
  const last = lastDayOfMonth(year, month);
  return `${last.slice(0, 8)}${String(Math.min(day, Number(last.slice(8)))).padStart(2, '0')}`;
}

/**
 * When a term is due, counted from the day `from` (the event's day, or for periods and yearly dates the day from
 * which the next one is looked for). null where the cell sets no due date.
 */
export function due(term: Term, { from, calendar }: { from: string; calendar: Calendar }): Due {
  const none = (reason: string): Due => ({ due: null, provisional: null, reason, ledger: [] });
  const year = Number(from.slice(0, 4));
  switch (term.kind) {
    case 'within':
    case 'before':
    case 'prompt':
      return dueOfEvent(term, from, calendar);
    case 'periodic': {
      const periods = [year - 1, year, year + 1].flatMap((one) => periodsOfYear(term, one, calendar));
      const next = periods.find(({ due, provisional }) => (due ?? provisional ?? from) >= from);
      return next ? { ledger: [], ...next } : none('这个周期不能整除一年，需要人工确认。');
    }
    case 'date': {
      if (!term.on) return none('没有写明日期。');
      const { month, day } = term.on;
      const thisYear = dayOfMonth(year, month, day);
      const next = thisYear >= from ? thisYear : dayOfMonth(year + 1, month, day);
      return on(next, `原文写明每年 ${month} 月 ${day === 31 ? '底' : `${day} 日`}前。`);
    }
    case 'posting':
      return none('原文写的是公示多久，没有写什么时候公开。');
    case 'retention':
      return none('长期公开：要一直能看到，没有单独的截止日。');
    case 'refer':
      return none('原文要求按别处的规定办理，需要人工确认日期。');
    case 'unknown':
      return none(`没有读懂“${term.unparsed.join('；')}”，需要人工确认。`);
    default:
      return term.kind satisfies never;
  }
}
