import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { randomInt, randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort, startServer, type TestServer } from '../e2e/globalsetup.ts';
import { startEngine } from '../src/platform/engine/engine.ts';
import { samplePassword } from '../src/sample/accounts.ts';

/** What is killed, with SIGKILL: nothing is told, nothing can be finished. */
const victims = ['server', 'one process', 'database', 'server and database'] as const;
type Victim = (typeof victims)[number];

export interface KillReport {
  rounds: number;
  kills: Record<Victim, number>;
  /** Writes whose success the server had answered. */
  acknowledged: number;
  /** Writes sent again since no answer came; each must count once. */
  sentAgain: number;
  lost: string[];
  doubled: string[];
  /** Records of acts without the thing done, or the reverse: a transaction that came apart. */
  tornTransactions: number;
  /** Milliseconds from each kill to the next acknowledged write. */
  recoveryMs: { median: number; max: number };
  writesPerSecond: number;
}

const writers = 8;
const recoverWithinMs = 60_000;

/**
 * Writes through the real HTTP API without a pause while what serves it is killed at random moments, `rounds` times; then
 * reads the database itself and compares it with what was acknowledged. `stock` may fill the folder before the first start.
 */
export async function killUnderWrites(
  rounds: number,
  { report, stock }: { report?: (message: string) => void; stock?: (dataDir: string) => Promise<void> } = {},
): Promise<KillReport> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yangguang-kill-'));
  chmodSync(dataDir, 0o755);
  const environment = { DATA_DIR: dataDir, PORT: String(await freePort()), LOG: 'off', PROCESSES: '2' };
  await stock?.(dataDir);
  let server = await startServer(environment);
  const journal = new Journal();
  const kills: Record<Victim, number> = { server: 0, 'one process': 0, database: 0, 'server and database': 0 };
  const recoveries: number[] = [];
  try {
    const cookie = await signIn(server);
    const bodyId = await someBody(server, cookie);
    const stopping = new AbortController();
    const startedAt = performance.now();
    const writing = Array.from({ length: writers }, () =>
      write(server.url, cookie, bodyId, journal, stopping.signal).catch((error: Error) => (journal.fault = error)),
    );
    for (let round = 1; round <= rounds; round += 1) {
      await sleep(randomInt(50, 1200));
      if (journal.fault) throw journal.fault;
      const victim = victims[randomInt(victims.length)] ?? 'server';
      kills[victim] += 1;
      const before = journal.acknowledged.size;
      const killedAt = performance.now();
      if (await kill(victim, server, dataDir)) server = await startServer(environment);
      while (journal.acknowledged.size <= before + writers) {
        if (performance.now() - killedAt > recoverWithinMs)
          throw new Error(
            `No write was acknowledged for a minute after the ${victim} was killed:\n${server.printed()}`,
          );
        await sleep(5);
      }
      recoveries.push(performance.now() - killedAt);
      report?.(`round ${round}: ${victim} killed, ${journal.acknowledged.size} writes acknowledged`);
    }
    stopping.abort();
    await Promise.all(writing);
    const seconds = (performance.now() - startedAt) / 1000;
    const found = await stored(dataDir);
    return {
      rounds,
      kills,
      acknowledged: journal.acknowledged.size,
      sentAgain: journal.sentAgain,
      lost: [...journal.acknowledged].filter((name) => !found.sections.has(name)),
      doubled: [...found.sections].filter(([, count]) => count !== 1).map(([name]) => name),
      tornTransactions: Math.abs(found.sections.size - found.records),
      recoveryMs: { median: median(recoveries), max: Math.round(Math.max(...recoveries)) },
      writesPerSecond: Math.round(journal.acknowledged.size / seconds),
    };
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

class Journal {
  readonly acknowledged = new Set<string>();
  sentAgain = 0;
  fault: Error | undefined;
}

/** Adds one section (科室) after another; one whose answer did not come is sent again, as a browser or a phone would. */
async function write(url: string, cookie: string, bodyId: string, journal: Journal, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const name = `科室 ${randomUUID()}`;
    for (let attempt = 1; ; attempt += 1) {
      if (attempt > 1) {
        journal.sentAgain += 1;
        await sleep(50);
      }
      const status = await fetch(`${url}/api/bodies/sections`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie },
        body: JSON.stringify({ bodyId, name }),
        signal: AbortSignal.timeout(20_000),
      }).then(
        async (response) => (await response.arrayBuffer(), response.status),
        () => 0,
      );
      // 422 to one sent again: it had been stored, only its answer was lost.
      if (status === 201 || (status === 422 && attempt > 1)) break;
      if (status !== 0 && status !== 503) throw new Error(`A write was answered with ${status}`);
    }
    journal.acknowledged.add(name);
  }
}

/** Kills; true when the server must be started again by hand. */
async function kill(victim: Victim, server: TestServer, dataDir: string): Promise<boolean> {
  const postmaster = Number.parseInt(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
  const { pid = 0 } = server.child;
  const ended = new Promise((resolve) => server.child.once('exit', resolve));
  if (victim === 'one process') {
    const processes = childrenOf(pid);
    process.kill(processes[randomInt(processes.length)] ?? pid, 'SIGKILL');
  }
  if (victim === 'database' || victim === 'server and database') process.kill(postmaster, 'SIGKILL');
  if (victim === 'database' || victim === 'one process') return false;
  process.kill(pid, 'SIGKILL');
  await ended;
  return true;
}

/** The processes that answer for a server; the database is another program. */
export function childrenOf(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8').split(' ').filter(Boolean).map(Number) : [];
  return children.filter((child) => {
    const commandLine = `/proc/${child}/cmdline`;
    return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes('cli.js');
  });
}

async function signIn({ url }: TestServer): Promise<string> {
  const response = await fetch(`${url}/api/accounts/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login: 'xitong', password: samplePassword }),
  });
  if (!response.ok) throw new Error(`Signing in was answered with ${response.status}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function someBody({ url }: TestServer, cookie: string): Promise<string> {
  const bodies: { id: string; kind: string }[] = await (
    await fetch(`${url}/api/bodies`, { headers: { cookie } })
  ).json();
  const bureau = bodies.find(({ kind }) => kind === 'bureau');
  if (!bureau) throw new Error('The sample county has no bureau');
  return bureau.id;
}

/** What the database holds, read beside the server. */
async function stored(dataDir: string): Promise<{ sections: Map<string, number>; records: number }> {
  const engine = await startEngine({ dataDir, shared: true });
  const client = new pg.Client({ host: engine.host, user: 'yangguang', database: 'yangguang' });
  await client.connect();
  try {
    const sections = await client.query(
      "select name, count(*)::int from section where name like '科室 %' group by name",
    );
    const records = await client.query(
      "select count(*)::int from audit_event where verb = 'section.create' and after ->> 'name' like '科室 %'",
    );
    return { sections: new Map(sections.rows.map((row) => [row.name, row.count])), records: records.rows[0].count };
  } finally {
    await client.end();
    await engine.stop();
  }
}

function median(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
