import { addDays, daysBetween } from '../../workday/rules.ts';

/** When people are reminded (提醒) of a due date. Pure. */

export interface ReminderRule {
  /** Calendar days before the due date. */
  daysBefore: readonly number[];
  /** Calendar days after it, while nothing is published. */
  daysAfter: readonly number[];
  /** After the last of `daysAfter`, once a week more. */
  isWeeklyAfter: boolean;
  /** So many days late it reaches the leader in charge, then the open-government office (公开办). */
  leaderAfterDays: number;
  officeAfterDays: number;
}

/** A year of weekly reminders is enough; by then it is a matter for supervision. */
const weeksAtMost = 52;
/** Nights missed beyond this are not made up for one by one: the board shows them all. */
const missedDaysAtMost = 31;

/** Days between a due date and each of its reminders; negative: before it, 0: on the day. In order. */
export function stepsOf(rule: ReminderRule): number[] {
  const last = Math.max(0, ...rule.daysAfter);
  const weekly = rule.isWeeklyAfter ? Array.from({ length: weeksAtMost }, (_, at) => last + 7 * (at + 1)) : [];
  const steps = [
    ...rule.daysBefore.map((days) => -days),
    0,
    ...rule.daysAfter,
    rule.leaderAfterDays,
    rule.officeAfterDays,
    ...weekly,
  ];
  return [...new Set(steps)].sort((a, b) => a - b);
}

/**
 * The due dates that somebody is reminded of on the legal day `day`, also those whose reminder fell on a night since
 * `lastDay` at which nothing ran.
 */
export function remindedDueDates(rule: ReminderRule, day: string, lastDay: string | null): string[] {
  const missed = lastDay === null ? 1 : Math.min(Math.max(daysBetween(lastDay, day), 1), missedDaysAtMost);
  const nights = Array.from({ length: missed }, (_, at) => addDays(day, -at));
  const steps = stepsOf(rule);
  return [...new Set(nights.flatMap((night) => steps.map((step) => addDays(night, -step))))].sort();
}
