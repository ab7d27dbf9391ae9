import { z } from 'zod';

const days = (most: number) =>
  z
    .array(z.number().int('请填整数天').min(1, '至少 1 天').max(most, `最多 ${most} 天`))
    .max(6, '最多 6 次')
    .transform((list) => [...new Set(list)]);

export const reminderRuleInput = z
  .object({
    daysBefore: days(90).transform((list) => list.sort((a, b) => b - a)),
    daysAfter: days(90).transform((list) => list.sort((a, b) => a - b)),
    isWeeklyAfter: z.boolean(),
    leaderAfterDays: z.number('请填天数').int('请填整数天').min(1, '至少 1 天').max(365, '最多 365 天'),
    officeAfterDays: z.number('请填天数').int('请填整数天').min(1, '至少 1 天').max(365, '最多 365 天'),
  })
  .refine(({ leaderAfterDays, officeAfterDays }) => leaderAfterDays <= officeAfterDays, {
    path: ['officeAfterDays'],
    message: '公开办收到的时间不能早于分管领导',
  });
export type ReminderRuleInput = z.infer<typeof reminderRuleInput>;

export const addressInput = z.object({
  address: z
    .string()
    .trim()
    .toLowerCase()
    .max(200, '邮箱太长')
    .pipe(z.email('邮箱写得不对，例如 wangmin@example.gov.cn')),
});

export const codeInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, '验证码是 6 位数字'),
});

export const wantsInput = z.object({ wantsMail: z.boolean() });

export const mailFilter = z.object({ state: z.enum(['waiting', 'sent', 'dead']).optional() });
