import { addDays, isLegalDate, type CalendarDay } from '../rules.ts';

/** The State Council's yearly notice on holidays (国务院办公厅关于某年部分节假日安排的通知), read from its own prose. Pure. */

export interface NoticeDay {
  day: string;
  kind: CalendarDay['kind'];
  name: string;
}

export interface Notice {
  /** null: the text does not say for which year it is. */
  year: number | null;
  /** What to cite, with the document's number where the text has it. */
  source: string;
  days: NoticeDay[];
  /** Festivals the text says nothing about. */
  missing: string[];
  /** What was not understood, or contradicts itself: nothing may be saved with any. */
  faults: string[];
}

// Festivals by the names that the calendar keeps.
const festivals = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆节'] as const;
const weekdays = '日一二三四五六';
const longestSpanDays = 31;
const longestNotice = 6000;

const date = '(?:(?:(\\d{4})年)?(\\d{1,2})月)?(\\d{1,2})日(?:\\(([^()]{1,20})\\))?';
const spanOrDay = new RegExp(`${date}(?:[至到—~-]+${date})?`, 'g');

/** Reads the prose of a notice, pasted with whatever stands around it. Every festival's days, checked against the “共N天” and the weekdays that it names itself. */
export function readNotice(pasted: string): Notice {
  const text = pasted.slice(0, longestNotice).normalize('NFKC').replaceAll(/\s+/g, '');
  const year = Number(/关于(\d{4})年/.exec(text)?.[1] ?? /现将(\d{4})年/.exec(text)?.[1] ?? 0) || null;
  const number = /国办发明电[〔[(](\d{4})[〕\])](\d+)号/.exec(text);
  const notice: Notice = {
    year,
    source: `国务院办公厅关于${year ?? '某'}年部分节假日安排的通知${number ? `（国办发明电〔${number[1]}〕${number[2]}号）` : ''}`,
    days: [],
    missing: [],
    faults: [],
  };
  if (pasted.length > longestNotice) notice.faults.push(`文字太长（${pasted.length} 字），请只粘贴通知正文。`);
  if (year === null) {
    notice.faults.push('没有找到年份。请把通知的标题“国务院办公厅关于某年部分节假日安排的通知”一起粘贴。');
    return notice;
  }
  const sections = sectionsOf(text);
  for (const { names, words } of sections) readSection(notice, year, names, words);
  notice.missing = festivals.filter((name) => !sections.some(({ names }) => names.includes(name)));
  if (sections.length === 0) notice.faults.push('没有找到“一、元旦：1月1日放假”这样的段落。请粘贴通知原文。');
  notice.days.sort((a, b) => (a.day < b.day ? -1 : 1));
  notice.days.forEach(({ day }, at) => {
    if (day === notice.days[at - 1]?.day) notice.faults.push(`${day} 写了两次，或者既放假又上班。`);
  });
  return notice;
}

/** “二、春节:…” up to the next festival; what follows the last one's own sentences is no longer about days. */
function sectionsOf(text: string): { names: string[]; words: string }[] {
  const heads = [
    ...text.matchAll(
      /(?:[一二三四五六七八九十]+、)?((?:(?:元旦|春节|清明节?|(?:国际)?劳动节|端午节?|中秋节?|国庆节)[、和]?)+)[:：]/g,
    ),
  ];
  return heads.map((head, at) => {
    const words = text.slice(head.index + head[0].length, heads[at + 1]?.index ?? text.length);
    return {
      names: festivals.filter((name) => head[1]?.includes(name)),
      words: words.replace(/(?:鼓励单位|节假日期间|各地区|国务院办公厅).*$/, ''),
    };
  });
}

function readSection(notice: Notice, year: number, names: string[], words: string): void {
  for (const sentence of words.split(/[。;；]/).filter(Boolean)) {
    const place = `“${names.join('、')}：${sentence}”`;
    if (/^鼓励|安排职工/.test(sentence)) continue;
    if (!/\d日/.test(sentence)) {
      if (/放假|上班|休息/.test(sentence)) notice.faults.push(`没有读懂${place}。`);
      continue;
    }
    const isWork = sentence.endsWith('上班');
    const isRest = /放假|休息/.test(sentence);
    if (isWork === isRest || /公休|调至/.test(sentence)) {
      notice.faults.push(`没有读懂${place}，请在下面的表里补上这几天。`);
      continue;
    }
    const before = isWork ? sentence : sentence.replace(/(?:放假|休息).*$/, '');
    const days = daysOf(notice, year, before, place);
    const said = /共(\d+)天|放假(\d+)天/.exec(sentence);
    if (said && Number(said[1] ?? said[2]) !== days.length)
      notice.faults.push(`${place}写的是 ${said[1] ?? said[2]} 天，数出来是 ${days.length} 天。`);
    const left = before
      .replaceAll(spanOrDay, '')
      .replaceAll(/[、,和及]/g, '')
      .replace(/上班$/, '');
    if (left !== '') notice.faults.push(`没有读懂${place}里的“${left}”。`);
    notice.days.push(
      ...days.map((day) => ({
        day,
        kind: isWork ? ('makeup' as const) : ('holiday' as const),
        name: nameOf(day, names, isWork),
      })),
    );
  }
}

/** The days that a piece of prose names, spans filled; a date that does not exist or falls on another weekday is a fault. */
function daysOf(notice: Notice, year: number, words: string, place: string): string[] {
  const days: string[] = [];
  let month = 0;
  for (const found of words.matchAll(spanOrDay)) {
    const [, y1, m1, d1 = '', w1, y2, m2, d2, w2] = found;
    month = Number(m1 ?? month);
    const firstYear = Number(
      y1 ?? (month === 12 && !words.includes('12月25') && place.startsWith('“元旦') ? year - 1 : year),
    );
    const from = isoDay(firstYear, month, Number(d1));
    let to = from;
    if (d2 !== undefined) {
      const turns = m2 !== undefined && Number(m2) < month ? 1 : 0;
      month = Number(m2 ?? month);
      to = isoDay(Number(y2 ?? firstYear + turns), month, Number(d2));
    }
    if (!from || !to || to < from || to > addDays(from, longestSpanDays)) {
      notice.faults.push(`${place}里的“${found[0]}”不是一段日期。`);
      continue;
    }
    for (const [day, remark] of [
      [from, w1],
      [to, w2],
    ] as const) {
      const said = /(?:周|星期)([日天一二三四五六])/.exec(remark ?? '')?.[1]?.replace('天', '日');
      const is = weekdays.charAt(new Date(`${day}T00:00:00Z`).getUTCDay());
      if (said && said !== is) notice.faults.push(`${place}里 ${day} 写的是周${said}，实际是周${is}。`);
    }
    for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  }
  return days;
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isLegalDate(text) ? text : undefined;
}

const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** Where two festivals share their days off, 中秋 is the fifteenth of the eighth lunar month and the rest is 国庆节. */
function nameOf(day: string, names: string[], isWork: boolean): string {
  const isBoth = names.includes('中秋') && names.includes('国庆节');
  if (!isBoth) return names.join('、');
  const isMidAutumn = lunar.format(new Date(`${day}T00:00:00Z`)) === '8/15' && !day.endsWith('-10-01');
  return isMidAutumn && !isWork ? '中秋' : '国庆节';
}
