import { z } from 'zod';
import { isLegalDate } from './rules.ts';

export const legalDateInput = z.string().trim().refine(isLegalDate, '日期应写成 2026-05-15 这样，并且确有这一天');

export const calendarYearInput = z
  .object({
    year: z.coerce.number('应为年份').int().min(1990, '年份太早').max(2200, '年份太晚'),
    source: z.string().trim().min(4, '请写明依据的通知').max(200, '太长'),
    days: z
      .array(
        z.object({
          day: legalDateInput,
          kind: z.enum(['holiday', 'makeup'], '只能是放假或调休上班'),
          name: z.string().trim().max(40, '太长').default(''),
        }),
      )
      .max(120, '一年最多 120 天'),
  })
  .superRefine(({ year, days }, refinement) => {
    const seen = new Set<string>();
    days.forEach(({ day, kind }, at) => {
      const refuse = (message: string) => refinement.addIssue({ code: 'custom', path: ['days', at, 'day'], message });
      if (Number(day.slice(0, 4)) !== year) refuse(`${day} 不在 ${year} 年`);
      else if (seen.has(day)) refuse(`${day} 写了两次`);
      const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
      if (kind === 'makeup' && weekday !== 0 && weekday !== 6) refuse(`${day} 本来就是工作日，不用写调休上班`);
      seen.add(day);
    });
  });
export type CalendarYear = z.infer<typeof calendarYearInput>;

/** seed/calendar.json: the years that ship with the program. */
export const calendarFile = z.array(calendarYearInput);
