import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEngine } from '../engine/engine.ts';
import { ensureDatabase, migrate } from './migrate.ts';

// A view does not tell which of its columns are never null.
const filledColumns = {
  ...{ id: 'string', body_id: 'string', catalogue_id: 'string', item_id: 'string', item_key: 'string' },
  ...{ period: 'string', event: 'string', reason: 'string', due_no: 'number' },
};
const overrides = {
  columns: Object.fromEntries(Object.entries(filledColumns).map(([name, type]) => [`obligation.${name}`, type])),
};

// Writes tables.generated.ts from the migrated schema; with --verify only compares and fails when it differs.
const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-types-'));
chmodSync(folder, 0o755);
const engine = await startEngine({ dataDir: folder });
try {
  await ensureDatabase(engine.host, 'yangguang');
  await migrate({ host: engine.host });
  const made = spawnSync(
    'node_modules/.bin/kysely-codegen',
    [
      ...['--dialect', 'postgres', '--out-file', 'src/platform/database/tables.generated.ts'],
      ...['--url', `postgres://yangguang@/yangguang?host=${encodeURIComponent(engine.host)}`],
      ...['--camel-case=false', '--date-parser=string', '--numeric-parser=number', '--type-only-imports'],
      ...['--exclude-pattern=schema_migration', '--type-mapping={"int8":"number"}'],
      `--overrides=${JSON.stringify(overrides)}`,
      ...process.argv.slice(2),
    ],
    // It asks TypeScript's own parser about the overrides, which TypeScript 7 does not offer, and says so at length.
    { stdio: ['inherit', 'inherit', 'pipe'], encoding: 'utf8' },
  );
  if (made.status !== 0) console.error(made.stderr);
  process.exitCode = made.status ?? 1;
} finally {
  await engine.stop();
  rmSync(folder, { recursive: true, force: true });
}
