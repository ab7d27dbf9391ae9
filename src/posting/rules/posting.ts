import { unitWords, type Term } from '../../catalogue/rules/term.ts';
import { addDays, addMonths, addWorkingDays, type Calendar } from '../../workday/rules.ts';

/** Notice boards and what hangs on them: the posting period, and what must be done about it. Pure. */

export const boardKinds = {
  board: '公开栏',
  case: '玻璃橱窗',
  wall: '墙报、黑板报',
  led: '电子屏',
  bulletin: '其他张贴处',
} as const;
export type BoardKind = keyof typeof boardKinds;

/** The kind that a sheet's word names; undefined: not understood. An empty cell is a plain board. */
export function boardKindOf(word: string): BoardKind | undefined {
  const plain = word.trim();
  if (plain === '' || /公开栏|公示栏|公告栏|宣传栏/.test(plain)) return 'board';
  if (/橱窗/.test(plain)) return 'case';
  if (/墙|黑板/.test(plain)) return 'wall';
  if (/屏|LED/i.test(plain)) return 'led';
  if (/其他|张贴/.test(plain)) return 'bulletin';
  return undefined;
}

export const postingStates = {
  up: '张贴中',
  outdated: '该换新的了',
  withdrawn: '已不公开，该撤下了',
  over: '公示期满，该撤下了',
  down: '已撤下',
} as const;
export type PostingState = keyof typeof postingStates;

export interface PostingFacts {
  untilOn: string | null;
  takenDownOn: string | null;
  /** What the paper shows is what is public now. */
  isCurrent: boolean;
  isWithdrawn: boolean;
}

/** The state of a sheet on a board at the end of a legal day. The last day of the posting period still counts. */
export function postingState(
  { untilOn, takenDownOn, isCurrent, isWithdrawn }: PostingFacts,
  today: string,
): PostingState {
  if (takenDownOn !== null && takenDownOn <= today) return 'down';
  if (isWithdrawn) return 'withdrawn';
  if (!isCurrent) return 'outdated';
  return untilOn !== null && untilOn < today ? 'over' : 'up';
}

type PostingTerm = NonNullable<Term['posting']>;

export interface PostingUntil {
  /** Last day of the posting period; null: the item has none, or it cannot be counted. */
  untilOn: string | null;
  /** Why, for a person. */
  reason: string;
}

/**
 * The last day of the posting period (公示期) of a sheet that goes up on `postedOn`. Day 1 is the day after (民法典
 * 第二百零一条); where a sheet answers several items the longest period holds.
 */
export function postingUntil(terms: readonly PostingTerm[], postedOn: string, calendar: Calendar): PostingUntil {
  const counted = terms.map((term) => untilOf(term, postedOn, calendar));
  const missing = counted.find(({ untilOn }) => untilOn === null);
  if (missing) return missing;
  const [longest] = counted.toSorted((a, b) => (b.untilOn ?? '').localeCompare(a.untilOn ?? ''));
  return longest ?? { untilOn: null, reason: '公开目录没有规定公示期，内容有效就一直张贴' };
}

/** A posting period in words: 公示不少于 30 日. */
export const periodWords = ({ amount, unit, isAtLeast }: PostingTerm): string =>
  `公示${isAtLeast ? '不少于 ' : ' '}${amount} ${unitWords[unit]}`;

function untilOf(term: PostingTerm, postedOn: string, calendar: Calendar): PostingUntil {
  const { amount, unit } = term;
  const said = `${periodWords(term)}，从张贴的第二天起算`;
  switch (unit) {
    case 'day':
      return { untilOn: addDays(postedOn, amount), reason: said };
    case 'month':
      return { untilOn: addMonths(postedOn, amount), reason: said };
    case 'year':
      return { untilOn: addMonths(postedOn, amount * 12), reason: said };
    case 'workingDay': {
      const counted = addWorkingDays(calendar, postedOn, amount);
      return counted.due === null
        ? { untilOn: null, reason: `${said}；${counted.advice}` }
        : { untilOn: counted.due, reason: said };
    }
    default:
      return unit satisfies never;
  }
}
