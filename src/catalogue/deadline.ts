import type { Calendar } from '../workday/rules.ts';
import { addDays, addMonths, addWorkingDays, dayKinds, type LedgerDay } from '../workday/rules.ts';
import { due } from './rules/due.ts';
import { explainTerm } from './rules/explain.ts';
import { parseTerm } from './rules/parse.ts';
import type { Term, TermUnit } from './rules/term.ts';

/** The reading of a written time limit (a person's, where one is given) with the date it gives and the days it was counted through. */
export function deadlineOf(text: string, from: string, calendar: Calendar, confirmed?: Term) {
  const term = confirmed ?? parseTerm(text);
  const dated = due(term, { from, calendar });
  return {
    kind: term.kind,
    event: term.event,
    amount: term.amount,
    unit: term.unit,
    every: term.every,
    on: term.on,
    due: dated.due,
    provisional: dated.provisional,
    posting: term.posting && { ...term.posting, until: postedUntil(term.posting, from, calendar) },
    retention: term.retention,
    channels: term.channels,
    steps: term.steps,
    unparsed: term.unparsed,
    reading: explainTerm(term),
    reason: dated.reason,
    ledger: dated.ledger,
  };
}

/** The last day of a posting (公示) that begins on `from`. */
function postedUntil({ amount, unit }: NonNullable<Term['posting']>, from: string, calendar: Calendar): string | null {
  if (unit === 'workingDay') return addWorkingDays(calendar, from, amount).due;
  if (unit === 'day') return addDays(from, amount);
  return addMonths(from, unit === 'year' ? amount * 12 : amount);
}

/** What `deadline --json` prints: the reading and its date, of a period also its length, and nothing else. */
export function deadlineJson(answer: ReturnType<typeof deadlineOf>) {
  const { kind, event, every, due: dueOn, posting, retention, channels, steps, unparsed } = answer;
  const length = kind === 'periodic' && every ? periodLength(every) : { amount: answer.amount, unit: answer.unit };
  return { kind, event, ...length, due: dueOn, posting, retention, channels, steps, unparsed };
}

function periodLength({ months, days }: NonNullable<Term['every']>): { amount: number; unit: TermUnit } {
  if (days) return { amount: days, unit: 'day' };
  return months === 12 ? { amount: 1, unit: 'year' } : { amount: months, unit: 'month' };
}

/** The days a due date was counted through, a line each, with the number of the working day where one was counted. */
export function ledgerLines(ledger: readonly LedgerDay[]): string[] {
  return ledger.map(({ day, kind, name, number }) => {
    const weekday = `星期${'日一二三四五六'.charAt(new Date(`${day}T00:00:00Z`).getUTCDay())}`;
    const said =
      number === null ? `不计：${dayKinds[kind]}` : `第 ${number} 个工作日${kind === 'makeup' ? '（调休上班）' : ''}`;
    return `  ${day} ${weekday}  ${said}${name && kind === 'holiday' ? `（${name}）` : ''}`;
  });
}
