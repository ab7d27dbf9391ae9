import { createHash } from 'node:crypto';
import { openBodies, rootBody } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import { termReader } from '../queries/readings.ts';
import { headingMappings, subjectMapping } from '../queries/mappings.ts';
import { itemsOfVersion, newestVersion, type VersionLine } from '../queries/versions.ts';
import { findHeader, headingsKey, titleOf, type Header } from '../rules/columns.ts';
import { difference, type Difference } from '../rules/difference.ts';
import { fieldNames, lacking, type ColumnUse } from '../rules/headings.ts';
import { renamePairs, type RenamePair } from '../rules/renames.ts';
import { readRows, type KeyCount, type RowFate, type SheetItem } from '../rules/rows.ts';
import { readSheets, type Sheet } from '../workbook.ts';

export interface CatalogueFile {
  fileName: string;
  bytes: Buffer;
  /** Without one, the title above the header, else the file's name. */
  name?: string;
  /** From which day it holds; by default the day of the import. */
  effectiveOn?: string;
  /** What a person says the columns are, by the fingerprint of the headings. */
  columns?: Readonly<Record<string, readonly ColumnUse[]>>;
  /** 公开主体 of all rows, for a sheet that has no such column. */
  responsible?: string;
  /** Items that a person knows to be earlier ones under another name, by their keys. */
  renamed?: readonly { from: string; to: string }[];
  /** The newest version that the person compared with, by id; '': there was none. */
  seenVersion?: string;
}

/** The header of one sheet, for a person to look at and to set right. */
export interface SheetHeadings {
  tab: string;
  title: string;
  /** By which these headings are known again. */
  fingerprint: string;
  headings: string[];
  uses: readonly ColumnUse[];
  /** A person set these columns before, or now; else the program read them from the headings. */
  isSetByPerson: boolean;
  /** The first words below each heading. */
  examples: string[];
  /** What the catalogue cannot do without, and no column is. */
  lacks: string[];
}

interface FoundSheet extends SheetHeadings {
  rows: string[][];
  header: Header;
}

export interface ReadFile {
  name: string;
  sheets: FoundSheet[];
  /** What was not read and why, in words. */
  notes: string[];
}

/** The sheets of a file with their headers, and what each column is. Throws 422 where no sheet has a header. */
export async function readFile(ctx: Context, file: CatalogueFile): Promise<ReadFile> {
  const { sheets, notes } = await readSheets(file.bytes);
  const found = withHeaders(sheets);
  const without = found.filter(({ header }) => !header).map(({ tab }) => tab);
  const headed = found.flatMap(({ header, ...sheet }) => (header ? [{ ...sheet, header }] : []));
  if (headed.length === 0)
    throw invalid({
      file: `没有找到表头。表头应在前 15 行，写明各列的名称，例如：${['level1', 'level2', 'content', 'timeLimit', 'responsible'].map((field) => fieldNames[field as 'level1']).join('、')}。`,
    });
  const prints = headed.map(({ header }) => fingerprintOf(header));
  const remembered = await headingMappings(ctx.db, prints);
  return {
    name: file.name?.trim() || nameOf(file.fileName, headed),
    sheets: headed.map((sheet, at) => {
      const fingerprint = prints[at] ?? '';
      const said = file.columns?.[fingerprint] ?? remembered.get(fingerprint);
      const uses = said && said.length === sheet.header.headings.length ? said : sheet.header.uses;
      const lacks = lacking(uses).filter((name) => !(name === fieldNames.responsible && file.responsible));
      return {
        ...{ ...sheet, fingerprint, uses, lacks },
        title: titleOf(sheet.rows, sheet.header),
        headings: sheet.header.headings,
        isSetByPerson: uses === said,
        examples: sheet.header.headings.map((_, column) => firstWords(sheet.rows, sheet.header, column)),
      };
    }),
    notes: [...notes, ...without.map((tab) => `${tab ? `“${tab}”这张表` : '一张表'}没有找到表头，没有读。`)],
  };
}

/** A sheet's headings without its rows. */
export function headingsOf({ tab, title, fingerprint, headings, uses, isSetByPerson, examples, lacks }: SheetHeadings) {
  return { tab, title, fingerprint, headings, uses, isSetByPerson, examples, lacks };
}

/** By what sheets with these headings are known again. */
export const fingerprintOf = ({ headings }: Pick<Header, 'headings'>): string =>
  createHash('sha256').update(headingsKey(headings)).digest('hex');

/** A Word table that goes on over a page has its header on the first page only. */
function withHeaders(sheets: readonly Sheet[]): (Sheet & { header: Header | undefined })[] {
  let last: { header: Header; width: number; tab: string } | undefined;
  return sheets.map(({ tab, rows }) => {
    const width = Math.max(...rows.map((row) => row.length));
    const header = findHeader(rows);
    if (header) {
      last = { header, width, tab };
      return { tab, rows, header };
    }
    if (tab !== '' || !last || last.width !== width) return { tab, rows, header: undefined };
    return { tab: last.tab, rows, header: { ...last.header, firstRow: 0 } };
  });
}

