// The checks that need no database: types, lint with the import rules, format.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { install, root } from './prepare.mjs';

install();
const bin = (name) => path.join(root, 'node_modules/.bin', name);
let failed = 0;
for (const [title, command, ...args] of [
  ['types', bin('tsc'), '--noEmit', '-p', '.'],
  ['lint', bin('oxlint'), '--deny-warnings'],
  ['format', bin('oxfmt'), '--check', '.'],
]) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (done.status === 0) continue;
  console.error(`check failed: ${title}`);
  failed += 1;
}
process.exit(failed > 0 ? 1 : 0);
