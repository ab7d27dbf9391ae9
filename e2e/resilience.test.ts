import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { childrenOf, killUnderWrites } from '../bench/killing.ts';
import { ensureDatabase } from '../src/platform/database/migrate.ts';
import { startEngine } from '../src/platform/engine/engine.ts';
import { samplePassword } from '../src/sample/accounts.ts';
import { startServer, type TestServer } from './globalsetup.ts';

const leftovers: (() => unknown)[] = [];
afterEach(async () => {
  for (const clear of leftovers.splice(0).toReversed()) await clear();
});

function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-resilience-'));
  chmodSync(folder, 0o755);
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the county that the journeys walk in: quicker than loading the sample each time. */
const copyOfCounty = path.join(mkdtempSync(path.join(os.tmpdir(), 'yangguang-county-')), 'county.tar.gz');
beforeAll(async () => {
  const made = await command(['backup', copyOfCounty], { DATA_DIR: inject('dataDir') });
  expect(made.stderr).toBe('');
});
afterAll(() => rmSync(path.dirname(copyOfCounty), { recursive: true, force: true }));

async function stock(environment: Record<string, string>): Promise<void> {
  const { status, stderr } = await command(['restore', copyOfCounty], environment);
  if (status !== 0) throw new Error(stderr);
}

async function started(environment: Record<string, string>): Promise<TestServer> {
  await stock(environment);
  const server = await startServer(environment);
  leftovers.push(() => server.stop());
  return server;
}

const signIn = ({ url }: { url: string }, login: string) =>
  fetch(`${url}/api/accounts/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login, password: samplePassword }),
  });

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 100) {
    if (await isTrue().catch(() => false)) return;
    await sleep(100);
  }
  throw new Error('It did not come true in a minute');
}

/** Runs the built command to its end. */
async function command(args: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, ['dist/server/cli.js', ...args], {
    env: { PATH: process.env.PATH, ...environment },
    timeout: 60_000,
  });
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), exitOf(child)]);
  return { stdout, stderr, status };
}

const exitOf = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve));

test('no acknowledged write is lost or doubled when server and database are killed under writes', async () => {
  const { lost, doubled, tornTransactions, acknowledged } = await killUnderWrites(4, {
    stock: (dataDir) => stock({ DATA_DIR: dataDir }),
  });
  expect({ lost, doubled, tornTransactions }).toEqual({ lost: [], doubled: [], tornTransactions: 0 });
  expect(acknowledged).toBeGreaterThan(20);
});

test('while the database is stopped the site says so, shows what it has, and recovers by itself', async () => {
  const folder = emptyFolder();
  let engine = await startEngine({ dataDir: folder });
  leftovers.push(() => engine.stop());
  await ensureDatabase(engine.host, 'yangguang');
  const server = await started({
    DATABASE_URL: `postgres://yangguang@/yangguang?host=${encodeURIComponent(engine.host)}`,
    DATA_DIR: emptyFolder(),
    PROCESSES: '1',
  });
  const home = await (await fetch(server.url)).text();
  await engine.stop();

  const search = await fetch(`${server.url}/search?q=${encodeURIComponent('条例')}`);
  expect(search.status).toBe(503);
  expect(search.headers.get('retry-after')).not.toBeNull();
  expect(await search.text()).toContain('网站正在恢复');
  const refused = await signIn(server, 'jingban');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'database_away' });
  const cached = await fetch(server.url);
  expect(cached.status).toBe(200);
  expect(await cached.text()).toBe(home);

  engine = await startEngine({ dataDir: folder });
  await until(async () => (await signIn(server, 'jingban')).ok);
  expect((await fetch(`${server.url}/search?q=${encodeURIComponent('条例')}`)).status).toBe(200);
});

describe('of several processes on one port', () => {
  /** Over a connection of its own, so that the processes take turns. */
  const read = (url: string) =>
    new Promise<string>((resolve, reject) => {
      get(url, { agent: false }, (response) => text(response).then(resolve, reject)).on('error', reject);
    });

  test('each shows a change at once, and one that dies is replaced', async () => {
    const server = await started({ DATA_DIR: emptyFolder(), PROCESSES: '2' });
    const cookie = (await signIn(server, 'xitong')).headers.getSetCookie().join('; ').split(';')[0] ?? '';
    const readAll = () => Promise.all(Array.from({ length: 12 }, () => read(`${server.url}/bodies`)));
    expect((await readAll()).some((page) => page.includes('新设的试验镇'))).toBe(false);

    const form = new FormData();
    form.set('file', new Blob(['代码,名称,类型,上级代码\n210681999,新设的试验镇,乡镇（街道）,210681\n']), 'bodies.csv');
    const stored = await fetch(`${server.url}/api/bodies/import`, {
      method: 'POST',
      headers: { cookie, origin: server.url },
      body: form,
    });
    expect(await stored.json()).toMatchObject({ isStored: true });
    await sleep(200); // the announcement to the other process
    expect((await readAll()).every((page) => page.includes('新设的试验镇'))).toBe(true);

    const processes = () => childrenOf(server.child.pid ?? 0);
    const [victim = 0] = processes();
    process.kill(victim, 'SIGKILL');
    await until(async () => !processes().includes(victim) && processes().length === 2);
    await until(async () => (await readAll()).every((page) => page.includes('新设的试验镇')));
  });
});

