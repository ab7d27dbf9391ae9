import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadSmallCounty, person } from '../account/testing.ts';
import { commandLineActor } from '../account/rules.ts';
import { addSection } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import { clientConfig, type Connection } from '../platform/database/connect.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { readArchive, writeArchive } from './archive.ts';
import { backUp, restore } from './commands.ts';
import { filledByMigrations, readTable, tablesOf } from './queries.ts';

let county: TestContext;
let folder: string;
let whole: string;
const actor = commandLineActor('backup');

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-backup-'));
  whole = path.join(folder, 'whole.tar.gz');
  county = await testContext();
  await loadSmallCounty(county);
  await person(county, 'clerk', '210681-05');
  await county.blobs.put(Buffer.from('一份附件'));
  await county.blobs.put(Buffer.alloc(3_000_000, 7));
  const body = await bodyByCode(county.db, '210681');
  // What text formats stumble over: quotes, tabs, line ends, a backslash, an emoji, the end mark of COPY.
  await addSection(county, actor, { bodyId: body.id, name: '带\t制表、\n换行、\\反斜线、"引号"、🌞 和 \\. 的科室' });
  await backUp(county, county.connection, actor, whole);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rows and hash of every table: what must be the same after a restore. */
async function contentOf({ connection }: { connection: Connection }): Promise<Record<string, string>> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  const content: Record<string, string> = {};
  for (const table of await tablesOf(client)) {
    const { rows, sha256 } = await readTable(client, table, () => {});
    content[table.name] = `${rows} ${sha256}`;
  }
  await client.end();
  return content;
}

const emptyDatabase = () => testContext();

async function restored() {
  const there = await emptyDatabase();
  await restore(there, there.connection, whole);
  return there;
}

