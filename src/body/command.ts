import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Change } from '../audit/change.ts';
import { exit, withDatabase } from '../cli/run.ts';
import { importBodies, ImportRefused, type RowFate } from './commands.ts';

/** `import bodies FILE…`; `afterImport` lets new bodies join what they belong to. */
export function bodyCommands(importing: Command, afterImport: (change: Change) => Promise<unknown>): void {
  importing
    .command('bodies')
    .description('导入机构表（CSV：代码,名称,类型,上级代码）')
    .argument('<file...>', 'CSV 文件')
    .option('--json', '输出 JSON')
    .action((files: string[], options: { json?: boolean }) =>
      withDatabase('import bodies', options, async (ctx, actor, out) => {
        const results: ({ file: string; rows: RowFate[] } & Record<RowFate['fate'], number>)[] = [];
        for (const file of files) {
          const bytes = await readFile(file);
          const fates = await importBodies(ctx, actor, bytes, afterImport).catch((error) => {
            if (error instanceof ImportRefused) return error.fates;
            throw error;
          });
          results.push({ file, ...countFates(fates), rows: fates });
        }
        out.result(results, () =>
          results
            .map(({ file, rows, ...counts }) => {
              const refused = rows
                .filter(({ fate }) => fate === 'rejected')
                .map(({ row, code, name, why }) => `  第 ${row} 行 ${code} ${name}：${why}`);
              const line = `${file}：新增 ${counts.added}，改名 ${counts.renamed}，已有 ${counts.unchanged}，不能导入 ${counts.rejected}`;
              return refused.length > 0 ? `${line}；整个文件没有保存\n${refused.join('\n')}` : line;
            })
            .join('\n'),
        );
        return results.some(({ rejected }) => rejected > 0) ? exit.rowsRefused : exit.done;
      }),
    );
}

function countFates(fates: RowFate[]): Record<RowFate['fate'], number> {
  const counts = { added: 0, unchanged: 0, renamed: 0, rejected: 0 };
  for (const { fate } of fates) counts[fate] += 1;
  return counts;
}
