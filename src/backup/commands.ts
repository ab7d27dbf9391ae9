import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Actor } from '../account/rules.ts';
import { change } from '../audit/change.ts';
import type { Context } from '../platform/context.ts';
import { clientConfig, type Connection } from '../platform/database/connect.ts';
import { applyMigration, appliedMigrations, migrationFiles } from '../platform/database/migrate.ts';
import { AppError, conflict } from '../platform/errors.ts';
import { projectVersion } from '../platform/project.ts';
import { damaged, readArchive, writeArchive } from './archive.ts';
import {
  copied,
  copySettings,
  filledByMigrations,
  foreignKeysOf,
  readTable,
  sequencesOf,
  tablesOf,
  type CopiedTable,
} from './queries.ts';
import { headingSchema, manifestSchema, type Heading, type Manifest } from './schema.ts';

/** What a backup holds, or a restore brought back. */
export interface Copied {
  tables: number;
  rows: number;
  files: number;
}

/**
 * Writes everything the county has entrusted to us into one file: all tables as they stood at one instant, and all stored
 * files. Works while the site is served. Throws 409 when the file exists, 422 when a stored file is damaged.
 */
export async function backUp(ctx: Context, connection: Connection, actor: Actor, file: string): Promise<Copied> {
  const copy = await withClient(connection, async (client) => {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query(copySettings);
    const heading: Heading = {
      format: 'yangguang-backup-1',
      program: projectVersion,
      madeAt: ctx.clock.now().toISOString(),
      migrations: [...(await migrationsOf(client))].map(([name, sha256]) => ({ name, sha256 })),
    };
    const manifest: Manifest = { tables: [], sequences: [], files: [] };
    await writeArchive(file, async (add) => {
      await add('heading.json', JSON.stringify(heading, null, 2));
      for (const table of await tablesOf(client)) {
        let part = 0;
        const read = await readTable(client, table, (bytes) => add(`tables/${table.name}/${(part += 1)}`, bytes));
        manifest.tables.push({ ...table, ...read });
      }
      manifest.sequences = await sequencesOf(client);
      // A file is stored before the row that names it is committed, so listing them last misses none of the snapshot's.
      for await (const sha256 of ctx.blobs.list()) {
        const bytes = await ctx.blobs.get(sha256);
        if (sha256Of(bytes) !== sha256) throw damagedFile(sha256);
        await add(`files/${sha256}`, bytes);
        manifest.files.push(sha256);
      }
      await add('manifest.json', JSON.stringify(manifest));
    });
    return countOf(manifest);
  });
  await change(ctx, actor, async ({ record }) =>
    record({ verb: 'backup.make', subject: { type: 'backup', id: file }, bodyId: null, after: copy }),
  );
  return copy;
}

/**
 * Brings a backup back into an empty database and the folder of files, in one transaction; then reads every table again and
 * compares counts and hashes. The caller migrates afterwards where the program is newer than the backup.
 * Throws 409 when the database holds anything, 422 when the backup is damaged; the database is empty as before then.
 */
export async function restore(ctx: Context, connection: Connection, file: string): Promise<Copied> {
  return withClient(connection, async (client) => {
    await client.query('begin');
    await client.query(copySettings);
    await client.query('select pg_advisory_xact_lock(8101516)'); // no migration meanwhile
    await refuseUnlessEmpty(client);
    const entries = readArchive(file);
    const first = await entries.next();
    if (first.done || first.value.name !== 'heading.json') throw damaged('没有开头的说明');
    await buildSchema(client, parsed(headingSchema, await allOf(first.value.content)));
    const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]));
    for (const name of filledByMigrations)
      if (tables.has(name)) await client.query(`delete from ${pg.escapeIdentifier(name)}`);
    const foreignKeys = await foreignKeysOf(client);
    for (const { drop } of foreignKeys) await client.query(drop);
    for (const { name } of tables.values())
      await client.query(`alter table ${pg.escapeIdentifier(name)} disable trigger user`);

    const manifest = await refusedAsDamaged(load(ctx, client, entries, tables));

    for (const { name } of tables.values())
      await client.query(`alter table ${pg.escapeIdentifier(name)} enable trigger user`);
    for (const { add } of foreignKeys) await refusedAsDamaged(client.query(add));
    for (const { name, last } of manifest.sequences)
      if (last !== null) await client.query('select setval($1::regclass, $2)', [pg.escapeIdentifier(name), last]);
    await verify(client, tables, manifest);
    await client.query(`select pg_notify('page_touched', '["*"]')`);
    await client.query('commit');
    return countOf(manifest);
  });
}

