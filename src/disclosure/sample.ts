import path from 'node:path';
import { commandLineActor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';
import { importDocuments } from './commands/import.ts';
import { filesToImport } from './importing/files.ts';

const officeCode = '210681-01';

/**
 * Publishes the national regulations of `seed/regulations` in the sample county, as its office would on its own site.
 * A stopped load goes on at the next start. Returns how many were published now.
 */
export async function loadSampleRegulations(ctx: Context, isStopped?: () => boolean): Promise<number> {
  const files = await filesToImport([path.join(projectRoot, 'seed/regulations')]);
  const { known } = await ctx.db
    .selectFrom('document_import')
    .select((eb) => eb.fn.countAll<number>().as('known'))
    .executeTakeFirstOrThrow();
  if (known >= files.length) return 0;
  const office = await bodyByCode(ctx.db, officeCode);
  const target = { bodyId: office.id, category: '政策文件' };
  const fates = await importDocuments(ctx, commandLineActor('sample'), target, files, { isStopped });
  return fates.filter(({ fate }) => fate === 'published').length;
}
