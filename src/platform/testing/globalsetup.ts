import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDatabase, migrate } from '../database/migrate.ts';
import { startEngine } from '../engine/engine.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseHost: string;
  }
}

export const templateDatabase = 'yangguang_template';

/** One database server a run; a migrated template that each test file clones (about 30 ms). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-test-'));
  chmodSync(folder, 0o755); // the engine's user must be able to enter
  // What survives a power cut is tested on real servers (e2e, bench); here speed is worth more.
  const configuration = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' };
  const engine = await startEngine({ dataDir: folder, configuration });
  await ensureDatabase(engine.host, templateDatabase);
  await migrate({ host: engine.host, database: templateDatabase });
  project.provide('databaseHost', engine.host);
  return async () => {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
