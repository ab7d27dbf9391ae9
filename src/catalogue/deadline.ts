import type { Calendar } from '../workday/rules.ts';
import { addDays, addMonths, addWorkingDays } from '../workday/rules.ts';
import { due } from './rules/due.ts';
import { explainTerm } from './rules/explain.ts';
import { parseTerm } from './rules/parse.ts';
import type { Term } from './rules/term.ts';

/** The reading of a written time limit with the date it gives, as `deadline --json` prints it. */
export function deadlineOf(text: string, from: string, calendar: Calendar) {
  const term = parseTerm(text);
  const dated = due(term, { from, calendar });
  return {
    kind: term.kind,
    event: term.event,
    amount: term.amount,
    unit: term.unit,
    every: term.every,
    on: term.on,
    due: dated.due,
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
