import { findColumns, type ColumnName } from './columns.ts';
import { parseTerm } from './parse.ts';
import { bindSubject, type SubjectBody } from './subject.ts';
import type { Term } from './term.ts';

/** What becomes of one row of a catalogue sheet; `row` is the line number a person sees. */
export interface RowFate {
  row: number;
  /** The item of the row, as far as it has a name. */
  item: string;
  fate: 'accepted' | 'unclear' | 'rejected';
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
  audience: 'public' | 'group';
  manner: 'proactive' | 'request';
  levels: ('county' | 'township' | 'village')[];
  bodyIds: string[];
}

export interface ReadSheet {
  items: ReadItem[];
  /** One fate for each row below the header that is not blank; an unclear row may have several, one a piece. */
  fates: RowFate[];
}

const inherits = /^(?:同上|〃|"|″|〞)$/;
const isTicked = (cell: string): boolean => /[√✓✔■◆▲●☑tT是]/.test(cell.normalize('NFKC'));
const longestCell = 4000;

/**
 * Reads the rows below the header. 同上 takes the cell above, an empty 一级事项 too. A row is accepted, accepted with a
 * piece that a person must read ('unclear'), or rejected. Returns undefined with what is missing where there is no header.
 */
export function readRows(
  rows: readonly (readonly string[])[],
  bodies: readonly SubjectBody[],
): ReadSheet | { missing: string[] } {
  const columns = findColumns(rows);
  if ('missing' in columns) return columns;
  const items: ReadItem[] = [];
  const fates: RowFate[] = [];
  const keys = new Map<string, number>();
  let above: Partial<Record<ColumnName, string>> = {};
  for (let index = columns.firstRow; index < rows.length; index += 1) {
    const line = rows[index] ?? [];
    if (line.every((cell) => cell.trim() === '')) continue;
    const row = index + 1;
    const cells: Partial<Record<ColumnName, string>> = {};
    for (const [name, column] of Object.entries(columns.at) as [ColumnName, number][]) {
      const cell = (line[column] ?? '').trim();
      const takesAbove = inherits.test(cell) || (cell === '' && name === 'level1');
      cells[name] = takesAbove ? (above[name] ?? '') : cell;
    }
    above = cells;
    const why = rejection(cells);
    if (why) {
      fates.push({ row, item: nameOf(cells), fate: 'rejected', ...why });
      continue;
    }
    const item = itemOf(row, cells, bodies);
    const seen = (keys.get(item.item.key) ?? 0) + 1;
    keys.set(item.item.key, seen);
    if (seen > 1) item.item.key += `#${seen}`;
    items.push(item.item);
    fates.push(...(item.unclear.length > 0 ? item.unclear : [{ row, item: nameOf(cells), fate: 'accepted' as const }]));
  }
  return { items, fates };
}

const nameOf = ({ level1, level2, content }: Partial<Record<ColumnName, string>>): string =>
  [level1, level2 || content?.slice(0, 40)].filter(Boolean).join(' · ');

function rejection(cells: Partial<Record<ColumnName, string>>): Pick<RowFate, 'field' | 'text' | 'why'> | undefined {
  if (!cells.level2 && !cells.content)
    return { field: '二级事项', text: '', why: '没有公开事项的名称，也没有公开内容' };
  if (!cells.level1) return { field: '一级事项', text: '', why: '没有一级事项，上一行也没有' };
  for (const [name, cell] of Object.entries(cells))
    if (cell.length > longestCell)
      return { field: name, text: `${cell.slice(0, 40)}……`, why: `这一格超过 ${longestCell} 字` };
  return undefined;
}

function itemOf(row: number, cells: Partial<Record<ColumnName, string>>, bodies: readonly SubjectBody[]) {
  const { level1 = '', level3 = '', content = '', legalBasis = '', timeLimit = '', responsible = '' } = cells;
  const level2 = cells.level2 || content.slice(0, 40);
  const term = parseTerm(timeLimit);
  const binding = bindSubject(responsible, bodies);
  const unclear: RowFate[] = [];
  const ask = (field: string, text: string, why: string) =>
    unclear.push({ row, item: nameOf(cells), fate: 'unclear', field, text, why });
  if (term.kind === 'unknown') ask('公开时限', timeLimit, `没有读懂：${term.unparsed.join('；')}`);
  if (term.kind === 'refer') ask('公开时限', timeLimit, '按别处的规定办理，日期要人工确认');
  if (binding.unclear.length > 0) ask('公开主体', responsible, `不知道是哪个机构：${binding.unclear.join('、')}`);
  else if (binding.bodyIds.length === 0) ask('公开主体', responsible, '本县没有这样的机构');
  const item: ReadItem = {
    row,
    key: [level1, level2, level3].map((word) => word.normalize('NFKC').replaceAll(/[\s“”"']+/g, '')).join('/'),
    level1,
    level2,
    level3,
    content,
    legalBasis,
    timeLimit,
    term,
    responsible,
    channels: tickedChannels(cells.channels ?? ''),
    audience: isTicked(cells.toGroup ?? '') && !isTicked(cells.toPublic ?? '') ? 'group' : 'public',
    manner: isTicked(cells.onRequest ?? '') && !isTicked(cells.proactive ?? '') ? 'request' : 'proactive',
    levels: (['county', 'township', 'village'] as const).filter((name) => isTicked(cells[name] ?? '')),
    bodyIds: binding.bodyIds,
  };
  return { item, unclear };
}

/** The channels ticked in a cell such as “■政府网站 □政府公报”; a cell without any box lists channels plainly. */
export function tickedChannels(cell: string): string[] {
  const text = cell.replaceAll(/\s*\n\s*/g, ' ');
  if (!/[■□◆▲√口☑☐]/.test(text)) return text.split(/[、,，;；\s]+/).filter(Boolean);
  return [...text.matchAll(/([■◆▲√☑])\s*([^■□◆▲√☑☐]+)/g)]
    .map((found) => (found[2] ?? '').replace(/[\s口]+$/, '').trim())
    .filter(Boolean);
}
