import type { Term, TermUnit } from './term.ts';

/** What a person chooses of a written time limit, in plain words, and the structure it stands for. Pure. */

export const readingKinds = {
  within: '某件事之后，多少天之内',
  before: '某件事之前',
  prompt: '某件事之后，尽快（没有写天数）',
  periodic: '每隔一段时间一次',
  date: '每年固定日期之前',
  retention: '一直公开着，没有截止日',
  refer: '以后才知道，现在不定日期',
} as const;
export type ReadingKind = keyof typeof readingKinds;

/** The lengths of a period that divide the year, in months; 0: a week. */
export const periodLengths = { 0: '每周', 1: '每月', 2: '每两个月', 3: '每季度', 6: '每半年', 12: '每年' } as const;

/** The structure as a person fills it in; parts that the kind has no use for are empty. */
export interface ChosenReading {
  kind: ReadingKind;
  event: string;
  amount: number | null;
  unit: TermUnit | null;
  /** Periodic: its length in months (0: a week), and which month and day of it; 31: the month's last. */
  months: number | null;
  month: number | null;
  day: number | null;
  posting: { amount: number; unit: TermUnit; isAtLeast: boolean } | null;
  /** Years it stays public; 0: for ever; null: not said. */
  keepYears: number | null;
}

const empty: Term = {
  kind: 'unknown',
  event: null,
  amount: null,
  unit: null,
  every: null,
  on: null,
  posting: null,
  retention: null,
  channels: [],
  steps: [],
  unparsed: [],
};

/** The term that a person's choice stands for. */
export function termOfReading(chosen: ChosenReading): Term {
  const { kind, amount, unit, months, month, day, posting, keepYears } = chosen;
  const retention =
    keepYears === null
      ? null
      : keepYears === 0
        ? ({ isForever: true } as const)
        : ({ isForever: false, amount: keepYears, unit: 'year' } as const);
  const term: Term = { ...empty, kind, posting, retention };
  const event = chosen.event.trim() || null;
  switch (kind) {
    case 'within':
    case 'before':
      return { ...term, event, amount, unit: amount === null ? null : unit };
    case 'prompt':
      return { ...term, event };
    case 'periodic':
      if (months === 0) return { ...term, every: { months: 0, month: null, day, days: 7 } };
      if (amount !== null) return { ...term, amount, unit, every: { months: months ?? 3, month: null, day: null } };
      return { ...term, every: { months: months ?? 3, month: day === null ? null : (month ?? 1), day } };
    case 'date':
      return { ...term, on: { month: month ?? 12, day: day ?? 31 } };
    case 'retention':
      return { ...term, retention: retention ?? { isForever: true } };
    case 'refer':
      return term;
    default:
      return kind satisfies never;
  }
}

/** What a person would have chosen for a term, to begin with when they change it. */
export function readingOfTerm(term: Term): ChosenReading {
  const kind = term.kind in readingKinds ? (term.kind as ReadingKind) : 'within';
  const { retention } = term;
  return {
    kind,
    event: term.event ?? '',
    amount: term.amount,
    unit: term.unit ?? 'workingDay',
    months: term.every ? (term.every.days ? 0 : term.every.months) : 3,
    month: term.on?.month ?? term.every?.month ?? null,
    day: term.on?.day ?? term.every?.day ?? null,
    posting: term.posting,
    keepYears: !retention ? null : retention.isForever ? 0 : 'amount' in retention ? retention.amount : null,
  };
}
