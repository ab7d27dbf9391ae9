import type { Calendar } from '../../workday/rules.ts';
import type { Extension, Pause } from '../../workday/rules/clock.ts';
import { ceilingFrom, count, dueOfEvent, type Due } from './due.ts';
import type { Term } from './term.ts';

/** A body's own due date for one obligation, with what paused and extended it. Pure. */

export interface Counting {
  term: Term;
  /** The day of the event; null: it comes round, or stands. */
  eventOn: string | null;
  period: string;
  /** The first day of the catalogue version. */
  effectiveOn: string;
  /** What all bodies share. */
  sharedDueOn: string | null;
  sharedReason: string;
}

export interface Adjusted {
  pauses: readonly Pause[];
  extensions: readonly Extension[];
}

/** Whether days are counted, so that a pause has something to stop: not for a date by itself, nor before an event. */
export const isPausable = ({ term, eventOn, period }: Pick<Counting, 'term' | 'eventOn' | 'period'>): boolean =>
  period === 'standing' ||
  (eventOn !== null && term.kind !== 'before' && !(term.kind === 'within' && term.amount === 0));

/** The due date with its ledger. A date that is not counted is extended from that date on. */
export function ownDue(counting: Counting, { pauses, extensions }: Adjusted, calendar: Calendar): Due {
  const { term, eventOn, period, effectiveOn, sharedDueOn, sharedReason } = counting;
  if (isPausable(counting)) {
    if (eventOn !== null) return dueOfEvent(term, eventOn, calendar, { pauses, extensions });
    const counted = ceilingFrom(effectiveOn, calendar, { pauses, extensions });
    return { ...counted, reason: `长期公开，从目录施行之日（${effectiveOn}）起要能看到。${counted.reason}` };
  }
  const [first, ...more] = extensions;
  if (!first || sharedDueOn === null || period === 'unclear')
    return { due: sharedDueOn, provisional: null, reason: sharedReason, ledger: [] };
  const longer = count(sharedDueOn, first.amount, first.unit, calendar, { extensions: more });
  const ledger = longer.ledger.map((day) =>
    day.kind === 'counted' || day.kind === 'makeup'
      ? { ...day, kind: 'extended' as const, name: `${first.by}批准延长：${first.why}` }
      : day,
  );
  return { ...longer, ledger, reason: `${sharedReason}${first.by}批准延长（${first.why}）：${longer.reason}` };
}
