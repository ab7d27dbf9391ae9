import { decodeText } from '../platform/sheet.ts';
import { invalid } from '../platform/errors.ts';
import type { Reader } from '../platform/database/connect.ts';
import { calendarOfYear } from './queries.ts';
import { readNotice, type Notice, type NoticeDay } from './rules/notice.ts';
import { daysOfCalendarFile, daysOfJson, daysOfRows, type ReadDays } from './rules/sheet.ts';
import { changedDays, type DayChange } from './rules/year.ts';

/** Reads .xlsx and CSV; the catalogue's reader, given by who puts the program together. */
export type SheetReader = (bytes: Buffer) => Promise<{ sheets: { rows: string[][] }[] }>;

export interface CalendarPreview extends Notice {
  /** Days of the year before that the notice names too. */
  before: NoticeDay[];
  /** Days of these years that are loaded as another kind of day now. */
  changes: DayChange[];
  /** Whether the year stands in the calendar already. */
  isLoaded: boolean;
}

/** What a notice's prose would make of the calendar, without storing anything. */
export const previewNotice = (db: Reader, text: string): Promise<CalendarPreview> => previewOf(db, readNotice(text));

/** The same for a file: .json, .ics, .xlsx or .csv. Throws 422 for a file that is none of these. */
export async function previewCalendarFile(
  db: Reader,
  file: { name: string; bytes: Buffer },
  readSheets: SheetReader,
): Promise<CalendarPreview> {
  const { days, faults } = await daysIn(file, readSheets);
  if (days.length === 0 && faults.length === 0) throw invalid({ file: '文件里没有找到放假或上班的日子。' });
  const counts = new Map<number, number>();
  for (const { day } of days) counts.set(Number(day.slice(0, 4)), (counts.get(Number(day.slice(0, 4))) ?? 0) + 1);
  const [year = null] = [...counts].sort((a, b) => b[1] - a[1]).map(([one]) => one);
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const strays = sorted.filter(({ day }) => year !== null && ![year, year - 1].includes(Number(day.slice(0, 4))));
  return previewOf(db, {
    year,
    source: `国务院办公厅关于${year ?? '某'}年部分节假日安排的通知`,
    days: sorted,
    missing: [],
    faults: [
      ...faults,
      ...(strays.length > 0 ? [`文件里有别的年份：${strays[0]?.day}。一次只能导入一年。`] : []),
      ...sorted.flatMap(({ day }, at) => (day === sorted[at - 1]?.day ? [`${day} 写了两次。`] : [])),
    ],
  });
}

async function daysIn({ name, bytes }: { name: string; bytes: Buffer }, readSheets: SheetReader): Promise<ReadDays> {
  if (!/\.(?:json|ics)$/i.test(name)) return daysOfRows((await readSheets(bytes)).sheets.flatMap(({ rows }) => rows));
  const text = decodeText(bytes);
  if (/\.ics$/i.test(name)) return daysOfCalendarFile(text);
  try {
    return daysOfJson(text);
  } catch {
    throw invalid({ file: '这个 JSON 文件格式不对，读不出来。' });
  }
}

async function previewOf(db: Reader, notice: Notice): Promise<CalendarPreview> {
  const { year } = notice;
  if (year === null) return { ...notice, before: [], changes: [], isLoaded: false };
  const ofYear = (day: NoticeDay, one: number) => day.day.startsWith(`${one}-`);
  const days = notice.days.filter((day) => ofYear(day, year));
  const before = notice.days.filter((day) => ofYear(day, year - 1));
  const loaded = await db.selectFrom('calendar_year').select('year').where('year', '=', year).executeTakeFirst();
  const wereBefore = (await calendarOfYear(db, year - 1)).filter(({ day }) => before.some((one) => one.day === day));
  return {
    ...notice,
    days,
    before,
    isLoaded: loaded !== undefined,
    changes: changedDays([...wereBefore, ...(await calendarOfYear(db, year))], [...before, ...days]),
  };
}
