import type { ObligationState } from '../../catalogue/rules/state.ts';

/** A village's obligations by quarter, as its public page shows them. Pure. */

interface Owed {
  dueOn: string | null;
  metOn: string | null;
  state: ObligationState;
}

/** '2026-05-15' → '2026-Q2'. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** '2026-Q2' → 2026年二季度. */
export const quarterWords = (quarter: string): string =>
  `${quarter.slice(0, 4)}年${'一二三四'[Number(quarter.slice(6)) - 1] ?? ''}季度`;

export interface ByQuarter<T> {
  /** Past its day and not published, of whatever quarter; the longest late first. */
  late: T[];
  /** Not published yet, due in this quarter or when somebody has read its term. */
  now: T[];
  /** Due in this quarter, or published in it. */
  done: T[];
  /** Due after this quarter. */
  later: T[];
  /** Published in earlier quarters, newest first. */
  earlier: { quarter: string; met: T[] }[];
}

/** Puts each obligation where a villager looks for it on the legal day; what was waived or passed on is in no list. */
export function splitByQuarter<T extends Owed>(obligations: readonly T[], today: string): ByQuarter<T> {
  const current = quarterOf(today);
  const byDue = (a: T, b: T) => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9');
  const split: ByQuarter<T> = { late: [], now: [], done: [], later: [], earlier: [] };
  const earlier = new Map<string, T[]>();
  for (const one of obligations) {
    const due = one.dueOn === null ? undefined : quarterOf(one.dueOn);
    switch (one.state) {
      case 'overdue':
        split.late.push(one);
        break;
      case 'pending':
        (due !== undefined && due > current ? split.later : split.now).push(one);
        break;
      case 'unclear':
      case 'onTime':
      case 'late': {
        if (one.metOn === null) {
          split.later.push(one);
          break;
        }
        const counted = [quarterOf(one.metOn), due ?? ''].toSorted().at(-1) ?? '';
        if (counted >= current) split.done.push(one);
        else earlier.set(counted, [...(earlier.get(counted) ?? []), one]);
        break;
      }
      case 'waived':
      case 'moved':
        break;
      default:
        one.state satisfies never;
    }
  }
  split.late.sort(byDue);
  split.now.sort(byDue);
  split.later.sort(byDue);
  split.earlier = [...earlier].toSorted(([a], [b]) => b.localeCompare(a)).map(([quarter, met]) => ({ quarter, met }));
  return split;
}