function firstWords(rows: readonly (readonly string[])[], { firstRow }: Header, column: number): string {
  const words = rows.slice(firstRow, firstRow + 50).map((row) => (row[column] ?? '').trim());
  return (words.find(Boolean) ?? '').slice(0, 60);
}

/** The title that all sheets share, or the one sheet's own; else the file's name. */
function nameOf(fileName: string, sheets: readonly { rows: string[][]; header: Header }[]): string {
  const titles = new Set(sheets.map(({ rows, header }) => titleOf(rows, header)));
  const [title] = titles;
  return titles.size === 1 && title ? title : fileName.replace(/\.[^.]*$/, '');
}

export interface Preview {
  name: string;
  /** Rows below the headers that are not blank. */
  rows: number;
  /** Rows taken without a question. */
  accepted: number;
  /** Lines between the rows that are no items: a part's name, a note. */
  noted: RowFate[];
  unclear: RowFate[];
  rejected: RowFate[];
  /** Each row's fate in the sheets' order; an unclear row has one entry a question. */
  fates: RowFate[];
  items: SheetItem[];
  sheets: SheetHeadings[];
  notes: string[];
  /** Against the newest version of the catalogue of this name; null: there is none. */
  against: (Difference & { version: VersionLine; renames: RenamePair[] }) | null;
}

/**
 * What each row of a catalogue file would become, without storing anything.
 * Throws 422 for a file that is no sheet, has no header, or lacks a column that nobody named.
 */
export async function previewCatalogue(ctx: Context, file: CatalogueFile): Promise<Preview> {
  const { name, sheets, notes } = await readFile(ctx, file);
  const lacks = [...new Set(sheets.flatMap((sheet) => sheet.lacks))];
  if (lacks.length > 0)
    throw invalid({ file: `表头缺少：${lacks.join('、')}。可以指定哪一列是它，或在文件里补上这一列。` });
  const { termOf } = await termReader(ctx.db);
  const known = { bodies: await openBodies(ctx.db), subjects: await subjectMapping(ctx.db), termOf };
  const keys: KeyCount = new Map();
  const read = sheets.map(({ tab, rows, header, uses, title, headings }) =>
    readRows(
      rows,
      {
        ...{ tab, isOneOfMany: sheets.length > 1, title, headings, uses, firstRow: header.firstRow },
        ...{ fileName: file.fileName, responsible: file.responsible },
      },
      known,
      keys,
    ),
  );
  const items = withKnownKeys(
    read.flatMap((sheet) => sheet.items),
    file.renamed ?? [],
  );
  const fates = read.flatMap((sheet) => sheet.fates);
  if (items.length === 0 && fates.every(({ fate }) => fate === 'noted'))
    throw invalid({ file: '表头下面没有内容，请检查后重新导入。' });
  const ofFate = (fate: RowFate['fate']) => fates.filter((one) => one.fate === fate);
  return {
    ...{ name, items, fates, notes },
    rows: new Set(fates.map(({ sheet, row }) => `${sheet ?? ''} ${row}`)).size,
    accepted: ofFate('accepted').length,
    noted: ofFate('noted'),
    unclear: ofFate('unclear'),
    rejected: ofFate('rejected'),
    sheets: sheets.map(headingsOf),
    against: await againstNewest(ctx, name, items, file.renamed ?? []),
  };
}

/** A renamed item keeps the key by which its history is known. Throws 422 for a key that another item has. */
function withKnownKeys(items: SheetItem[], renamed: readonly { from: string; to: string }[]): SheetItem[] {
  const known = new Map(renamed.map(({ from, to }) => [to, from]));
  const keys = new Set<string>();
  return items.map((item) => {
    const key = known.get(item.key) ?? item.key;
    if (keys.has(key)) throw invalid({ renamed: '改名的对应里，有两项指向同一个事项，请重新选择。' });
    keys.add(key);
    return { ...item, key };
  });
}

/** Throws 422 for a rename of what the newest version does not hold: a history cannot be taken from elsewhere. */
async function againstNewest(
  ctx: Context,
  name: string,
  items: readonly SheetItem[],
  renamed: readonly { from: string }[],
): Promise<Preview['against']> {
  const county = await rootBody(ctx.db);
  const version = county && (await newestVersion(ctx.db, county.id, name));
  const before = version ? await itemsOfVersion(ctx.db, version.id) : [];
  const keys = new Set(before.map(({ key }) => key));
  if (renamed.some(({ from }) => !keys.has(from)))
    throw invalid({ renamed: '改名的对应里，有的事项不在现在这一版里，请刷新网页后重新选择。' });
  if (!version) return null;
  return { ...difference(before, items), version, renames: renamePairs(before, items) };
}
