import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openToAll } from './binaries.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-binaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the copied binaries can be read and run by every user, and written by none but their owner', () => {
  mkdirSync(path.join(folder, 'bin'), { mode: 0o700 });
  writeFileSync(path.join(folder, 'bin', 'postgres'), '', { mode: 0o700 });
  writeFileSync(path.join(folder, 'postgres.bki'), '', { mode: 0o600 });
  openToAll(folder);
  const modes = ['.', 'bin', 'bin/postgres', 'postgres.bki'].map(
    (name) => statSync(path.join(folder, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o755, 0o755, 0o755, 0o644]);
});
