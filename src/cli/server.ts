import type { Command } from 'commander';
import { migrate } from '../platform/database/migrate.ts';
import { isOneOfMany } from '../platform/processes.ts';
import { readSettings } from '../platform/settings.ts';
import { loadSample } from '../sample/load.ts';
import { sampleAccounts, samplePassword } from '../sample/accounts.ts';
import { serve, serveForOwner } from '../serve.ts';
import { setupLink } from '../account/setup.ts';
import { guarded, withDatabase } from './run.ts';

/** `serve` and `migrate`. */
export function serverCommands(program: Command): void {
  program
    .command('serve')
    .description('启动网站和后台（示例站点；正式使用请设 YANGGUANG_MODE=production）')
    .action(() =>
      guarded({}, async (out) => {
        const settings = readSettings();
        if (isOneOfMany()) {
          await serveForOwner(settings);
          return new Promise<never>(() => {});
        }
        const isSample = settings.mode === 'sample';
        const running = await serve(settings, {
          report: out.remark,
          prepare: (ctx) => (isSample ? loadSample(ctx, out.remark) : Promise.resolve()),
        });
        const base = settings.publicUrl;
        out.remark(`\n阳光已启动\n  公开网站  ${base}/\n  工作后台  ${base}/console`);
        if (isSample) out.remark(sampleNotice());
        else {
          const link = await setupLink(running.ctx);
          if (link) out.remark(`\n首次使用：请在一小时内打开下面的一次性链接，建立三员管理员账号。\n  ${link}`);
        }
        let isStopping = false;
        const stop = () => {
          if (isStopping) process.exit(1); // a second Ctrl-C: the person will not wait
          isStopping = true;
          out.remark('\n正在停止……');
          void running.stop().then(() => process.exit(0));
        };
        process.removeAllListeners('SIGINT').on('SIGINT', stop);
        process.removeAllListeners('SIGTERM').on('SIGTERM', stop);
        await new Promise(() => {});
      }),
    );

  program
    .command('migrate')
    .description('把数据库升级到本版本的结构')
    .option('--json', '输出 JSON')
    .action((options: { json?: boolean }) =>
      withDatabase('migrate', options, async (_ctx, _actor, out, opened) => {
        const applied = await migrate(opened.connection);
        out.result({ applied }, () => '数据库结构已是本版本。');
      }),
    );
}

function sampleNotice(): string {
  const rows = sampleAccounts.map(
    ({ login, roleName, personName, bodyName }) => `  ${login.padEnd(12)}${roleName}　${personName}　${bodyName}`,
  );
  return `\n示例账号（只在示例站点有效，密码都是 ${samplePassword}）\n${rows.join('\n')}\n`;
}
