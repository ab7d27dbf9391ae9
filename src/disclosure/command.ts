import type { Command } from 'commander';
import { bodyByCode } from '../body/queries.ts';
import { exit, withDatabase } from '../cli/run.ts';
import { importDocuments, type FileFate } from './commands/import.ts';
import { filesToImport } from './importing/files.ts';

/** The county government's own office (政府办公室), which publishes what binds the whole county. */
const officeCode = '210681-01';

/** `import documents FILE…` */
export function documentCommands(importing: Command): void {
  importing
    .command('documents')
    .description('把现成的文件直接作为已公开信息导入（.md .txt .html .docx，或文件夹）；中断后再运行会接着导入')
    .argument('<file...>', '文件或文件夹')
    .option('--body <code>', '发布机构代码', officeCode)
    .option('--category <name>', '分类', '政策文件')
    .option('--json', '输出 JSON')
    .action((paths: string[], options: { body: string; category: string; json?: boolean }) =>
      withDatabase('import documents', options, async (ctx, actor, out) => {
        const body = await bodyByCode(ctx.db, options.body);
        const files = await filesToImport(paths);
        const pace = pacer(files.length, out.remark);
        const stop = stopOnInterrupt(out.remark);
        const target = { bodyId: body.id, category: options.category };
        const fates = await importDocuments(ctx, actor, target, files, {
          progress: pace.progress,
          isStopped: stop.isStopped,
        });
        stop.release();
        const count = (fate: FileFate['fate']) => fates.filter((entry) => entry.fate === fate).length;
        const rejected = fates.filter(({ fate }) => fate === 'rejected').map(({ file, why }) => ({ file, why }));
        const summary = {
          ...{ files: files.length, published: count('published'), already: count('already'), rejected },
          ...{ isStopped: fates.length < files.length, ...pace.figures(count('published')) },
        };
        out.result(summary, () =>
          [
            `公开 ${summary.published} 份，以前已导入 ${summary.already} 份，不能导入 ${rejected.length} 份；` +
              `用时 ${summary.seconds} 秒，每秒 ${summary.documentsPerSecond} 份`,
            ...rejected.map(({ file, why }) => `  ${file}：${why}`),
            ...(summary.isStopped
              ? [`已停下，还有 ${files.length - fates.length} 份；再运行同一命令会接着导入。`]
              : []),
          ].join('\n'),
        );
        return rejected.length > 0 ? exit.rowsRefused : summary.isStopped ? exit.failed : exit.done;
      }),
    );
}

function pacer(total: number, remark: (text: string) => void) {
  const startedAt = performance.now();
  const figures = (published: number) => {
    const seconds = (performance.now() - startedAt) / 1000;
    return {
      seconds: Number(seconds.toFixed(1)),
      documentsPerSecond: Number((published / Math.max(seconds, 0.001)).toFixed(1)),
    };
  };
  const progress = (fates: FileFate[]) => {
    const { documentsPerSecond } = figures(fates.filter(({ fate }) => fate === 'published').length);
    remark(`${fates.length}/${total}　每秒 ${documentsPerSecond} 份`);
  };
  return { figures, progress };
}

/** The first Ctrl-C lets the batch in hand be stored; a second one ends at once (then that batch is not stored at all). */
function stopOnInterrupt(remark: (text: string) => void) {
  let isStopped = false;
  const stop = () => {
    if (isStopped) process.exit(1);
    isStopped = true;
    remark('正在停下，先把手上的存好……');
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const release = () => void process.off('SIGINT', stop).off('SIGTERM', stop);
  return { isStopped: () => isStopped, release };
}
