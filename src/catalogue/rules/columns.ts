/** Where the header of a catalogue sheet stands, and which of its columns is what. Pure. */

import { isKnownHeading, plainHeading, usesOf, type ColumnUse, type Field } from './headings.ts';

/** The largest sheet that is read: no county's catalogue has a tenth of it. */
export const rowsAtMost = 20_000;
export const columnsAtMost = 100;
export const sheetsAtMost = 60;

/** The header is looked for in the first rows: a title, a note and who filled it in may stand above. */
const headerWithinRows = 15;
/** A row with fewer known headings is no header. */
const headingsAtLeast = 3;
const headingsOfSecondLine = 0.4;

export interface Header {
  /** One a column; with two header rows “公开对象／全社会”. */
  headings: string[];
  /** The first row below the header, counted from 0. */
  firstRow: number;
  /** What each column is, as the headings say. */
  uses: ColumnUse[];
}

/** The header of a sheet: one row, or two where the upper one groups; undefined: there is none. */
export function findHeader(rows: readonly (readonly string[])[]): Header | undefined {
  let best: { header: Header; score: number } | undefined;
  for (let row = 0; row < Math.min(rows.length, headerWithinRows); row += 1) {
    const upper = rows[row] ?? [];
    if (upper.filter(isKnownHeading).length < headingsAtLeast) continue;
    for (const height of [2, 1] as const) {
      const header = headerAt(rows, row, height);
      if (!header) continue;
      const score = new Set(header.uses.filter((use) => use !== 'extra' && use !== 'ignore')).size;
      if (score > (best?.score ?? 0)) best = { header, score };
    }
  }
  return best && { ...best.header, firstRow: skipColumnNumbers(rows, best.header.firstRow) };
}

function headerAt(rows: readonly (readonly string[])[], row: number, height: 1 | 2): Header | undefined {
  const upper = rows[row] ?? [];
  const lower = height === 2 ? (rows[row + 1] ?? []) : upper;
  // What is long is content, and no second line of the header.
  if (height === 2 && lower.some((cell) => plainHeading(cell).length > 30)) return undefined;
  if (height === 2 && lower.every((cell, at) => cell.trim() === '' || plainHeading(cell) === plainHeading(upper[at])))
    return undefined;
  // Of a second line most words are headings; of a first row of content none or one is by chance (“县级”).
  const own = lower.filter((cell, at) => cell.trim() !== '' && plainHeading(cell) !== plainHeading(upper[at]));
  if (height === 2 && own.filter(isKnownHeading).length < own.length * headingsOfSecondLine) return undefined;
  const headings = Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const above = (upper[at] ?? '').replaceAll(/\s+/g, '');
    const below = (lower[at] ?? '').replaceAll(/\s+/g, '');
    return below && plainHeading(below) !== plainHeading(above) ? joined(above, below) : above;
  });
  // The lower word decides; the upper one helps where the lower says nothing by itself (公开对象／其他).
  const uses = usesOf(headings.map((heading) => heading.split('／').at(-1) ?? ''));
  return { headings, firstRow: row + height, uses };
}

const joined = (above: string, below: string): string => (above ? `${above}／${below}` : below);

/** “1 2 3 4 …” below the header numbers the columns. */
function skipColumnNumbers(rows: readonly (readonly string[])[], at: number): number {
  const cells = (rows[at] ?? []).map((cell) => cell.trim()).filter(Boolean);
  const isCounting = cells.length >= 4 && cells.every((cell, nth) => cell === String(nth + 1));
  return isCounting ? at + 1 : at;
}

/** The column of each field. */
export function columnsOf(uses: readonly ColumnUse[]): Partial<Record<Field, number>> {
  const at: Partial<Record<Field, number>> = {};
  for (const [column, use] of uses.entries())
    if (use !== 'extra' && use !== 'ignore' && at[use] === undefined) at[use] = column;
  return at;
}

/** By what sheets with the same headings are known again; empty ones at the end do not count. */
export function headingsKey(headings: readonly string[]): string {
  const plain = headings.map(plainHeading);
  while (plain.at(-1) === '') plain.pop();
  return plain.join('\n');
}

/** The sheet's title: a row above the header that says one thing, in one cell or in a merged one. */
export function titleOf(rows: readonly (readonly string[])[], header: Header): string {
  for (const row of rows.slice(0, header.firstRow)) {
    const words = new Set(row.filter(Boolean));
    const [title] = words;
    if (words.size === 1 && title && /目录|清单|指引/.test(title) && title.length <= 80)
      return title.replaceAll(/\s+/g, '');
  }
  return '';
}
