import { inChinese, numeralsIn } from './numeral.ts';
import { figureText, type Figure } from './figure.ts';

/** A summary (活动总结) as paragraphs of typed parts: a number is a reference to its figure, never pasted text. Pure. */

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; id: string }
  /** A day, in words: 2026年5月15日. */
  | { kind: 'date'; text: string }
  /** Copied from the day's own record: its name, theme, place, body; may hold numbers that are part of the name. */
  | { kind: 'named'; text: string }
  /** Written by a person. */
  | { kind: 'remark'; slot: string; text: string }
  /** What the records do not say and a person must: 〔请确认：…〕. */
  | { kind: 'ask'; slot: string; prompt: string };

export type Level = 'title' | 'heading' | 'subheading' | 'body' | 'signature' | 'date';
export interface Paragraph {
  level: Level;
  parts: Part[];
}

/** What a summary is drawn from besides its figures. */
export interface SummaryNames {
  bodyName: string;
  name: string;
  theme: string;
  place: string;
  notice: string;
  heldText: string;
  ordinal: number | null;
}

const aDay = String.raw`(?:(?:19|20)\d{2}年)?(?:1[0-2]|[1-9])月(?:3[01]|[12]\d|[1-9])日(?:(?:1\d|2[0-3]|\d)时(?:[1-5]?\d分)?)?`;
const isDay = new RegExp(`^${aDay}$`);
// What may stand in a person's prose though it holds a figure's character: days, 届次, the points of a list.
const notCounted = new RegExp(
  [aDay, '(?:19|20)\\d{2}年', '第[一二三四五六七八九十]+[届次]', '[一二三四五六七八九十]是', '5[·.]15'].join('|'),
  'g',
);

/** Numbers in a person's words that no record stands behind. */
export const unbackedNumbers = (text: string): string[] =>
  numeralsIn(text.replaceAll(notCounted, (words) => '\u0000'.repeat(words.length))).map((numeral) => numeral.text);

export interface SummaryFault {
  /** The place a person wrote in; undefined: the draft itself is wrong. */
  slot?: string;
  message: string;
}

/**
 * Proves that each number in the text is one of the figures, and that no number stands outside them; days and names
 * are typed as such. Returns what is wrong; empty: proven.
 */
export function summaryFaults(
  paragraphs: readonly Paragraph[],
  figures: readonly Figure[],
  names: readonly string[],
): SummaryFault[] {
  const ids = new Set(figures.map(({ id }) => id));
  const faults: SummaryFault[] = ids.size === figures.length ? [] : [{ message: '有两个数字用了同一个编号' }];
  for (const part of paragraphs.flatMap(({ parts }) => parts)) {
    switch (part.kind) {
      case 'figure':
        if (!ids.has(part.id)) faults.push({ message: `文中的数字 ${part.id} 不在数字清单里` });
        break;
      case 'date':
        if (!isDay.test(part.text)) faults.push({ message: `“${part.text}”不是日期` });
        break;
      case 'named':
        if (!names.includes(part.text)) faults.push({ message: `“${part.text}”不是活动登记的内容` });
        break;
      case 'text':
        for (const number of numeralsIn(part.text)) faults.push({ message: `“${number.text}”没有记录作依据` });
        break;
      case 'ask':
        for (const number of numeralsIn(part.prompt)) faults.push({ message: `“${number.text}”没有记录作依据` });
        break;
      case 'remark':
        for (const number of unbackedNumbers(part.text))
          faults.push({
            slot: part.slot,
            message: `“${number}”没有记录作依据。请先在活动里登记，由系统填入数字，或改成不带数字的说法。`,
          });
        break;
      default:
        return part satisfies never;
    }
  }
  return faults;
}

/** The words of a part as they are printed. */
export function partText(part: Part, figures: readonly Figure[]): string {
  if (part.kind === 'figure') {
    const figure = figures.find(({ id }) => id === part.id);
    return figure ? figureText(figure) : '';
  }
  return part.kind === 'ask' ? `〔请确认：${part.prompt}〕` : part.text;
}

export const text = (words: string): Part => ({ kind: 'text', text: words });
export const named = (words: string): Part => ({ kind: 'named', text: words });
export const paragraph = (level: Level, ...parts: (Part | Part[])[]): Paragraph => ({ level, parts: parts.flat() });

/** '2026-05-15' as 2026年5月15日. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

/** A person's words for a place of the draft, or the question that asks for them. */
export const remarkOr = (remarks: Readonly<Record<string, string>>, slot: string, prompt: string): Part => {
  const written = remarks[slot]?.trim();
  return written ? { kind: 'remark', slot, text: written } : { kind: 'ask', slot, prompt };
};

/** The number in front of each paragraph: 一、 for a heading, （一） for a subheading, else nothing. */
export function headingNumbers(paragraphs: readonly Paragraph[]): string[] {
  let heading = 0;
  let subheading = 0;
  return paragraphs.map(({ level }) => {
    if (level === 'heading') {
      heading += 1;
      subheading = 0;
      return `${inChinese(heading)}、`;
    }
    if (level !== 'subheading') return '';
    subheading += 1;
    return `（${inChinese(subheading)}）`;
  });
}
