import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createAccount } from '../account/commands/accounts.ts';
import { commandLineActor } from '../account/rules.ts';
import { importBodies } from '../body/commands.ts';
import { allBodies, bodyByCode } from '../body/queries.ts';
import { loadSampleRegulations } from '../disclosure/sample.ts';
import { loadSampleOpendays } from '../openday/sample.ts';
import { loadSampleCatalogues } from '../catalogue/sample.ts';
import { loadSampleVillages } from '../village/sample.ts';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';
import { sampleAccounts, samplePassword } from './accounts.ts';

/** Loads the sample county (示例站点) from real input, step by step; a step that is done is not done again. */
export async function loadSample(ctx: Context, report: (message: string) => void): Promise<void> {
  const actor = commandLineActor('sample');
  const seed = (name: string) => readFile(path.join(projectRoot, 'seed', name));
  if ((await allBodies(ctx.db)).length === 0) {
    const fates = await importBodies(ctx, actor, await seed('bodies.csv'));
    report(`示例：导入机构 ${fates.length} 个`);
  }
  await loadAccounts(ctx);
  await loadSampleCatalogues(ctx, report);
  await loadSampleVillages(ctx, report);
  const regulations = await loadSampleRegulations(ctx);
  if (regulations > 0) report(`示例：公开行政法规 ${regulations} 份`);
  const opendays = await loadSampleOpendays(ctx);
  if (opendays > 0) report(`示例：政务公开日 ${opendays} 个`);
}

async function loadAccounts(ctx: Context): Promise<void> {
  const actor = commandLineActor('sample');
  for (const person of sampleAccounts) {
    const found = await ctx.db.selectFrom('account').select('id').where('login', '=', person.login).executeTakeFirst();
    if (found) continue;
    const body = await bodyByCode(ctx.db, person.bodyCode);
    const scope = await bodyByCode(ctx.db, person.scopeCode ?? person.bodyCode);
    await createAccount(
      ctx,
      actor,
      { ...person, bodyId: body.id, roles: [{ role: person.role, bodyId: scope.id }] },
      { password: samplePassword, isSample: true },
    );
  }
}
