import { isLegalDate } from '../../workday/rules.ts';

export type ReadDay = { day: string } | { fault: string };

/**
 * Reads a day as people type it in a period's sheet: “10月5日”, “10.5”, “10/5”, “2026-10-05”, “20261005”; a bare “5”
 * where the period is one month. The year is the period's where none is written.
 */
export function readDay(typed: string, period: string, today: string): ReadDay {
  const text = typed.normalize('NFKC').replaceAll(/\s/g, '');
  if (text === '') return { fault: '请写日期' };
  const day = withParts(text, period, today);
  if (!day || !isLegalDate(day)) return { fault: `日期“${typed.trim()}”看不懂，请写成 10月5日 或 10.5 这样` };
  if (day > today) return { fault: `日期 ${spokenDay(day)}还没有到，请检查` };
  return { day };
}

function withParts(text: string, period: string, today: string): string | undefined {
  const year = /^(\d{4})/.exec(period)?.[1] ?? today.slice(0, 4);
  const whole = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (whole) return joined(whole[1], whole[2], whole[3]);
  const short = /^(\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(text);
  if (short) return joined(year, short[1], short[2]);
  const month = /^\d{4}-(\d{2})$/.exec(period)?.[1];
  const bare = /^(\d{1,2})[日号]?$/.exec(text);
  return month && bare ? joined(year, month, bare[1]) : undefined;
}

const joined = (year = '', month = '', day = '') => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** 2026-10-05 as 10月5日. */
export const spokenDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
