import { createHash } from 'node:crypto';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import { openBodies, rootBody } from '../../body/queries.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { readRows, type ReadItem, type RowFate } from '../rules/rows.ts';
import { readSheet } from '../workbook.ts';
import { takeTurns } from './derive.ts';
import { storeVersion } from './version.ts';

export interface CatalogueFile {
  fileName: string;
  bytes: Buffer;
  /** Without one, the title above the header, else the file's name. */
  name?: string;
  /** From which day it holds; by default the day of the import. */
  effectiveOn?: string;
}

export interface CatalogueImport {
  name: string;
  /** 1 for a new catalogue; null: nothing was stored (a preview, or a row was rejected). */
  version: number | null;
  /** Rows below the header that are not blank. */
  rows: number;
  /** Rows stored without a question. */
  accepted: number;
  unclear: RowFate[];
  rejected: RowFate[];
  /** Each row's fate in the sheet's order; an unclear row has one entry a question. */
  fates: RowFate[];
  /** Obligations that came of it. */
  obligations: number;
}

/**
 * What each row of a catalogue sheet would become, without storing anything.
 * Throws 422 for a file that is not a sheet or has no header.
 */
export async function previewCatalogue(
  ctx: Context,
  file: CatalogueFile,
): Promise<CatalogueImport & { items: ReadItem[] }> {
  const cells = await readSheet(file.bytes);
  const read = readRows(cells, await openBodies(ctx.db));
  if ('missing' in read)
    throw invalid({ file: `没有找到表头，或表头缺少：${read.missing.join('、')}。表头应在前 10 行。` });
  const { items, fates } = read;
  if (fates.length === 0) throw invalid({ file: '表头下面没有内容，请检查后重新导入。' });
  const unclear = fates.filter(({ fate }) => fate === 'unclear');
  const rejected = fates.filter(({ fate }) => fate === 'rejected');
  return {
    name: file.name?.trim() || titleOf(cells) || file.fileName.replace(/\.[^.]*$/, ''),
    version: null,
    rows: new Set(fates.map(({ row }) => row)).size,
    accepted: fates.filter(({ fate }) => fate === 'accepted').length,
    unclear,
    rejected,
    fates,
    obligations: 0,
    items,
  };
}

/** The sheet's title: a first row that says one thing, in one cell or in a merged one. */
function titleOf(cells: string[][]): string | undefined {
  const words = new Set((cells[0] ?? []).filter(Boolean));
  const [title] = words;
  return words.size === 1 && title && /目录|清单/.test(title) ? title : undefined;
}

/**
 * Stores a catalogue sheet as a new catalogue, or as the next version of the one with that name, and derives what it
 * owes. With any row rejected nothing is stored; the answer says so by `version: null`.
 * Throws 409 for a file that was imported before, 422 like `previewCatalogue`.
 */
export async function importCatalogue(ctx: Context, actor: Actor, file: CatalogueFile): Promise<CatalogueImport> {
  const { items, ...preview } = await previewCatalogue(ctx, file);
  if (preview.rejected.length > 0) return preview;
  const county = await rootBody(ctx.db);
  if (!county) throw conflict('还没有机构。请先导入机构表，再导入目录。');
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return change(ctx, actor, async (changing) => {
    const { tx, today, record } = changing;
    await allowedBody(tx, actor, 'catalogue.import', county.id);
    // Two imports at once take turns, so that the same file cannot come in twice.
    await takeTurns(tx);
    const before = await tx
      .selectFrom('catalogue_version')
      .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
      .select(['catalogue.name', 'version', 'imported_at'])
      .where('file_sha256', '=', sha256)
      .executeTakeFirst();
    if (before)
      throw conflict(`这个文件已导入：${legalDate(before.imported_at)}，目录“${before.name}”第 ${before.version} 版。`);
    const { catalogueId, version, obligations } = await storeVersion(changing, {
      bodyId: county.id,
      name: preview.name,
      fileName: file.fileName,
      sha256,
      effectiveOn: file.effectiveOn ?? today,
      report: preview.fates,
      items,
    });
    record({
      verb: 'catalogue.import',
      subject: { type: 'catalogue', id: catalogueId },
      bodyId: county.id,
      after: {
        name: preview.name,
        version,
        file: file.fileName,
        rows: preview.rows,
        unclear: preview.unclear.length,
        obligations,
      },
    });
    return { ...preview, version, obligations };
  });
}
