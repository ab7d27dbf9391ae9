import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { commandLineActor, type Actor } from '../src/account/rules.ts';
import { change } from '../src/audit/change.ts';
import { derive, deriveOncePerDay } from '../src/catalogue/commands/derive.ts';
import { settleObligations } from '../src/catalogue/commands/obligations.ts';
import { bringUpToDate } from '../src/catalogue/daily.ts';
import { board } from '../src/catalogue/queries/board.ts';
import { standingOfUnits } from '../src/catalogue/queries/tally.ts';
import { boardFilter } from '../src/catalogue/schema.ts';
import { fixedClock } from '../src/platform/clock.ts';
import { clientConfig, connect } from '../src/platform/database/connect.ts';
import { ensureDatabase, migrate } from '../src/platform/database/migrate.ts';
import { startEngine } from '../src/platform/engine/engine.ts';
import { readSettings } from '../src/platform/settings.ts';
import { makeContext } from '../src/serve.ts';
import { loadCountry, prescribe } from './country.ts';

// npm run bench:obligations [counties]: the country's villages × 24 items × 4 quarters on the embedded database as it ships,
// group by group, so that the cost of one obligation can be seen from one county to the country. Prints tables;
// bench/out/obligations.json holds them.

const most = Number(process.argv[2] ?? 2978);
const groups = [0, 1, 10, 100, 1000, 2978].filter((at) => at < most).concat(most);
const folder = mkdtempSync(path.join(process.env.BENCH_DIR ?? os.tmpdir(), 'yangguang-obligations-'));
chmodSync(folder, 0o755);
const engine = await startEngine({ dataDir: folder });
const connection = { host: engine.host, database: 'yangguang' };
const say = (text: string) => void process.stderr.write(`${text}\n`);
const seconds = (from: number) => Math.round(performance.now() - from) / 1000;

try {
  await ensureDatabase(engine.host, connection.database);
  await migrate(connection);
  const { db } = connect(connection);
  const clock = fixedClock('2026-01-01T01:00:00Z');
  const ctx = makeContext(readSettings({ DATA_DIR: folder, LOG: 'off' }), { db }, clock);
  await bringUpToDate(ctx);
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  say(`villages: ${await loadCountry(client, most)}`);
  const derivation = [];
  for (const [index, from] of groups.slice(0, -1).entries())
    derivation.push(await deriveGroup(from, groups[index + 1] ?? from));
  await client.query('vacuum (analyze) obligation_record');
  const floor = await insertFloor();
  const figures = {
    at: new Date().toISOString(),
    ...{ cpu: os.cpus()[0]?.model, cores: os.availableParallelism() },
    ...{ derivation, floorRowsPerSecond: floor, sizes: await sizes() },
    'one publication, ms': await publications(),
    'daily roll-over, s': await rollOver('2026-01-02T01:00:00Z'),
    'county board, ms': await countyBoards('2026-02-01'),
    'country board, ms': await countryBoards('2026-02-01'),
    'roll-over that brings next January, s': await rollOver('2026-10-12T01:00:00Z'),
  };
  mkdirSync('bench/out', { recursive: true });
  writeFileSync('bench/out/obligations.json', JSON.stringify(figures, null, 2));
  console.table(derivation);
  console.table(
    Object.entries(figures)
      .filter(([name]) => /, |size|floor/.test(name))
      .map(([what, value]) => ({ what, value: JSON.stringify(value) })),
  );

  async function deriveGroup(from: number, to: number) {
    await client.query('begin');
    const expected = await prescribe(client, from, to, '2026-01-01');
    await client.query('commit');
    await client.query('analyze catalogue_item, catalogue_item_body, catalogue_version, catalogue');
    const memory = watchMemory();
    const start = performance.now();
    const made = await change(ctx, commandLineActor('bench'), async (changing) => {
      const count = await derive(changing);
      changing.record({
        verb: 'obligation.derive',
        subject: { type: 'obligation', id: 'bench' },
        bodyId: null,
        after: { count },
      });
      return count;
    });
    const took = seconds(start);
    if (made !== expected) throw new Error(`${made} obligations instead of ${expected}`);
    const row = {
      counties: to - from,
      obligations: made,
      seconds: took,
      'µs each': Math.round((took / made) * 1e7) / 10,
      'peak MB of one database process': await memory(),
    };
    say(JSON.stringify(row));
    return row;
  }

  /** What the database itself can do with rows of that size and one key in order: what derivation is measured against. */
  async function insertFloor(): Promise<number> {
    await client.query(
      'create table floor (id uuid primary key, body_id uuid not null, due_no int not null, due_on date)',
    );
    const start = performance.now();
    const { rowCount } = await client.query(
      "insert into floor select obligation_id(body.no, n), body.id, n, '2026-01-20' from (select * from body order by no limit 30000) body cross join generate_series(1, 96) n order by body.no, n",
    );
    await client.query('drop table floor');
    return Math.round((rowCount ?? 0) / seconds(start));
  }

  async function sizes() {
    const { rows } = await client.query(
      "select relname as name, pg_size_pretty(pg_table_size(oid)) as rows, pg_size_pretty(pg_indexes_size(oid)) as indexes from pg_class where relname in ('obligation_record', 'due_date', 'catalogue_item_body', 'obligation_tally')",
    );
    return rows;
  }

  /** One document signed that meets one obligation: the command with its record, tally and announcement. */
  async function publications() {
    const { rows } = await client.query<{ id: string }>(
      'select id from obligation_record tablesample system (1) order by random() limit 500',
    );
    const times: number[] = [];
    for (const { id } of rows) {
      const start = performance.now();
      await change(ctx, commandLineActor('bench'), (changing) =>
        settleObligations(changing, [id], { disclosureId: null as unknown as string, on: '2026-01-01' }),
      );
      times.push(performance.now() - start);
    }
    return spread(times);
  }

  async function rollOver(now: string): Promise<number> {
    clock.set(now);
    const start = performance.now();
    await deriveOncePerDay(ctx);
    return seconds(start);
  }

  async function countyBoards(asOf: string) {
    clock.set(`${asOf}T01:00:00Z`);
    const { rows } = await client.query<{ path: string }>(
      "select path from body where kind = 'county' order by code limit $1",
      [most],
    );
    const times: number[] = [];
    for (let turn = 0; turn < 200; turn += 1) {
      const county = rows[(turn * 37) % rows.length]?.path ?? '';
      const start = performance.now();
      const seen = await board(ctx, officeAt(county), boardFilter.parse({}), asOf);
      times.push(performance.now() - start);
      if (seen.total === 0) say(`nothing owed in ${county}`);
    }
    return spread(times);
  }

  async function countryBoards(asOf: string) {
    const times: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const start = performance.now();
      const units = await standingOfUnits(ctx, officeAt(''), 0, asOf);
      times.push(performance.now() - start);
      if (units.length < most - 10) throw new Error(`${units.length} counties`);
    }
    return spread(times);
  }

  await client.end();
  await db.destroy();
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}

function officeAt(path: string): Actor {
  return { ...commandLineActor('bench'), roles: [{ role: 'office', path }] };
}

function spread(times: number[]) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** The largest private memory that one process of the database has while watched; shared buffers do not count. */
function watchMemory(): () => Promise<number> {
  let peak = 0;
  const look = () => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8');
        if (!/^Name:\s+postgres/m.test(status)) continue;
        peak = Math.max(peak, Number(/^RssAnon:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024);
      } catch {
        // The process has ended between the list and the look.
      }
    }
  };
  const timer = setInterval(look, 500);
  return async () => {
    clearInterval(timer);
    look();
    return Math.round(peak);
  };
}
