import type { Reader } from '../../platform/database/connect.ts';
import type { ReminderRule } from '../rules/steps.ts';

/** When people are reminded, as the office has set it. */
export async function reminderRule(db: Reader): Promise<ReminderRule> {
  const row = await db
    .selectFrom('reminder_rule')
    .select(['days_before', 'days_after', 'weekly_after', 'leader_after_days', 'office_after_days'])
    .executeTakeFirstOrThrow();
  return {
    daysBefore: row.days_before,
    daysAfter: row.days_after,
    isWeeklyAfter: row.weekly_after,
    leaderAfterDays: row.leader_after_days,
    officeAfterDays: row.office_after_days,
  };
}
