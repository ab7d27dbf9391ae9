import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import { rootBody } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { conflict } from '../../platform/errors.ts';
import { reminderRule } from '../queries/rule.ts';
import type { ReminderRuleInput } from '../schema.ts';

/** Sets when people are reminded, for the whole county. Throws 403 for who may not do so at the root of the tree. */
export async function setReminderRule(ctx: Context, actor: Actor, rule: ReminderRuleInput): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    const county = await rootBody(tx);
    if (!county) throw conflict('还没有导入机构表，请先导入。');
    await allowedBody(tx, actor, 'reminder.set', county.id);
    const before = await reminderRule(tx);
    await tx
      .updateTable('reminder_rule')
      .set({
        ...{ days_before: [...rule.daysBefore], days_after: [...rule.daysAfter], weekly_after: rule.isWeeklyAfter },
        ...{ leader_after_days: rule.leaderAfterDays, office_after_days: rule.officeAfterDays },
        ...{ changed_at: at, changed_by: actor.accountId },
      })
      .execute();
    const subject = { type: 'reminder', id: 'rule' };
    record({ verb: 'reminder.set', subject, bodyId: county.id, before, after: rule });
  });
}
