/** What a person who scans a sheet is told. Pure. */

export type SheetStatus = 'current' | 'over' | 'outdated' | 'withdrawn';

export interface SheetFacts {
  printedVersion: number;
  /** null: withdrawn. */
  currentVersion: number | null;
  /** Of every posting of the printed version. */
  hangings: readonly { untilOn: string | null; takenDownOn: string | null }[];
}

/**
 * How the paper stands against what is public on the legal day: withdrawn before outdated before the posting period's end.
 * A period is over when every posting of it is: past its last day, or taken down.
 */
export function sheetStatus({ printedVersion, currentVersion, hangings }: SheetFacts, today: string): SheetStatus {
  if (currentVersion === null) return 'withdrawn';
  if (currentVersion !== printedVersion) return 'outdated';
  const isOver = ({ untilOn, takenDownOn }: SheetFacts['hangings'][number]) =>
    takenDownOn !== null || (untilOn !== null && untilOn < today);
  return hangings.length > 0 && hangings.every(isOver) ? 'over' : 'current';
}

/** A table with more columns than this does not fit upright in letters that are read at two metres. */
const uprightColumns = 5;

/** Columns of the widest table of clean HTML; 0: no table. */
export function widestTable(html: string): number {
  const rows = html.match(/<tr[\s>][^]*?<\/tr>/g) ?? [];
  return rows.reduce((widest, row) => {
    const cells = row.match(/<t[dh](?:\s[^>]*)?>/g) ?? [];
    const columns = cells.reduce((sum, cell) => sum + Number(/colspan="(\d+)"/.exec(cell)?.[1] ?? 1), 0);
    return Math.max(widest, columns);
  }, 0);
}

/** Whether the sheet is printed across: its widest table asks for it. */
export const isAcross = (html: string): boolean => widestTable(html) > uprightColumns;

/**
 * Gives each table of clean HTML a head that every further sheet repeats: its first row, with the rows that cells of it
 * reach into. A table with a head keeps it; one of a single row has none.
 */
export function withRepeatedHeads(html: string): string {
  return html.replace(/<table>([^]*?)<\/table>/g, (whole, inside: string) => {
    if (inside.includes('<thead')) return whole;
    const caption = /^\s*<caption>[^]*?<\/caption>/.exec(inside)?.[0] ?? '';
    const rows = inside.slice(caption.length).match(/<tr[\s>][^]*?<\/tr>/g) ?? [];
    const spans = [...(rows[0] ?? '').matchAll(/rowspan="(\d+)"/g)].map(([, span]) => Number(span));
    const headRows = Math.max(1, ...spans);
    if (rows.length <= headRows) return whole;
    const head = rows.slice(0, headRows).join('').replaceAll('<td', '<th').replaceAll('</td>', '</th>');
    return `<table>${caption}<thead>${head}</thead><tbody>${rows.slice(headRows).join('')}</tbody></table>`;
  });
}

const shortChars = 7;

/**
 * Marks the cells of clean HTML that are not to be broken into lines (a day, a name) and those that are amounts, so that
 * they stand under one another.
 */
export function withMarkedCells(html: string): string {
  return html.replace(/<td((?:\s(?:col|row)span="\d+")*)>([^]*?)<\/td>/g, (whole, spans: string, inside: string) => {
    const text = inside
      .replace(/<[^>]*>/g, '')
      .replace(/&\w+;/g, ' ')
      .trim();
    if (/^[-−]?\d[\d,]*(?:\.\d+)?%?$/.test(text)) return `<td${spans} class="short amount">${inside}</td>`;
    return text !== '' && text.length <= shortChars ? `<td${spans} class="short">${inside}</td>` : whole;
  });
}