describe('a backup', () => {
  test('brings back every row of every table and every file', async () => {
    const file = path.join(folder, 'round.tar.gz');
    const before = await contentOf(county);
    const copy = await backUp(county, county.connection, actor, file);
    const there = await emptyDatabase();
    expect(await restore(there, there.connection, file)).toEqual(copy);
    expect(await contentOf(there)).toEqual(before);
    expect(Number(before.body?.split(' ')[0])).toBe(9);
    expect(copy.files).toBe(2);
    expect((await there.blobs.get(createHash('sha256').update('一份附件').digest('hex'))).toString()).toBe('一份附件');
  });

  test('leaves a database that works on: numbers continue, rules and references hold', async () => {
    const there = await emptyDatabase();
    await restore(there, there.connection, whole);
    const body = await bodyByCode(there.db, '210681');
    await addSection(there, actor, { bodyId: body.id, name: '恢复之后新设的科室' });
    await expect(there.db.updateTable('audit_event').set({ verb: 'forged' }).execute()).rejects.toThrow('append-only');
    await expect(
      there.db
        .insertInto('section')
        .values({ id: crypto.randomUUID(), body_id: crypto.randomUUID(), name: '无主', created_at: new Date() })
        .execute(),
    ).rejects.toThrow('foreign key');
  });

  test('is of one instant, also while people write', async () => {
    const body = await bodyByCode(county.db, '210681-20');
    const done = new AbortController();
    const writing = (async () => {
      for (let count = 0; !done.signal.aborted; count += 1)
        await addSection(county, actor, { bodyId: body.id, name: `科室 ${count}` });
    })();
    const file = path.join(folder, 'busy.tar.gz');
    await backUp(county, county.connection, actor, file);
    done.abort();
    await writing;
    const there = await emptyDatabase();
    await restore(there, there.connection, file);
    const of = (verb: string) =>
      there.db.selectFrom('audit_event').select('id').where('verb', '=', verb).where('body_id', '=', body.id).execute();
    const sections = await there.db.selectFrom('section').select('id').where('body_id', '=', body.id).execute();
    expect(await of('section.create')).toHaveLength(sections.length);
  });

  test('is recorded, may be read by its owner only, and never replaces a file', async () => {
    expect(statSync(whole).mode & 0o777).toBe(0o600);
    const events = await county.db
      .selectFrom('audit_event')
      .select('subject_id')
      .where('verb', '=', 'backup.make')
      .execute();
    expect(events[0]?.subject_id).toBe(whole);
    await expect(backUp(county, county.connection, actor, whole)).rejects.toThrow('已经存在');
    await expect(backUp(county, county.connection, actor, path.join(folder, 'no', 'where.tar.gz'))).rejects.toThrow(
      `文件夹 ${path.join(folder, 'no')} 不存在`,
    );
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('is not written when a stored file has rotted', async () => {
    const bytes = Buffer.from('将要损坏的附件');
    const sha256 = await county.blobs.put(bytes);
    const at = path.join(county.settings.dataDir, sha256.slice(0, 2), sha256);
    writeFileSync(at, '别的内容');
    const file = path.join(folder, 'rotten.tar.gz');
    await expect(backUp(county, county.connection, actor, file)).rejects.toThrow('已在磁盘上损坏');
    expect(existsSync(file)).toBe(false);
    rmSync(at);
  });
});

describe('restoring refuses', () => {
  test('a database that holds anything, and leaves it as it was', async () => {
    const before = await contentOf(county);
    await expect(restore(county, county.connection, whole)).rejects.toThrow('已有内容');
    expect(await contentOf(county)).toEqual(before);
  });

  const bytes = () => readFileSync(whole);
  const inside = (change: (tar: Buffer) => Buffer) => gzipSync(change(gunzipSync(bytes())));
  const exchange = (from: string, to: string) => (tar: Buffer) => {
    const at = tar.indexOf(from);
    if (at < 0) throw new Error(`${from} is not in the backup`);
    return Buffer.concat([tar.subarray(0, at), Buffer.from(to), tar.subarray(at + Buffer.byteLength(from))]);
  };
  test.for<[string, () => Buffer]>([
    ['a file cut short in the middle of an entry', () => bytes().subarray(0, bytes().length >> 1)],
    ['a file cut short', () => bytes().subarray(0, bytes().length - 5000)],
    ['a file with one wrong byte', () => Buffer.from(bytes()).fill(0x55, 2000, 2001)],
    ['a file cut short and packed again', () => inside((tar) => tar.subarray(0, tar.length - 8192))],
    ['one letter of a name changed', () => inside(exchange('东港市民政局', '东港市民攻局'))],
    ['a row that refers to nothing', () => inside(exchange('\tvillage\t', '\tvillagf\t'))],
    ['a picture', () => Buffer.from('\x89PNG not a backup')],
    ['an empty file', () => Buffer.alloc(0)],
    ['another archive', () => gzipSync(Buffer.alloc(1024))],
  ])('%s, and leaves the database empty', async ([name, make]) => {
    const file = path.join(folder, `damaged-${name.replaceAll(' ', '-')}`);
    writeFileSync(file, make());
    const there = await emptyDatabase();
    const before = await contentOf(there);
    const filled = Object.keys(before).filter((name) => !before[name]?.startsWith('0 '));
    expect(filled.toSorted()).toEqual(filledByMigrations.toSorted());
    await expect(restore(there, there.connection, file)).rejects.toThrow('备份文件已损坏或不完整');
    expect(await contentOf(there)).toEqual(before);
    await restore(there, there.connection, whole);
  });

  test('a name that points out of the folder, a table that is none of ours, and an entry made to swell', async () => {
    const holding = (name: string, bytes: number) => async () => {
      const file = path.join(folder, `made-${name.replaceAll('/', '-')}`);
      const entries = readArchive(whole);
      const { value: heading } = await entries.next();
      const parts: Buffer[] = [];
      for await (const part of heading?.content ?? []) parts.push(part);
      await entries.return(undefined);
      await writeArchive(file, async (add) => {
        await add('heading.json', Buffer.concat(parts));
        await add(name, Buffer.alloc(bytes));
      });
      return file;
    };
    for (const make of [
      holding('files/../../escaped', 10),
      holding('../../escaped', 10),
      holding('tables/pg_authid/1', 10),
      holding(`files/${'0'.repeat(64)}`, 200 * 1024 * 1024),
    ]) {
      const there = await emptyDatabase();
      await expect(restore(there, there.connection, await make())).rejects.toThrow('备份文件已损坏或不完整');
    }
    expect(existsSync(path.join(folder, '..', 'escaped'))).toBe(false);
  });

  test('a second restore at the same moment', async () => {
    const there = await emptyDatabase();
    const both = await Promise.allSettled([1, 2].map(() => restore(there, there.connection, whole)));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await contentOf(there)).toEqual(await contentOf(await restored()));
  });

  test('a backup of a newer program', async () => {
    const file = path.join(folder, 'newer.tar.gz');
    writeFileSync(file, inside(exchange('0001_people.sql', '9001_people.sql')));
    const there = await emptyDatabase();
    await expect(restore(there, there.connection, file)).rejects.toThrow('另一个版本的程序');
  });
});

test('a backup goes to any PostgreSQL that DATABASE_URL names', async () => {
  const there = await testContext();
  const host = encodeURIComponent(inject('databaseHost'));
  const url = `postgres://yangguang@/${there.connection.database}?host=${host}`;
  await restore(there, { url }, whole);
  const again = path.join(folder, 'by-url.tar.gz');
  await backUp(there, { url }, actor, again);
  expect(existsSync(again)).toBe(true);
});
