import { legalDate } from '../platform/clock.ts';

const weekdays = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'];

/** '2026-05-15' → 2026年5月15日. Throws on anything but a legal date: dates are parsed at the edge. */
export function dateWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year) throw new Error(`Not a legal date: ${day}`);
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
}

/** '2026-05-15' → 星期五. */
export const weekdayWords = (day: string): string => weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? '';

/** The legal date of an instant in words: 2026年5月15日. */
export const dayWords = (instant: Date): string => dateWords(legalDate(instant));

const shanghaiTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** An instant in Asia/Shanghai to the second, as evidence needs it: 2026年5月15日 09:00:00. */
export const instantWords = (instant: Date): string => `${dayWords(instant)} ${shanghaiTime.format(instant)}`;

/** An instant as the site's meta tags write it (政府网站发展指引, 国办发〔2017〕47号): 2026-05-15 09:00, Asia/Shanghai. */
export const metaInstant = (instant: Date): string =>
  `${legalDate(instant)} ${shanghaiTime.format(instant).slice(0, 5)}`;
