import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLineActor } from '../account/rules.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';
import { loadCalendar } from '../workday/commands.ts';
import { shippedYears } from '../workday/seed.ts';
import { importCatalogue } from './commands/importing.ts';

const catalogues = [
  { fileName: 'catalogue-county.csv', name: '东港市基层政务公开标准目录' },
  { fileName: 'catalogue-social-assistance.xlsx', name: undefined },
];

/** The sample county's catalogues hold from the first day of the running quarter: some of what they ask is late by now, most is not. */
function firstDayOfQuarter(today: string): string {
  const month = Number(today.slice(5, 7));
  return `${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
}

/** Loads the calendar and the two real catalogues of the sample county; what is there is left alone. */
export async function loadSampleCatalogues(ctx: Context, report: (message: string) => void): Promise<void> {
  const actor = commandLineActor('sample');
  const effectiveOn = firstDayOfQuarter(legalDate(ctx.clock.now()));
  const years = await loadCalendar(ctx, actor, await shippedYears());
  if (years.length > 0) report(`示例：载入 ${years.length} 年的工作日历`);
  for (const { fileName, name } of catalogues) {
    const there = await ctx.db
      .selectFrom('catalogue_version')
      .select('id')
      .where('file_name', '=', fileName)
      .executeTakeFirst();
    if (there) continue;
    const bytes = await readFile(path.join(projectRoot, 'seed', fileName));
    const done = await importCatalogue(ctx, actor, { fileName, name, bytes, effectiveOn });
    report(`示例：导入目录“${done.name}”${done.rows} 行，应公开 ${done.obligations} 项`);
  }
}
