import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { projectRoot } from '../project.ts';
import { clientConfig, type Connection } from './connect.ts';

/** A migration that was changed after it ran, or a database newer than this program. */
export class MigrationError extends Error {}

/**
 * Brings the database to this program's schema: SQL files in order of name, each in its own transaction.
 * Returns the names of those applied now. Two programs that start at once take turns.
 * Throws MigrationError where the database's history does not match the files.
 */
export async function migrate(connection: Connection): Promise<string[]> {
  const client = new pg.Client(clientConfig(connection));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(8101516)');
    const done = await appliedMigrations(client);
    const files = migrationFiles();
    const unknown = [...done.keys()].filter((name) => !files.some((file) => file.name === name));
    if (unknown.length > 0) {
      throw new MigrationError(`数据库由更新的版本写过（${unknown.join('、')}），请使用新版本的程序。`);
    }
    const applied = [];
    for (const file of files) {
      const before = done.get(file.name);
      if (before === file.sha256) continue;
      if (before) throw new MigrationError(`迁移文件 ${file.name} 在执行之后被改动过，请恢复原文件。`);
      await client.query('begin');
      await applyMigration(client, file);
      await client.query('commit');
      applied.push(file.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

/** Creates the program's own database in the embedded engine if it is not there yet. */
export async function ensureDatabase(host: string, name: string): Promise<void> {
  const client = new pg.Client(clientConfig({ host, database: 'postgres' }));
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

export interface MigrationFile {
  name: string;
  sql: string;
  sha256: string;
}

/** The migrations that the database has been through: SHA-256 of the file by its name. */
export async function appliedMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  await client.query(
    'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  );
  const { rows } = await client.query('select name, sha256 from schema_migration order by name');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

/** Runs one migration, in the caller's transaction. */
export async function applyMigration(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  await client.query(file.sql);
  await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [file.name, file.sha256]);
}

/** This program's migrations in order. */
export function migrationFiles(): MigrationFile[] {
  const folder = path.join(projectRoot, 'migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}
