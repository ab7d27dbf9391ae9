import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { projectRoot } from '../project.ts';
import { isOpenToOthers } from '../settings.ts';
import { isOutOfSpace, startEngine, type Engine } from './engine.ts';
import { EngineError } from './owner.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const leftovers: (() => unknown)[] = [];
afterEach(async () => {
  for (const clear of leftovers.splice(0).toReversed()) await clear();
});

/** A folder that any user may enter, removed after the test. */
function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-engine-'));
  chmodSync(folder, 0o755);
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string): Promise<Engine & { said: string[] }> {
  const said: string[] = [];
  const engine = await startEngine({ dataDir, report: (message) => said.push(message) });
  leftovers.push(() => engine.stop());
  return Object.assign(engine, { said });
}

async function ask(host: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ host, user: 'yangguang', database: 'postgres' });
  client.on('error', () => {});
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Another program that holds the folder's engine; resolves when it is up, with the postmaster's number. */
async function anotherProgram(
  dataDir: string,
  as: { uid?: number; gid?: number } = {},
): Promise<{ child: ChildProcess; postmaster: number }> {
  const script = `import { startEngine } from './src/platform/engine/engine.ts';
    const engine = await startEngine({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(engine.pid());
    process.on('SIGTERM', () => engine.stop().then(() => process.exit()));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    ...as,
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH },
  });
  leftovers.push(() => child.kill('SIGKILL'));
  let failure = '';
  child.stderr.on('data', (part: Buffer) => (failure += part));
  const postmaster = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(Number(text)));
    child.once('exit', () => reject(new Error(failure)));
  });
  return { child, postmaster };
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 50) {
    if (await isTrue()) return;
    await sleep(50);
  }
  throw new Error('It did not come true in 20 seconds');
}

/** An ended process that nobody has waited for (a container without an init) has a number but no command line. */
function isRunning(pid: number): boolean {
  if (existsSync('/proc/self/cmdline')) {
    return existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== '';
  }
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('an embedded database', () => {
  test('starts on an empty folder, with checksums on its pages and no network address', async () => {
    const { host } = await start(path.join(emptyFolder(), 'not', 'there', 'yet'));
    expect(await ask(host, 'show data_checksums')).toBe('on');
    expect(await ask(host, 'show listen_addresses')).toBe('');
    expect(await ask(host, 'show fsync')).toBe('on');
    expect(await ask(host, 'show synchronous_commit')).toBe('on');
  });

  test('starts in a folder whose path is longer than a socket address may be', async () => {
    const long = path.join(emptyFolder(), 'a'.repeat(90), '一个很长的文件夹名字'.repeat(4));
    const { host } = await start(long);
    expect(await ask(host, 'select 1')).toBe(1);
    await expect(startEngine({ dataDir: long })).rejects.toThrow('正由另一个阳光程序使用');
  });

  test('keeps what was written over a stop and a start', async () => {
    const folder = emptyFolder();
    const first = await start(folder);
    await ask(first.host, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start(folder);
    expect(await ask(second.host, 'select answer from kept')).toBe(42);
  });

  test('removes what an interrupted first start left half made', async () => {
    const folder = emptyFolder();
    mkdirSync(path.join(folder, 'postgres.partial'), { mode: 0o700 });
    writeFileSync(path.join(folder, 'postgres.partial', 'PG_VERSION'), '18\n');
    const { host } = await start(folder);
    expect(await ask(host, 'select 1')).toBe(1);
    expect(existsSync(path.join(folder, 'postgres.partial'))).toBe(false);
  });

  test('does not take a number in a stale postmaster.pid for its own process', async () => {
    const folder = emptyFolder();
    await (await start(folder)).stop();
    writeFileSync(path.join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
    const { said, host } = await start(folder);
    expect(await ask(host, 'select 1')).toBe(1);
    expect(said).toEqual([]);
  });

  test('refuses a folder of another PostgreSQL version in words', async () => {
    const folder = emptyFolder();
    await (await start(folder)).stop();
    writeFileSync(path.join(folder, 'postgres', 'PG_VERSION'), '17\n');
    await expect(startEngine({ dataDir: folder })).rejects.toThrow('PostgreSQL 17');
  });

  test('says which folder cannot be used, and why', async () => {
    const file = path.join(emptyFolder(), 'a-file');
    writeFileSync(file, '');
    const refused = startEngine({ dataDir: path.join(file, 'data') });
    await expect(refused).rejects.toThrow(EngineError);
    await expect(refused).rejects.toThrow(/a-file\/data 不能使用/);
  });
});

describe('one folder, one owner', () => {
  test('a second start is refused with the number of the first', async () => {
    const folder = emptyFolder();
    await start(folder);
    await expect(startEngine({ dataDir: folder })).rejects.toThrow(`正由另一个阳光程序使用（进程 ${process.pid}）`);
  });

  test('of many starts at once exactly one wins', async () => {
    const folder = emptyFolder();
    const starts = await Promise.allSettled([1, 2, 3, 4, 5].map(() => start(folder)));
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('a command shares the engine of a running server and leaves it running', async () => {
    const folder = emptyFolder();
    const server = await start(folder);
    const command = await startEngine({ dataDir: folder, shared: true });
    expect(await ask(command.host, 'select 1')).toBe(1);
    await command.stop();
    expect(await ask(server.host, 'select 1')).toBe(1);
  });
});

describe('after a SIGKILL', () => {
  test('of the database it is started again, and every commit is there', async () => {
    const engine = await start(emptyFolder());
    await ask(engine.host, 'create table kept as select 42 as answer');
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    await until(() =>
      ask(engine.host, 'select answer from kept').then(
        (answer) => answer === 42,
        () => false,
      ),
    );
    await until(() => engine.said.includes('内置数据库已恢复。'));
  });

  test('of our program the next start stops the orphan and goes on', async () => {
    const folder = emptyFolder();
    const { child, postmaster } = await anotherProgram(folder);
    child.kill('SIGKILL');
    await ended(child);
    expect(isRunning(postmaster)).toBe(true);
    const next = await start(folder);
    expect(next.said[0]).toContain(`留下了数据库进程 ${postmaster}`);
    expect(await ask(next.host, 'select 1')).toBe(1);
    expect(isRunning(postmaster)).toBe(false);
  });

  test('of both the next start recovers', async () => {
    const folder = emptyFolder();
    const { child, postmaster } = await anotherProgram(folder);
    child.kill('SIGKILL');
    process.kill(postmaster, 'SIGKILL');
    await ended(child);
    expect(await ask((await start(folder)).host, 'select 1')).toBe(1);
  });

  test('a stop while the database is being restarted leaves no process behind', async () => {
    const folder = emptyFolder();
    const engine = await start(folder);
    process.kill(engine.pid() ?? 0, 'SIGKILL');
    await sleep(30);
    await engine.stop();
    await sleep(500);
    const pid = engine.pid();
    expect(pid !== undefined && isRunning(pid)).toBe(false);
  });
});

// Another user can run the program only where the checkout may be entered; root's own private folder is none of theirs.
describe.runIf(isRoot && isOpenToOthers(projectRoot))('by its user', () => {
  test('an ordinary user runs it as himself', async () => {
    const folder = emptyFolder();
    chownSync(folder, nobody.uid, nobody.gid);
    const { child } = await anotherProgram(folder, nobody);
    child.kill('SIGTERM');
    await ended(child);
    expect(existsSync(path.join(folder, 'postgres', 'PG_VERSION'))).toBe(true);
  });

  test('an ordinary user is told whose folder it is when root made it', async () => {
    const folder = emptyFolder();
    await (await start(folder)).stop();
    const user = { uid: 1, gid: 1 }; // daemon
    await expect(anotherProgram(folder, user)).rejects.toThrow('属于另一个用户（nobody）');
  });

  test('root goes on with a folder that an ordinary user made', async () => {
    const folder = emptyFolder();
    chownSync(folder, 1, 1);
    const { child } = await anotherProgram(folder, { uid: 1, gid: 1 });
    child.kill('SIGTERM');
    await ended(child);
    expect(await ask((await start(folder)).host, 'select 1')).toBe(1);
  });

  test('root is told to choose another folder where the database user cannot enter', async () => {
    const folder = emptyFolder();
    chmodSync(folder, 0o700);
    await expect(startEngine({ dataDir: path.join(folder, 'data') })).rejects.toThrow('它进不了数据文件夹');
  });
});

test('a log tells a full disk from other reasons not to start', () => {
  expect(isOutOfSpace('FATAL:  could not write lock file "postmaster.pid": No space left on device')).toBe(true);
  expect(isOutOfSpace('FATAL:  could not create lock file "postmaster.pid": Permission denied')).toBe(false);
});