describe.runIf(process.getuid?.() === 0 && process.platform === 'linux')('on a full disk', () => {
  test('the person is told, nothing acknowledged is lost, and work goes on when there is room again', async () => {
    const dataDir = emptyFolder();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=700m,mode=755', 'tmpfs', dataDir]);
    if (mounted.status !== 0) throw new Error(`This machine lets nobody mount a tmpfs: ${mounted.stderr}`);
    leftovers.push(() => spawnSync('umount', ['-l', dataDir]));
    const server = await started({ DATA_DIR: dataDir, PROCESSES: '1' });
    const cookie = (await signIn(server, 'xitong')).headers.getSetCookie().join('; ').split(';')[0] ?? '';
    const importVillages = async (batch: number) => {
      const rows = Array.from({ length: 1500 }, (_, n) => `T${batch}-${n},试验村${batch}-${n},村（社区）,210681115`);
      const form = new FormData();
      form.set('file', new Blob([`代码,名称,类型,上级代码\n${rows.join('\n')}\n`]), 'villages.csv');
      return fetch(`${server.url}/api/bodies/import`, {
        method: 'POST',
        headers: { cookie, origin: server.url },
        body: form,
      });
    };
    expect((await importVillages(0)).status).toBe(200);

    const ballast = path.join(dataDir, 'ballast');
    expect(() => {
      for (let part = 0; ; part += 1) writeFileSync(ballast, Buffer.alloc(4 * 1024 * 1024), { flag: 'a' });
    }).toThrow('ENOSPC');
    let acknowledged = 0;
    let answer = await importVillages(1);
    while (answer.status === 200 && acknowledged < 60) {
      acknowledged += 1;
      answer = await importVillages(acknowledged + 1);
    }
    // 507 where a table cannot grow; 503 where the log of changes cannot, and the database stops rather than guess.
    expect([503, 507]).toContain(answer.status);
    expect(await answer.text()).toMatch(/磁盘已满|数据库暂时连不上/);
    expect((await fetch(server.url)).status).toBe(200);

    rmSync(ballast);
    await until(async () => (await importVillages(1000)).status === 200);
    const bodies: { code: string }[] = await (await fetch(`${server.url}/api/bodies`, { headers: { cookie } })).json();
    const ofBatch = (batch: number) => bodies.filter(({ code }) => code.startsWith(`T${batch}-`)).length;
    for (let batch = 0; batch <= acknowledged; batch += 1) expect(ofBatch(batch)).toBe(1500);
    expect([0, 1500]).toContain(ofBatch(acknowledged + 1)); // not acknowledged: all of it or nothing
  });
});

describe('a start that cannot be', () => {
  test('for a taken port ends at once with words and exit code 2, before anything is made', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    leftovers.push(() => taken.close());
    const { port } = taken.address() as AddressInfo;
    const { status, stderr } = await command(['serve'], {
      PORT: String(port),
      DATA_DIR: path.join(emptyFolder(), 'data'),
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`端口 ${port} 已被别的程序占用`);
  });

  test('for wrong settings names every one of them', async () => {
    const { status, stderr } = await command(['serve'], { PORT: 'eighty', PROCESSES: '0', DATABASE_URL: 'mysql://x' });
    expect(status).toBe(2);
    for (const name of ['PORT', 'PROCESSES', 'DATABASE_URL']) expect(stderr).toContain(name);
  });

  test('for a database that is not there says where to look, with exit code 4', async () => {
    const { status, stderr } = await command(['migrate'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect(status).toBe(4);
    expect(stderr).toContain('DATABASE_URL');
  });

  test('for a folder that another server holds says who holds it, with exit code 4', async () => {
    const dataDir = emptyFolder();
    const engine = await startEngine({ dataDir });
    leftovers.push(() => engine.stop());
    const { status, stderr } = await command(['serve'], { PORT: '0', DATA_DIR: dataDir });
    expect(status).toBe(4);
    expect(stderr).toContain(`进程 ${process.pid}`);
  });
});

test('a backup is made beside the running server, and restored only into a new folder', async () => {
  const folder = emptyFolder();
  const file = path.join(folder, 'backup.tar.gz');
  const made = await command(['backup', file, '--json'], { DATA_DIR: inject('dataDir') });
  const counts: { rows: number } = JSON.parse(made.stdout);
  expect(counts.rows).toBeGreaterThan(289);
  const there = { DATA_DIR: path.join(folder, 'data') };
  const restored = await command(['restore', file, '--json'], there);
  expect(JSON.parse(restored.stdout)).toMatchObject({ rows: counts.rows });
  const again = await command(['restore', file, '--json'], there);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('已有内容');
});

test('clients that send their request a letter at a time are cut off and keep nobody waiting', async () => {
  const { port } = new URL(inject('siteUrl'));
  const open = new Set<Socket>();
  for (let count = 0; count < 300; count += 1) {
    const socket = createConnection(Number(port), 'localhost', () =>
      socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '),
    );
    open.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => open.delete(socket));
    socket.resume();
  }
  leftovers.push(() => open.forEach((socket) => socket.destroy()));
  const trickle = setInterval(() => open.forEach((socket) => socket.writable && socket.write('a')), 1000);
  leftovers.push(() => clearInterval(trickle));
  const startedAt = performance.now();
  expect((await fetch(inject('siteUrl'))).status).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(2000);
  await until(async () => open.size === 0);
  expect(performance.now() - startedAt).toBeLessThan(25_000);
});
