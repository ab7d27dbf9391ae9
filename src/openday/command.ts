import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { exit, withDatabase } from '../cli/run.ts';
import { makeSummary } from './commands/summary.ts';
import { summaryDocx } from './document.ts';
import { dayOf, daysInScope } from './queries/day.ts';
import { recordedStatisticsOf } from './queries/statistics.ts';
import { summaryOf } from './queries/summary.ts';
import { dayStates } from './rules/day.ts';
import { figureText } from './rules/figure.ts';
import { tableHeader, tableRows } from './rules/table.ts';

/** `openday list|summary|statistics`; ID is the code that `list` shows, or the id. */
export function opendayCommands(program: Command): void {
  const openday = program.command('openday').description('政务公开日：列表、活动总结、统计总表');

  openday
    .command('list')
    .description('列出全部政务公开日')
    .option('--json', '输出 JSON')
    .action((options: { json?: boolean }) =>
      withDatabase('openday list', options, async (ctx, actor, out) => {
        const days = await daysInScope(ctx, actor);
        out.result(days, () =>
          days
            .map(({ code, state, heldOn, heldText, bodyName, name }) =>
              [code, dayStates[state], heldOn ?? (heldText || '日期不详'), bodyName, name].join('　'),
            )
            .join('\n'),
        );
      }),
    );

  openday
    .command('summary')
    .description('按登记的记录生成活动总结（Word 公文格式）')
    .argument('<id>', '编号，见 openday list')
    .requiredOption('--out <file>', '写到哪个 .docx 文件')
    .option('--json', '输出 JSON')
    .action((id: string, options: { out: string; json?: boolean }) =>
      withDatabase('openday summary', options, async (ctx, actor, out) => {
        if (!options.out.toLowerCase().endsWith('.docx')) {
          out.remark('输出文件名应以 .docx 结尾。');
          return exit.badInput;
        }
        const day = await dayOf(ctx.db, actor, id);
        const summaryId = await makeSummary(ctx, actor, day.id, { remarks: {} });
        const summary = await summaryOf(ctx, actor, summaryId);
        const { publicUrl } = ctx.settings;
        await writeFile(options.out, await summaryDocx({ ...summary, summaryId, bodyName: day.body_name, publicUrl }));
        const toConfirm = summary.paragraphs.flatMap(({ parts }) =>
          parts.flatMap((part) => (part.kind === 'ask' ? part.prompt : [])),
        );
        const result = { file: options.out, summaryId, code: day.code, figures: summary.figures, toConfirm };
        out.result(result, () =>
          [
            `已写到 ${options.out}，共 ${summary.figures.length} 个数字：`,
            ...summary.figures.map((figure) => `  ${figure.label}：${figureText(figure)}`),
            ...toConfirm.map((prompt) => `  请确认：${prompt}`),
          ].join('\n'),
        );
        return exit.done;
      }),
    );

  openday
    .command('statistics')
    .description('活动情况统计总表')
    .argument('<id>', '编号，见 openday list')
    .option('--json', '输出 JSON')
    .action((id: string, options: { json?: boolean }) =>
      withDatabase('openday statistics', options, async (ctx, actor, out) => {
        const day = await dayOf(ctx.db, actor, id);
        const statistics = await recordedStatisticsOf(ctx.db, day, ctx.clock.now());
        out.result({ code: day.code, name: day.name, ...statistics }, () =>
          [tableHeader, ...tableRows(statistics)].map((row) => row.join('\t')).join('\n'),
        );
      }),
    );
}
