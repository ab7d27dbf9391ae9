import type { Command } from 'commander';

const titles: Record<string, string> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Commands:': '命令：',
};

/** What commander says of wrong arguments, by its own English, and what we say. */
const faults: readonly [RegExp, string][] = [
  [/^error: missing required argument '(.+)'/, '缺少参数 <$1>。'],
  [/^error: required option '(.+)' not specified/, '缺少选项 $1。'],
  [/^error: option '(.+)' argument missing/, '选项 $1 后面缺少内容。'],
  [/^error: unknown option '(.+)'/, '没有选项 $1。'],
  [/^error: unknown command '(.+)'/, '没有命令 $1。'],
  [/^error: too many arguments.*/, '参数太多了。'],
];

/** A fault of the arguments in plain Chinese; one that commander words in a way we do not know stays as it is. */
export function argumentFault(said: string): string {
  const first = said.trim().split('\n')[0] ?? '';
  const known = faults.find(([english]) => english.test(first));
  return known ? first.replace(new RegExp(`${known[0].source}.*$`), known[1]) : first;
}

/**
 * Makes a program and the commands added to it after this speak Chinese; where `--json` is asked for, its faults are
 * one JSON object on standard error as those of every command are.
 */
export function speakChinese(program: Command, args: readonly string[] = process.argv): Command {
  const isJson = args.includes('--json');
  return program
    .showHelpAfterError(isJson ? false : '运行 yangguang --help 查看用法。')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .helpOption('-h, --help', '显示用法')
    .helpCommand('help [command]', '显示一个命令的用法')
    .configureOutput({
      outputError: (said, write) => {
        const message = argumentFault(said);
        if (isJson) return write(`${JSON.stringify({ error: { code: 'usage', message } })}\n`);
        write(said.startsWith('error: ') ? `${message}\n` : said);
      },
    });
}
