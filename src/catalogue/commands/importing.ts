import { createHash } from 'node:crypto';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { rootBody } from '../../body/queries.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { newestVersion } from '../queries/versions.ts';
import { takeTurns } from './derive.ts';
import { rememberColumns, storeDetails } from './details.ts';
import { previewCatalogue, type CatalogueFile, type Preview } from './reading.ts';
import { storeVersion } from './version.ts';

export interface CatalogueImport extends Omit<Preview, 'items'> {
  /** 1 for a new catalogue; null: nothing was stored, since a row was rejected. */
  version: number | null;
  versionId: string | null;
  /** Obligations that came of it. */
  obligations: number;
}

/**
 * Stores a catalogue file as a new catalogue, or as the next version of the one with that name, and derives what it
 * owes. With any row rejected nothing is stored; the answer says so by `version: null`. Columns that a person set are
 * remembered. Throws 409 for a file that was imported before, 422 like `previewCatalogue` and for a version that would
 * begin before the one it follows.
 */
export async function importCatalogue(ctx: Context, actor: Actor, file: CatalogueFile): Promise<CatalogueImport> {
  const { items, ...preview } = await previewCatalogue(ctx, file);
  if (preview.rejected.length > 0) return { ...preview, version: null, versionId: null, obligations: 0 };
  const county = await rootBody(ctx.db);
  if (!county) throw conflict('还没有机构。请先导入机构表，再导入目录。');
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  return change(ctx, actor, async (changing) => {
    const { tx, today, record } = changing;
    await allowedBody(tx, actor, 'catalogue.import', county.id);
    // Two imports at once take turns, so that the same file cannot come in twice.
    await takeTurns(tx);
    await mustBeNew(changing, sha256);
    const effectiveOn = file.effectiveOn ?? today;
    const last = await newestVersion(tx, county.id, preview.name);
    if (last && effectiveOn < last.effectiveOn)
      throw invalid({
        effectiveOn: `这份目录第 ${last.version} 版从 ${last.effectiveOn} 起施行，新的一版不能比它早。`,
      });
    if (file.seenVersion !== undefined && file.seenVersion !== (last?.id ?? ''))
      throw conflict('您预览之后，有同事导入了这份目录的新版本。请重新选择文件，看过差别再导入。');
    const { catalogueId, versionId, version, obligations } = await storeVersion(changing, {
      bodyId: county.id,
      name: preview.name,
      fileName: file.fileName,
      sha256,
      effectiveOn,
      report: preview.fates,
      items,
    });
    await storeDetails(changing, versionId, items);
    for (const sheet of preview.sheets)
      if (file.columns?.[sheet.fingerprint] && sheet.isSetByPerson) await rememberColumns(changing, sheet);
    record({
      verb: 'catalogue.import',
      subject: { type: 'catalogue', id: catalogueId },
      bodyId: county.id,
      after: {
        ...{ name: preview.name, version, file: file.fileName, effectiveOn },
        ...{ rows: preview.rows, unclear: preview.unclear.length, obligations },
        renamed: file.renamed?.length ? file.renamed : undefined,
      },
    });
    return { ...preview, version, versionId, obligations };
  });
}

/** Throws 409 with the day on which the same file came in. */
async function mustBeNew({ tx }: Change, sha256: string): Promise<void> {
  const before = await tx
    .selectFrom('catalogue_version')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .select(['catalogue.name', 'version', 'imported_at'])
    .where('file_sha256', '=', sha256)
    .executeTakeFirst();
  if (before)
    throw conflict(`这个文件已导入：${legalDate(before.imported_at)}，目录“${before.name}”第 ${before.version} 版。`);
}
