import type { Audience } from './audience.ts';
import { columnsOf } from './columns.ts';
import { plainHeading, type ColumnUse } from './headings.ts';
import { itemOf, levelFields, nameOf, rejection } from './itemofrow.ts';
import { parseTerm } from './parse.ts';
import { bindSubject, type SubjectBody, type SubjectMapping } from './subject.ts';
import type { Term } from './term.ts';
import type { Cells, Level } from './ticks.ts';

/** What becomes of a row, in a word. */
export const fateNames = { accepted: '读懂', unclear: '需人工确认', rejected: '不能导入', noted: '不是事项' } as const;

/** What becomes of one row of a catalogue sheet; `row` is the line number a person sees. */
export interface RowFate {
  row: number;
  /** The tab of the workbook, where several were read. */
  sheet?: string;
  /** The item of the row, as far as it has a name. */
  item: string;
  /** 'noted': no item, but a line between them that says something: a part's name, a note, the header again. */
  fate: keyof typeof fateNames;
  /** The column that is meant, and its text. */
  field?: string;
  text?: string;
  why?: string;
}

export interface ReadItem {
  row: number;
  key: string;
  level1: string;
  level2: string;
  level3: string;
  content: string;
  legalBasis: string;
  timeLimit: string;
  term: Term;
  responsible: string;
  channels: string[];
  audience: Audience;
  manner: 'proactive' | 'request';
  levels: Level[];
  bodyIds: string[];
}

/** A cell of a column that no field takes, under its heading. */
export interface ExtraCell {
  heading: string;
  text: string;
}

/** An item as a sheet gives it, with all that stands beside the standard columns. */
export interface SheetItem extends ReadItem {
  sheet?: string;
  /** A pilot domain by name; '': 其他. */
  domain: string;
  optionalChannels: string[];
  /** The cell word for word. */
  channelsText: string;
  extra: ExtraCell[];
}

export interface ReadSheet {
  items: SheetItem[];
  /** One fate for each row below the header that is not blank; an unclear row may have several, one a piece. */
  fates: RowFate[];
}

/** One sheet with its header found, and what each of its columns is. */
export interface Layout {
  /** The tab's name; '' where it has none. */
  tab: string;
  /** Then rows are told apart by their tab. */
  isOneOfMany: boolean;
  title: string;
  fileName: string;
  headings: readonly string[];
  uses: readonly ColumnUse[];
  /** Counted from 0. */
  firstRow: number;
  /** 公开主体 of every row, where the sheet has no such column. */
  responsible?: string;
}

/** What is known from before: bodies, whom words mean, how phrases are read. */
export interface Known {
  bodies: readonly SubjectBody[];
  subjects: SubjectMapping;
  termOf?: (text: string) => Term;
}

const inherits = /^(?:同上|〃|"|″|〞)$/;
/** 同一事项 again in one catalogue gets a number at the end of its key; the caller counts over all sheets. */
export type KeyCount = Map<string, number>;

/**
 * Reads the rows below the header. 同上 takes the cell above, an empty level before a filled one too. A row is accepted,
 * accepted with a piece that a person must read ('unclear'), noted where it is no item, or rejected.
 */
export function readRows(
  rows: readonly (readonly string[])[],
  layout: Layout,
  known: Known,
  keys: KeyCount = new Map(),
): ReadSheet {
  const read: ReadSheet = { items: [], fates: [] };
  const columns = columnsOf(layout.uses);
  const place = layout.isOneOfMany && layout.tab ? { sheet: layout.tab } : {};
  const readCells = cellReader(columns);
  const bindOnce = remembered((words: string) => bindSubject(words, known.bodies, known.subjects));
  const termOnce = remembered(known.termOf ?? parseTerm);
  for (let index = layout.firstRow; index < rows.length; index += 1) {
    const line = rows[index] ?? [];
    if (line.every((cell) => cell.trim() === '')) continue;
    const row = index + 1;
    const note = noteOf(line, layout);
    if (note) {
      read.fates.push({ row, ...place, item: note.words, fate: 'noted', why: note.why });
      continue;
    }
    const cells = readCells(line);
    if (layout.responsible && columns.responsible === undefined) cells.responsible = layout.responsible;
    const why = rejection(cells);
    if (why) {
      read.fates.push({ row, ...place, item: nameOf(cells), fate: 'rejected', ...why });
      continue;
    }
    const { item, asked } = itemOf(cells, line, layout, { bindOnce, termOnce });
    const seen = (keys.get(item.key) ?? 0) + 1;
    keys.set(item.key, seen);
    if (seen > 1) item.key += `#${seen}`;
    read.items.push({ ...item, row, ...place });
    const fate = { row, ...place, item: nameOf(cells) };
    if (asked.length === 0) read.fates.push({ ...fate, fate: 'accepted' });
    else read.fates.push(...asked.map((question) => ({ ...fate, fate: 'unclear' as const, ...question })));
  }
  return read;
}

/** Sheets say the same words in thousands of rows. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? read(text);
    known.set(text, found);
    return found;
  };
}

/** Reads line after line, since a cell may take the one above it. */
function cellReader(columns: ReturnType<typeof columnsOf>): (line: readonly string[]) => Cells {
  let above: Cells = {};
  return (line) => {
    const cells: Cells = {};
    for (const [name, column] of Object.entries(columns) as [keyof Cells, number][]) {
      const cell = (line[column] ?? '').trim();
      cells[name] = inherits.test(cell) ? (above[name] ?? '') : cell;
    }
    const deepest = levelFields.findLastIndex((level) => cells[level]);
    for (const level of levelFields.slice(0, Math.max(deepest, 1))) {
      if (cells[level]) break; // another part begins: what is blank below it stays so
      if (columns[level] !== undefined) cells[level] = above[level] ?? '';
    }
    above = cells;
    return cells;
  };
}

/** A line that is no item: one text over the whole width, or the header printed again on the next page. */
function noteOf(line: readonly string[], layout: Layout): { words: string; why: string } | undefined {
  const filled = line.map((cell) => cell.trim());
  const words = [...new Set(filled.filter(Boolean))];
  const isHeading = (cell: string, at: number) =>
    layout.headings[at]?.split('／').some((heading) => plainHeading(heading) === plainHeading(cell));
  const named = filled.filter((cell, at) => cell !== '' && isHeading(cell, at)).length;
  if (named >= 3 && named >= words.length - 1) return { words: '', why: '表头又出现了一次，不算事项' };
  if (words.length !== 1) return undefined;
  const [only = ''] = words;
  const isWide = filled.filter(Boolean).length >= Math.max(3, filled.length / 2);
  if (isWide || /^(?:注|备注|说明|填表说明|填报)[:：\d]?/.test(only))
    return { words: only.slice(0, 80), why: '整行只有这一句话，是小标题或说明，不算事项' };
  return undefined;
}
