import { access, stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { commandLineActor } from '../account/rules.ts';
import { change } from '../audit/change.ts';
import { guarded, withDatabase } from '../cli/run.ts';
import { migrate } from '../platform/database/migrate.ts';
import { openDatabase } from '../platform/database/open.ts';
import { readSettings } from '../platform/settings.ts';
import { makeContext } from '../serve.ts';
import { backUp, restore } from './commands.ts';

/** `backup FILE` and `restore FILE`. */
export function backupCommands(program: Command): void {
  program
    .command('backup')
    .description('把数据库和附件备份成一个文件（网站可以照常运行）')
    .argument('<file>', '要写的备份文件，例如 backup-2026-05-15.tar.gz')
    .option('--json', '输出 JSON')
    .action((file: string, options: { json?: boolean }) =>
      withDatabase('backup', options, async (ctx, actor, out, opened) => {
        const copy = await backUp(ctx, opened.connection, actor, file);
        const { size } = await stat(file);
        out.result(
          { file, bytes: size, ...copy },
          () => `已备份到 ${file}：${copy.tables} 张表 ${copy.rows} 行，附件 ${copy.files} 个，${megabytes(size)} MB。`,
        );
      }),
    );

  program
    .command('restore')
    .description('把备份恢复到一个空的数据库（新的 DATA_DIR，或空的 DATABASE_URL）')
    .argument('<file>', '备份文件')
    .option('--json', '输出 JSON')
    .action((file: string, options: { json?: boolean }) =>
      guarded(options, async (out) => {
        const settings = readSettings();
        await access(file);
        const opened = await openDatabase(settings, { shared: true, report: out.remark });
        try {
          const ctx = makeContext(settings, opened);
          const copy = await restore(ctx, opened.connection, file);
          await migrate(opened.connection);
          await change(ctx, commandLineActor('restore'), async ({ record }) =>
            record({ verb: 'backup.restore', subject: { type: 'backup', id: file }, bodyId: null, after: copy }),
          );
          out.result(
            { file, ...copy },
            () => `已从 ${file} 恢复并核对无误：${copy.tables} 张表 ${copy.rows} 行，附件 ${copy.files} 个。`,
          );
        } finally {
          await opened.close();
        }
      }),
    );
}

const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
