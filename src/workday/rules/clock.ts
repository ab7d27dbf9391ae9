import {
  addDays,
  addMonths,
  daysBetween,
  kindOfDay,
  missingYearAdvice,
  type Calendar,
  type LedgerDay,
} from '../rules.ts';

/** The explainable clock: a term with its pauses and extensions, day by day. Pure. */

export type ClockUnit = 'workingDay' | 'day' | 'month' | 'year';

/** Days that do not run: the first and the last of them; `to` null: it is still paused. */
export interface Pause {
  from: string;
  to: string | null;
  why: string;
}

/** So much more, counted on from the day the term would have ended. */
export interface Extension {
  amount: number;
  unit: ClockUnit;
  by: string;
  why: string;
}

export interface Count {
  from: string;
  /** Negative: counted back, without pauses and extensions. */
  amount: number;
  unit: ClockUnit;
  pauses?: readonly Pause[];
  extensions?: readonly Extension[];
}

export interface Clocked {
  /** null: it cannot be said, and `advice` says why. */
  due: string | null;
  /** Where the calendar ends before the term does: its last day if every Monday to Friday were a working day. Nobody is judged by it. */
  provisional: string | null;
  /** Every day passed, in order; without the days of a term of more than `ledgerAtMost` days. */
  ledger: LedgerDay[];
  advice: string;
  missingYear: number | null;
  pausedSince: string | null;
}

/** A longer list of days is no explanation. Measured in days of the ledger. */
export const ledgerAtMost = 800;
/** No statutory term is longer; a loop over a wrong number must end. */
const daysAtMost = 15_000;

/**
 * Runs a term from the day after `from` (民法典第二百零一条). A paused day is passed over: in working days it is not
 * counted, in calendar days, months and years the end moves on by as many days. Throws RangeError for an amount that no
 * term has.
 */
export function runClock(calendar: Calendar, term: Count): Clocked {
  if (!Number.isInteger(term.amount) || term.amount === 0) throw new RangeError(`Not an amount: ${term.amount}`);
  const pauses = term.amount < 0 ? [] : (term.pauses ?? []);
  const extensions = term.amount < 0 ? [] : (term.extensions ?? []);
  const run: Run = { calendar, pauses, day: term.from, number: 0, ledger: [], missingYear: null, pausedSince: null };
  advance(run, term.amount, term.unit, undefined);
  for (const extension of extensions) {
    if (run.pausedSince !== null) break;
    advance(run, extension.amount, extension.unit, extension);
  }
  const isKnown = run.missingYear === null && run.pausedSince === null;
  return {
    due: isKnown ? run.day : null,
    provisional: run.missingYear !== null && run.pausedSince === null ? run.day : null,
    ledger: run.ledger.length > ledgerAtMost ? [] : run.ledger,
    advice: run.pausedSince
      ? `从 ${run.pausedSince} 起暂停计算，恢复之后才能算出到期日。`
      : run.missingYear === null
        ? ''
        : missingYearAdvice(run.missingYear),
    missingYear: run.missingYear,
    pausedSince: run.pausedSince,
  };
}

interface Run {
  readonly calendar: Calendar;
  readonly pauses: readonly Pause[];
  day: string;
  number: number;
  readonly ledger: LedgerDay[];
  missingYear: number | null;
  pausedSince: string | null;
}

/** Moves on by one part of the term: so many working days, or until a day of the calendar that each paused day puts off. */
function advance(run: Run, amount: number, unit: ClockUnit, extension: Extension | undefined): void {
  const step = amount < 0 ? -1 : 1;
  const isInWorkingDays = unit === 'workingDay';
  let left = isInWorkingDays ? Math.abs(amount) : Math.abs(daysBetween(run.day, endOf(run.day, amount, unit)));
  if (left > daysAtMost) throw new RangeError(`Too long a term: ${amount} ${unit}`);
  while (left > 0) {
    const day = addDays(run.day, step);
    const pause = run.pauses.find(({ from, to }) => from <= day && (to === null || day <= to));
    if (pause && pause.to === null) {
      run.pausedSince = pause.from;
      return;
    }
    run.day = day;
    const isBeyond = isInWorkingDays && !run.calendar.years.has(Number(day.slice(0, 4)));
    if (isBeyond) run.missingYear ??= Number(day.slice(0, 4));
    const special = pause
      ? ({ kind: 'paused', name: pause.why } as const)
      : isInWorkingDays
        ? kindOfDay(run.calendar, day)
        : ({ kind: 'counted', name: '' } as const);
    const counts = special.kind === 'counted' || special.kind === 'makeup';
    if (counts) {
      left -= 1;
      run.number += 1;
    }
    run.ledger.push({
      day,
      ...special,
      ...(extension && counts ? { kind: 'extended' as const, name: extensionWords(extension) } : {}),
      number: counts ? run.number : null,
      ...(isBeyond ? { isProvisional: true } : {}),
    });
  }
}

function endOf(day: string, amount: number, unit: ClockUnit): string {
  return unit === 'day' ? addDays(day, amount) : addMonths(day, unit === 'year' ? amount * 12 : amount);
}

const extensionWords = ({ by, why }: Extension): string => `${by}批准延长：${why}`;

const unitWords: Record<ClockUnit, string> = {
  workingDay: '个工作日',
  day: '日（自然日，含周末和节假日）',
  month: '个月（含周末和节假日）',
  year: '年（含周末和节假日）',
};

/** The count in one sentence: from where, how much, what was passed over, paused and added, and where it ends. */
export function clockInWords(term: Count, clocked: Clocked): string {
  const { from, amount, unit, pauses = [], extensions = [] } = term;
  const passed = (kind: LedgerDay['kind']) => clocked.ledger.filter((day) => day.kind === kind);
  const holidays = [...new Set(passed('holiday').map(({ name }) => name))];
  const parts = [`从 ${from} ${amount < 0 ? '往前' : '的第二天起'}数，${Math.abs(amount)} ${unitWords[unit]}`];
  if (passed('weekend').length > 0) parts.push(`跳过周末 ${passed('weekend').length} 天`);
  if (holidays.length > 0) parts.push(`跳过${holidays.join('、')}放假 ${passed('holiday').length} 天`);
  if (passed('makeup').length > 0) parts.push(`其中调休上班 ${passed('makeup').length} 天计入`);
  if (amount > 0) {
    for (const { from, to, why } of pauses.filter(({ to }) => to !== null))
      parts.push(`${from} 至 ${to} 暂停（${why}）不计`);
    for (const { amount, unit, by, why } of extensions)
      parts.push(`${by}批准延长 ${amount} ${unitWords[unit]}（${why}）`);
  }
  if (clocked.due !== null) return `${parts.join('，')}，到 ${clocked.due}。`;
  const provisional = clocked.provisional
    ? `暂按周一至周五推算为 ${clocked.provisional}，放假安排公布后以实际为准，不作为超期的依据。`
    : '';
  return `${parts.join('，')}；${clocked.advice}${provisional}`;
}
