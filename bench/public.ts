import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../e2e/globalsetup.ts';
import { bytesOf, pageOf, startNginx, type StaticSite } from './nginx.ts';
import { publishDocuments } from './seeding.ts';
import { load, medianOf, type Load, type Target } from './wrk.ts';

// npm run bench [-- N N…]: the public site with N documents (default 1000 and 10000) against nginx that serves static
// copies of the same pages, on the same cores in the same run. Prints a table; bench/out/public.json holds everything.

const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(1000, 10_000);
const processes = Math.min(2, os.availableParallelism());
const itemsInTurn = 200;
const runsEach = 3;
const words = [
  '条例',
  '安全生产',
  '社会保险',
  '土地',
  '行政许可',
  '野生动物保护',
  '海关',
  '医疗器械',
  '档案',
  '不存在的词语',
];

for (const tool of ['nginx', 'wrk']) {
  if (spawnSync('which', [tool]).status === 0) continue;
  console.error(`This measurement needs ${tool}: apt-get install nginx-light wrk`);
  process.exit(2);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-bench-'));
chmodSync(folder, 0o755);
const dataDir = path.join(folder, 'data');
const ours = `http://127.0.0.1:${await freePort()}`;
const server = spawn(process.execPath, ['dist/server/cli.js', 'serve'], {
  env: {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    PORT: new URL(ours).port,
    PROCESSES: String(processes),
    LOG: 'json', // as in production: a line a request, to a file
  },
  stdio: ['ignore', openSync(path.join(folder, 'request.log'), 'a'), 'inherit'],
});
const rows: Record<string, string | number>[] = [];
const figures: object[] = [];
const sides: StaticSite[] = [];

try {
  while (
    !(await fetch(ours).then(
      ({ ok }) => ok,
      () => false,
    ))
  ) {
    if (server.exitCode !== null) throw new Error('The server did not start');
    await sleep(200);
  }
  let published = 0;
  for (const size of sizes) {
    const seeded = publishDocuments(path.join(folder, `documents-${size}`), published, size, { DATA_DIR: dataDir });
    published = size;
    await measure(size, seeded.documentsPerSecond);
  }
} finally {
  for (const side of sides) await side.stop();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
mkdirSync('bench/out', { recursive: true });
writeFileSync(
  'bench/out/public.json',
  JSON.stringify(
    { at: new Date().toISOString(), cpu: os.cpus()[0]?.model, cores: os.availableParallelism(), processes, figures },
    null,
    2,
  ),
);
console.table(rows);

async function measure(documents: number, documentsPerSecond: number): Promise<void> {
  const items = await documentPaths();
  const copies = new Map<string, Awaited<ReturnType<typeof pageOf>>>();
  for (const item of ['/', ...items]) copies.set(item === '/' ? '/index' : item, await pageOf(`${ours}${item}`));
  const site = async (accessLog: boolean) => {
    const at = path.join(folder, `nginx-${documents}-${accessLog}`);
    mkdirSync(at, { recursive: true });
    const started = await startNginx(at, await freePort(), processes, copies, { accessLog });
    sides.push(started);
    return started;
  };
  const quiet = await site(false);
  const logging = await site(true);
  figures.push({ documents, documentsPerSecond, homeBytes: copies.get('/index')?.wireBytes });

  for (const encoding of ['gzip', 'identity'] as const) {
    const here = { url: ours, paths: items, encoding };
    compare(documents, `document page, ${encoding}`, here, [
      ['nginx, no log', { ...here, url: quiet.url }],
      ['nginx, log', { ...here, url: logging.url }],
    ]);
  }
  compare(documents, 'home page, gzip', { url: ours, paths: ['/'], encoding: 'gzip' }, [
    ['nginx, no log', { url: quiet.url, paths: ['/index'], encoding: 'gzip' }],
  ]);
  const lists = Array.from({ length: 20 }, (_, page) => `/documents?page=${page + 1}`);
  compare(documents, 'list page, gzip', { url: ours, paths: lists, encoding: 'gzip' }, []);
  const searches = words.map((word) => `/search?q=${encodeURIComponent(word)}`);
  compare(documents, 'search, gzip', { url: ours, paths: searches, encoding: 'gzip' }, []);
}

/** Runs take turns, so that what else the machine does falls on both. */
function compare(documents: number, what: string, here: Target, others: [string, Target][]): void {
  load(folder, here, { seconds: 2 }); // fills the caches of all processes
  const own: Load[] = [];
  const their = new Map<string, Load[]>(others.map(([name]) => [name, []]));
  for (let run = 0; run < runsEach; run += 1) {
    own.push(load(folder, here));
    for (const [name, target] of others) their.get(name)?.push(load(folder, target));
  }
  const middle = medianOf(own);
  const row: Record<string, string | number> = {
    documents,
    what,
    'per second': middle.requestsPerSecond,
    'p50 ms': middle.p50Ms,
    'p99 ms': middle.p99Ms,
    errors: own.reduce((sum, { errors }) => sum + errors, 0),
  };
  for (const [name, runs] of their) {
    const theirs = medianOf(runs);
    row[name] = theirs.requestsPerSecond;
    row[`ratio to ${name}`] = (middle.requestsPerSecond / theirs.requestsPerSecond).toFixed(2);
  }
  rows.push(row);
  figures.push({ documents, what, own, their: Object.fromEntries(their) });
}

/** The addresses of the newest documents, read off the list pages as a visitor would. */
async function documentPaths(): Promise<string[]> {
  const found = new Set<string>();
  for (let page = 1; found.size < itemsInTurn && page < 100; page += 1) {
    const html = (await bytesOf(`${ours}/documents?page=${page}`, 'identity')).toString();
    for (const [, at] of html.matchAll(/href="(\/d\/[^"?#]+)"/g)) if (at) found.add(at);
  }
  return [...found].slice(0, itemsInTurn);
}
