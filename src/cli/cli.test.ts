import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../platform/project.ts';
import { invalid } from '../platform/errors.ts';
import { exit, explain, faultLines } from './run.ts';
import { speakChinese } from './words.ts';

const program = ['--import', 'tsx', path.join(projectRoot, 'src/cli/cli.ts')];
const run = promisify(execFile);

interface Ended {
  code: number;
  stderr: string;
}
const yangguang = (...args: string[]): Promise<Ended> =>
  run(process.execPath, [...program, ...args], { cwd: projectRoot }).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: Ended) => ({ code: error.code, stderr: error.stderr }),
  );

describe('wrong arguments', () => {
  test.for<[string[], string]>([
    [['nosuch'], '没有命令 nosuch。'],
    [['copy'], '缺少参数 <file>。'],
    [['count'], '缺少选项 --from <date>。'],
    [['count', '--from'], '选项 --from <date> 后面缺少内容。'],
    [['copy', 'a', '--quick'], '没有选项 --quick。'],
    [['copy', 'a', 'b'], '参数太多了。'],
  ])('%j are named in Chinese', ([args, said]) => {
    const told: string[] = [];
    const root = speakChinese(new Command('yangguang').exitOverride(), args).configureOutput({
      writeErr: (text) => told.push(text),
    });
    root
      .command('copy')
      .argument('<file>')
      .action(() => {});
    root
      .command('count')
      .requiredOption('--from <date>')
      .action(() => {});
    expect(() => root.parse(args, { from: 'user' })).toThrow();
    expect(told[0]).toBe(`${said}\n`);
  });

  test('are JSON where JSON is asked for', async () => {
    const { code, stderr } = await yangguang('deadline', '20个工作日内', '--json');
    expect(code).toBe(exit.badInput);
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'usage', message: '缺少选项 --from <date>。' } });
  });
});

test('a reader that has seen enough ends the command quietly', async () => {
  const child = spawn(process.execPath, [...program, 'deadline', '20个工作日内', '--from', '2026-09-15', '--json']);
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (part) => (stderr += part));
  await once(child, 'close');
  expect(stderr).toBe('');
});

describe('a fault', () => {
  test('is said once, though it stands beside a field too', () => {
    expect(faultLines(explain(invalid({ file: '文件是空的。' }, '文件是空的。')))).toBe('文件是空的。\n');
  });

  test('of a folder given for a file says so, where the system names no path', () => {
    const error = Object.assign(new Error('EISDIR'), { code: 'EISDIR' });
    expect(explain(error)).toMatchObject({ code: exit.badInput, message: '给的是文件夹，这里需要文件。' });
  });
});
