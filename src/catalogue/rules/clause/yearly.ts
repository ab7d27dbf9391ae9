import { isDayOfMonth, main, ofPeriod, publish, type Reader } from './words.ts';

const year = '(?:每年|次年|翌年|下1年度?|第2年)';
const tail = `${publish}${ofPeriod}$`;
const start = '^(?:应于|于|在)?';

const date = (month: number, day: number) =>
  month >= 1 && month <= 12 && (day === 31 || isDayOfMonth(month, day))
    ? main({ kind: 'date', on: { month, day } })
    : undefined;

// Without “每年” a date reads as a yearly one only where 前 makes it a limit.
const dayShapes = [
  new RegExp(`${start}(?:${year}|当年)?的?(\\d{1,2})月(\\d{1,2})[日号](?:之|以)?前${tail}`),
  new RegExp(`${start}${year}的?(\\d{1,2})月(\\d{1,2})[日号]${tail}`),
];
const monthShapes = [
  new RegExp(`${start}(?:${year}|当年)?的?(\\d{1,2})月份?(?:底|末)(?:之|以)?前${tail}`),
  new RegExp(`${start}${year}的?(\\d{1,2})月份?(?:底|末|内|期间)?${tail}`),
];
const partOfMonth = new RegExp(`${start}${year}的?(\\d{1,2})月份?([上中下])旬${tail}`);
const quarterShape = new RegExp(`${start}${year}的?第?([1-4])季度(?:内|末|底|(?:末|底)(?:之|以)?前)?${tail}`);
const halfShape = new RegExp(`${start}${year}的?([上下])半年(?:内|末|底|(?:末|底)(?:之|以)?前)?${tail}`);
const yearEndShapes = [
  new RegExp(`${start}(?:每年|当年|本年)?年?(?:底|末)(?:之|以)?前${tail}`),
  new RegExp(`${start}每年年?(?:底|末)${tail}`),
];
const firstOf = (shapes: readonly RegExp[], clause: string) => shapes.map((shape) => shape.exec(clause)).find(Boolean);

/** A date or a month of every year: “每年1月31日前”, “6月底前”, “次年第一季度内”, “年底前”. */
export const yearly: Reader = (clause) => {
  const day = firstOf(dayShapes, clause);
  if (day) return isDayOfMonth(Number(day[1]), Number(day[2])) ? date(Number(day[1]), Number(day[2])) : undefined;
  const month = firstOf(monthShapes, clause);
  if (month) return date(Number(month[1]), 31);
  const part = partOfMonth.exec(clause);
  if (part) return date(Number(part[1]), { 上: 10, 中: 20 }[part[2] ?? ''] ?? 31);
  const quarter = quarterShape.exec(clause);
  if (quarter) return date(Number(quarter[1]) * 3, 31);
  const half = halfShape.exec(clause);
  if (half) return date(half[1] === '上' ? 6 : 12, 31);
  return /年/.test(clause) && firstOf(yearEndShapes, clause) ? date(12, 31) : undefined;
};
