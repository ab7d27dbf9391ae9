import { addDays, daysBetween, isLegalDate } from '../rules.ts';
import type { NoticeDay } from './notice.ts';

/** A calendar from a file: a table of days, JSON, or an iCalendar. Pure. */

export interface ReadDays {
  days: NoticeDay[];
  /** What was not understood, with its line. */
  faults: string[];
}

const isWork = (words: string) => /班|补|makeup|workday/i.test(words);
const isRest = (words: string) => /休|假|holiday/i.test(words);

/** A day as sheets write it: 2027-01-01, 2027/1/1, 2027年1月1日, 20270101; undefined: none. */
export function dayOf(text: string): string | undefined {
  const [, year, month = '', day = ''] =
    /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (!year) return undefined;
  const legal = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLegalDate(legal) ? legal : undefined;
}

/** Rows with a day, 放假 or 上班, and the festival's name, in any columns; a row without a day before the first is the header. */
export function daysOfRows(rows: readonly (readonly string[])[]): ReadDays {
  const read: ReadDays = { days: [], faults: [] };
  rows.forEach((row, at) => {
    const cells = row.map((cell) => cell.trim()).filter(Boolean);
    const day = cells.map(dayOf).find(Boolean);
    if (!day) {
      if (cells.length > 0 && read.days.length > 0)
        read.faults.push(`第 ${at + 1} 行没有日期：${cells.join(' ').slice(0, 40)}`);
      return;
    }
    const words = cells.filter((cell) => !dayOf(cell));
    const kind = words.some(isWork) ? 'makeup' : words.some(isRest) ? 'holiday' : undefined;
    if (!kind) read.faults.push(`第 ${at + 1} 行没有写放假还是上班：${cells.join(' ').slice(0, 40)}`);
    else
      read.days.push({
        day,
        kind,
        name:
          words
            .find(
              (cell) =>
                !/^(?:放假|休息?|调休上班|上班|补班|[星期周][一二三四五六日天].*|\d+)$/.test(cell) &&
                /[^a-z]/.test(cell),
            )
            ?.slice(0, 40) ?? '',
      });
  });
  return read;
}

/** seed/calendar.json's shape, or a plain list of days. Throws SyntaxError for what is no JSON. */
export function daysOfJson(text: string): ReadDays {
  const found: NoticeDay[] = [];
  const faults: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(walk);
    if (typeof value !== 'object' || value === null) return;
    const fields = new Map(Object.entries(value));
    const written = fields.get('day') ?? fields.get('date');
    const day = typeof written === 'string' ? dayOf(written) : undefined;
    if (written === undefined) return void [...fields.values()].forEach(walk);
    const off = fields.get('isOffDay');
    const said = String(fields.get('kind') ?? fields.get('type') ?? '');
    const kind = off === true || isRest(said) ? 'holiday' : off === false || isWork(said) ? 'makeup' : undefined;
    if (day && kind) found.push({ day, kind, name: String(fields.get('name') ?? '').slice(0, 40) });
    else faults.push(`没有读懂：${JSON.stringify(value).slice(0, 60)}`);
  };
  walk(JSON.parse(text));
  return { days: found, faults };
}

/** All-day events whose summary says 休 or 班 (“元旦 休”, “国庆节 补班”); DTEND is the day after the last. */
export function daysOfCalendarFile(text: string): ReadDays {
  const read: ReadDays = { days: [], faults: [] };
  const plain = text.replaceAll(/\r?\n[ \t]/g, '');
  for (const [, event = ''] of plain.matchAll(/BEGIN:VEVENT([\s\S]*?)END:VEVENT/g)) {
    const field = (name: string) => new RegExp(`^${name}[^:\\r\\n]*:(.*)$`, 'm').exec(event)?.[1]?.trim() ?? '';
    const words = field('SUMMARY');
    const from = dayOf(field('DTSTART').slice(0, 8));
    const end = dayOf(field('DTEND').slice(0, 8));
    const kind = isWork(words) ? 'makeup' : isRest(words) ? 'holiday' : undefined;
    if (!from || !kind) {
      read.faults.push(`没有读懂：${words || '没有名称的一项'}`);
      continue;
    }
    const name = words.replaceAll(/[（(【\s]*(?:补班|调休上班|上班|放假|假期|休息|休|班)[）)】]?/g, '').slice(0, 40);
    const last = end && end > from ? addDays(end, -1) : from;
    const length = Math.min(daysBetween(from, last), 31);
    for (let at = 0; at <= length; at += 1) read.days.push({ day: addDays(from, at), kind, name });
  }
  return read;
}
