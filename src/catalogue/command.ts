import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { bodyByCode } from '../body/queries.ts';
import { exit, guarded, withDatabase } from '../cli/run.ts';
import { legalDate } from '../platform/clock.ts';
import { invalid } from '../platform/errors.ts';
import { isLegalDate } from '../workday/rules.ts';
import { calendarOf, shippedYears } from '../workday/seed.ts';
import { importCatalogue, type CatalogueImport } from './commands/importing.ts';
import { previewCatalogue } from './commands/reading.ts';
import { bringUpToDate } from './daily.ts';
import { deadlineJson, deadlineOf, ledgerLines } from './deadline.ts';
import { board } from './queries/board.ts';
import { periodWords } from './rules/period.ts';
import { obligationStates, type ObligationState } from './rules/state.ts';
import { boardFilter } from './schema.ts';

/** `import catalogue`, `obligations` and `deadline`. */
export function catalogueCommands(program: Command, importing: Command): void {
  importCommand(importing);
  obligationsCommand(program);
  program
    .command('deadline')
    .description('读一句“公开时限”，算出应公开的日期（不用数据库）')
    .argument('<text>', '公开时限原文，例如 “信息形成之日起20个工作日内”')
    .requiredOption('--from <date>', '从哪一天起算，例如 2026-09-15')
    .option('--json', '输出 JSON')
    .action((text: string, options: { from: string; json?: boolean }) =>
      guarded(options, async (out) => {
        const answer = deadlineOf(text, dateOption('--from', options.from), calendarOf(await shippedYears()));
        out.result(deadlineJson(answer), () =>
          [answer.reading, `应公开日期：${answer.due ?? '——'}`, answer.reason, ...ledgerLines(answer.ledger)].join(
            '\n',
          ),
        );
      }),
    );
}

function dateOption(name: string, text: string): string {
  if (!isLegalDate(text))
    throw invalid({ [name]: `${name} 应写成 2026-05-15 这样，并且确有这一天；收到的是“${text}”。` }, '日期不对。');
  return text;
}

interface ImportOptions {
  name?: string;
  responsible?: string;
  effectiveOn?: string;
  dryRun?: boolean;
  json?: boolean;
}

function importCommand(importing: Command): void {
  importing
    .command('catalogue')
    .description('导入公开目录（xlsx、CSV，或 docx 里的表格）')
    .argument('<file...>', '目录文件')
    .option('--name <name>', '目录名称（默认取表头上方的标题，或文件名）')
    .option('--responsible <words>', '公开主体（表里没有这一列时，整张表都用它）')
    .option('--effective-on <date>', '施行日期（默认今天）')
    .option('--dry-run', '只看每一行会怎样，不保存')
    .option('--json', '输出 JSON')
    .action((files: string[], options: ImportOptions) =>
      withDatabase('import catalogue', options, async (ctx, actor, out) => {
        const effectiveOn = options.effectiveOn && dateOption('--effective-on', options.effectiveOn);
        await bringUpToDate(ctx);
        const results: ({ file: string } & CatalogueImport)[] = [];
        for (const file of files) {
          const input = {
            fileName: path.basename(file),
            bytes: await readFile(file),
            name: options.name,
            effectiveOn,
            responsible: options.responsible,
          };
          if (options.dryRun) {
            const { items: _, ...preview } = await previewCatalogue(ctx, input);
            results.push({ file, ...preview, version: null, versionId: null, obligations: 0 });
          } else results.push({ file, ...(await importCatalogue(ctx, actor, input)) });
        }
        const answers = results.map((result) => ({
          ...result,
          fates: undefined,
          sheets: undefined,
          against: undefined,
        }));
        out.result(answers.length === 1 ? answers[0] : answers, () =>
          results.map((result) => importInWords(result, options.dryRun === true)).join('\n'),
        );
        return results.some(({ rejected }) => rejected.length > 0) ? exit.rowsRefused : exit.done;
      }),
    );
}

function importInWords(result: { file: string } & CatalogueImport, isDryRun: boolean): string {
  const { file, name, version, rows, accepted, unclear, rejected, obligations } = result;
  const outcome = isDryRun
    ? '试读，没有保存'
    : version === null
      ? '整个文件没有保存'
      : `已存为“${name}”第 ${version} 版，推算出应公开 ${obligations} 项`;
  const asked = [...rejected, ...unclear].map(
    ({ row, fate, field, text, why }) =>
      `  第 ${row} 行${fate === 'rejected' ? '不能导入' : '需人工确认'} ${field ?? ''}“${text ?? ''}”：${why ?? ''}`,
  );
  return [`${file}：共 ${rows} 行，读懂 ${accepted} 行；${outcome}`, ...asked].join('\n');
}

interface ObligationOptions {
  asOf?: string;
  body?: string;
  state?: string;
  json?: boolean;
}

const wordsOfState = Object.fromEntries(
  Object.entries(obligationStates).map(([state, words]) => [words, state]),
) as Record<string, ObligationState>;

function obligationsCommand(program: Command): void {
  program
    .command('obligations')
    .description('应公开的事项和状态')
    .option('--as-of <date>', '截至哪一天（默认今天）')
    .option('--body <code>', '机构代码')
    .option(
      '--state <state>',
      `状态：${Object.entries(obligationStates)
        .map(([key, words]) => `${key}（${words}）`)
        .join('、')}`,
    )
    .option('--json', '输出 JSON')
    .action((options: ObligationOptions) =>
      withDatabase('obligations', options, async (ctx, actor, out) => {
        const asOf = options.asOf ? dateOption('--as-of', options.asOf) : legalDate(ctx.clock.now());
        const body = options.body === undefined ? undefined : (await bodyByCode(ctx.db, options.body)).code;
        const state = options.state && (wordsOfState[options.state] ?? options.state);
        const filter = boardFilter.safeParse({ state, body });
        if (!filter.success) throw invalid({ '--state': `没有“${options.state}”这种状态。` });
        await bringUpToDate(ctx);
        const { inState, total, rows } = await board(ctx, actor, filter.data, asOf, true);
        const obligations = rows.map((row) => ({
          id: row.id,
          body: row.bodyCode,
          bodyName: row.bodyName,
          item: `${row.level1}/${row.level2}`,
          period: row.period,
          event: row.event || undefined,
          eventOn: row.eventOn,
          dueOn: row.dueOn,
          metOn: row.metOn,
          state: row.state,
          daysLate: row.daysLate,
        }));
        out.result({ asOf, total, inState, obligations }, () =>
          [
            `截至 ${asOf}：${Object.entries(inState)
              .map(([key, n]) => `${obligationStates[key as ObligationState]} ${n}`)
              .join('，')}`,
            ...rows.map(
              (row) =>
                `${row.dueOn ?? '日期待确认'}  ${obligationStates[row.state]}${row.daysLate ? ` ${row.daysLate} 天` : ''}  ${row.bodyName}  ${row.level2}（${row.event || periodWords(row.period)}）`,
            ),
          ].join('\n'),
        );
      }),
    );
}
