import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { Blobs } from '../blobs.ts';
import { fixedClock } from '../clock.ts';
import type { Context } from '../context.ts';
import { clientConfig, connect, type Connection } from '../database/connect.ts';
import { PageCache } from '../http/pagecache.ts';
import { readSettings } from '../settings.ts';
import { templateDatabase } from './globalsetup.ts';

export type TestContext = Context & { clock: ReturnType<typeof fixedClock>; connection: Connection };

/**
 * A context over a database of this test file's own, cloned from the migrated template and dropped at its end.
 * The clock stands at `now` (default 2026-05-15 09:00 in Shanghai) until the test sets it.
 */
export async function testContext(options: { now?: string; env?: NodeJS.ProcessEnv } = {}): Promise<TestContext> {
  const host = inject('databaseHost');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await inServer(host, `create database ${name} template ${templateDatabase}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-files-'));
  const { db } = connect({ host, database: name }, 6);
  afterAll(async () => {
    await db.destroy();
    await inServer(host, `drop database ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    db,
    clock: fixedClock(options.now ?? '2026-05-15T01:00:00Z'),
    settings: { ...readSettings({ DATA_DIR: folder, LOG: 'off', ...options.env }) },
    pages: new PageCache(),
    blobs: new Blobs(folder),
    connection: { host, database: name },
  };
}

async function inServer(host: string, statement: string): Promise<void> {
  const client = new pg.Client(clientConfig({ host, database: 'postgres' }));
  await client.connect();
  await client.query(statement);
  await client.end();
}
