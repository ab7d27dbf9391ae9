import { z } from 'zod';
import { isLegalDate } from './rules.ts';

export const legalDateInput = z.string().trim().refine(isLegalDate, '日期应写成 2026-05-15 这样，并且确有这一天');

const calendarDay = z.object({
  day: legalDateInput,
  kind: z.enum(['holiday', 'makeup'], '只能是放假或调休上班'),
  name: z.string().trim().max(40, '太长').default(''),
});

export const calendarYearInput = z
  .object({
    year: z.coerce.number('应为年份').int().min(1990, '年份太早').max(2200, '年份太晚'),
    source: z.string().trim().min(4, '请写明依据的通知').max(200, '太长'),
    days: z.array(calendarDay).max(120, '一年最多 120 天'),
    /** Days at the end of the year before that the notice names too: 2022-12-31 in the notice for 2023. */
    before: z.array(calendarDay).max(10, '太多').default([]),
  })
  .superRefine(({ year, days, before }, refinement) => {
    const seen = new Set<string>();
    const check = (list: typeof days, field: string, ofYear: number) =>
      list.forEach(({ day, kind }, at) => {
        const refuse = (message: string) => refinement.addIssue({ code: 'custom', path: [field, at, 'day'], message });
        if (Number(day.slice(0, 4)) !== ofYear) refuse(`${day} 不在 ${ofYear} 年`);
        else if (seen.has(day)) refuse(`${day} 写了两次`);
        const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
        if (kind === 'makeup' && weekday !== 0 && weekday !== 6) refuse(`${day} 本来就是工作日，不用写调休上班`);
        seen.add(day);
      });
    check(days, 'days', year);
    check(before, 'before', year - 1);
  });
export type CalendarYearInput = z.infer<typeof calendarYearInput>;
export type CalendarYear = Omit<CalendarYearInput, 'before'>;

/** The prose of a notice, or what a file says. */
export const noticeInput = z.object({ text: z.string().max(20_000, '太长，请只粘贴通知正文') });
export const calendarFileForm = z.object({ file: z.instanceof(File, { message: '请选择文件' }) });

/** seed/calendar.json: the years that ship with the program. */
export const calendarFile = z.array(calendarYearInput);
