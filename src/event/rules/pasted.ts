/** A small table of events as a clerk pastes it: day, what happened, which item. Pure. */

export interface PastedRow {
  /** Line as the person counts it, from 1. */
  row: number;
  eventOn: string;
  event: string;
  item: string;
  why?: string;
}

export const rowsAtMost = 200;
const eventAtMostChars = 100;

/** Reads the lines; each has a day, the event and the item, set apart by tabs, commas or bars. A header line is passed over. */
export function readPasted(text: string, today: string): PastedRow[] {
  return text
    .split('\n')
    .map((line, at) => ({ line: line.trim(), row: at + 1 }))
    .filter(
      ({ line, row }) =>
        line !== '' && !(row === 1 && /日期|时间/.test(line) && readDay(cells(line)[0] ?? '', today) === undefined),
    )
    .map(({ line, row }) => {
      const [day = '', event = '', item = ''] = cells(line);
      const eventOn = readDay(day, today) ?? '';
      return { row, eventOn, event, item, ...faultOf({ day, eventOn, event, item }, today) };
    });
}

const cells = (line: string): string[] =>
  line.split(line.includes('\t') ? '\t' : /[|｜]/.test(line) ? /[|｜]/ : /[,，]/).map((cell) => cell.trim());

function faultOf(
  { day, eventOn, event, item }: { day: string; eventOn: string; event: string; item: string },
  today: string,
): { why?: string } {
  if (eventOn === '') return { why: day === '' ? '没有日期' : `日期“${day}”看不懂，请写成 2026-05-15 或 5月15日` };
  if (eventOn > today) return { why: '这一天还没有到，请在事情发生后登记' };
  if (event.length < 2) return { why: '没有写发生了什么事' };
  if (event.length > eventAtMostChars) return { why: `事情写得太长，最多 ${eventAtMostChars} 字` };
  return item === '' ? { why: '没有写是哪个公开事项' } : {};
}

/** A day as people write it: 2026-05-15, 2026/5/15, 2026.5.15, 2026年5月15日, 5月15日 (of this year). */
export function readDay(words: string, today: string): string | undefined {
  const plain = words.normalize('NFKC').replaceAll(/\s/g, '');
  const [, year = today.slice(0, 4), month = '', day = ''] =
    /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? [];
  if (!month) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === written ? written : undefined;
}

export interface NamedItem {
  level1: string;
  level2: string;
  level3: string;
}

const plain = (words: string) => words.normalize('NFKC').replaceAll(/[\s“”"'《》·、，,]/g, '');

/** The items that a person's words name: the one called so, else those whose name holds the words or is held by them. */
export function itemsNamed<T extends NamedItem>(words: string, items: readonly T[]): T[] {
  const wanted = plain(words);
  if (wanted === '') return [];
  const names = ({ level1, level2, level3 }: T) =>
    [level2, level3, `${level1}${level2}`, `${level1}${level2}${level3}`].map(plain);
  const exact = items.filter((item) => names(item).includes(wanted));
  if (exact.length > 0) return exact;
  return items.filter(({ level2 }) => plain(level2).includes(wanted) || wanted.includes(plain(level2)));
}