async function refuseUnlessEmpty(client: pg.ClientBase): Promise<void> {
  for (const { name } of await tablesOf(client)) {
    if (filledByMigrations.includes(name)) continue;
    const { rows } = await client.query(`select 1 from ${pg.escapeIdentifier(name)} limit 1`);
    if (rows.length > 0) {
      throw conflict(
        `这个数据库里已有内容（表 ${name}），没有恢复，原有内容没有动。` +
          '请用 DATA_DIR 指定一个新文件夹，或用 DATABASE_URL 指定一个空的数据库，再恢复。',
      );
    }
  }
}

/** Brings the empty database to the schema that the backup was made with. */
async function buildSchema(client: pg.ClientBase, heading: Heading): Promise<void> {
  const applied = await appliedMigrations(client);
  const ours = migrationFiles();
  const known = heading.migrations.every(
    ({ name, sha256 }, at) => ours[at]?.name === name && ours[at].sha256 === sha256,
  );
  if (!known) {
    throw new AppError(
      'other_version',
      409,
      `这个备份是另一个版本的程序（${heading.program}）做的，本程序（${projectVersion}）读不了。请用那个版本或更新的版本恢复。`,
    );
  }
  if (applied.size > heading.migrations.length) {
    throw conflict('备份比这个空数据库的结构旧。请换一个全新的空数据库或 DATA_DIR 再恢复，程序会自动升级它。');
  }
  for (const migration of ours.slice(applied.size, heading.migrations.length)) await applyMigration(client, migration);
}

/** Copies tables and files in; returns the manifest, which comes last. */
async function load(
  ctx: Context,
  client: pg.ClientBase,
  entries: ReturnType<typeof readArchive>,
  tables: Map<string, CopiedTable>,
): Promise<Manifest> {
  let open: { name: string; sink: ReturnType<typeof copyFrom> } | undefined;
  const close = async () => {
    if (!open) return;
    open.sink.end();
    await finished(open.sink);
    open = undefined;
  };
  for await (const { name, content } of entries) {
    const [kind, subject = ''] = name.split('/');
    if (kind !== 'tables' || subject !== open?.name) await close();
    if (name === 'manifest.json') return parsed(manifestSchema, await allOf(content));
    if (kind === 'files') {
      const stored = await ctx.blobs.put(await allOf(content));
      if (stored !== subject) throw damaged(`附件 ${subject}`);
    } else if (kind === 'tables') {
      const table = tables.get(subject);
      if (!table) throw damaged(`不认识的表 ${subject}`);
      open ??= { name: subject, sink: client.query(copyFrom(`copy ${copied(table)} from stdin`)) };
      const failed = once(open.sink, 'error').then(([error]) => Promise.reject(error));
      failed.catch(() => {});
      for await (const part of content)
        if (!open.sink.write(part)) await Promise.race([once(open.sink, 'drain'), failed]);
    } else throw damaged(`不认识的内容 ${name}`);
  }
  throw damaged('没有结尾的清单');
}

/** What PostgreSQL refuses as a wrong value (class 22) or a broken rule (class 23) did not come from a database like ours. */
async function refusedAsDamaged<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '')) throw damaged(error.message);
    throw error;
  }
}

/** Reads everything back and compares it with what the backup says. */
async function verify(client: pg.ClientBase, tables: Map<string, CopiedTable>, manifest: Manifest): Promise<void> {
  if (manifest.tables.length !== tables.size) throw damaged('表的数目不符');
  for (const { name, rows, sha256 } of manifest.tables) {
    const table = tables.get(name);
    const found = table && (await readTable(client, table, () => {}));
    if (found?.rows !== rows || found.sha256 !== sha256) throw damaged(`表 ${name} 的内容与清单不符`);
  }
}

async function migrationsOf(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query('select name, sha256 from schema_migration order by name');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

async function withClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(connection));
  client.on('error', () => {}); // seen by the statement that is running
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end(); // an open transaction is rolled back
  }
}

const damagedFile = (sha256: string) =>
  new AppError(
    'damaged_file',
    422,
    `附件 ${sha256} 与它的校验值不符，已在磁盘上损坏；没有写出备份。请先从旧备份找回它。`,
  );

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const countOf = (manifest: Manifest): Copied => ({
  tables: manifest.tables.length,
  rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
  files: manifest.files.length,
});

/** What is read into memory whole: a stored file (uploads end at 30 MB), the heading, the list of a million files. */
const entryAtMostBytes = 128 * 1024 * 1024;

async function allOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of content) {
    bytes += part.length;
    if (bytes > entryAtMostBytes) throw damaged('其中一个文件大得不正常');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parsed<T>(schema: { safeParse(value: unknown): { data?: T } }, bytes: Buffer): T {
  try {
    const { data } = schema.safeParse(JSON.parse(bytes.toString('utf8')));
    if (data !== undefined) return data;
  } catch {
    // not JSON: the same answer
  }
  throw damaged('说明或清单读不懂');
}
