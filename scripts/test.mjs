// `npm test`: everything, from a bare checkout. Installs what is missing, builds, checks, runs all tests.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build, install, root } from './prepare.mjs';
import { ensureSystemPackages } from './system.mjs';

install();
ensureSystemPackages();
build();

const run = (title, command, args) => {
  console.error(`\n== ${title}`);
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'test' },
  });
  return done.status ?? 1;
};
const bin = (name) => path.join(root, 'node_modules/.bin', name);
const results = [
  run('types, lint, format', process.execPath, ['scripts/check.mjs']),
  run('generated table types', bin('tsx'), ['src/platform/database/generate.ts', '--verify']),
  run('tests', bin('vitest'), ['run', ...process.argv.slice(2)]),
];
process.exit(results.some((status) => status !== 0) ? 1 : 0);
