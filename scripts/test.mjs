// `npm test`: everything, from a bare checkout. Installs what is missing, builds, checks, runs all tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, install, root } from './prepare.mjs';
import { ensureSystemPackages } from './system.mjs';

install();
ensureSystemPackages();
build();

const bin = (name) => path.join(root, 'node_modules/.bin', name);
const report = path.join(root, 'dist/test-report.json');
rmSync(report, { force: true });

const steps = [
  ['types, lint, format', process.execPath, ['scripts/check.mjs']],
  ['generated table types', bin('tsx'), ['src/platform/database/generate.ts', '--verify']],
  [
    'tests',
    bin('vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)],
  ],
];
let failedSteps = 0;
for (const [title, command, args] of steps) {
  console.error(`\n== ${title}`);
  const environment = { ...process.env, NODE_ENV: 'test' };
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: environment });
  if (done.status !== 0) failedSteps += 1;
}

const { numPassedTests: passed = 0, numFailedTests: failed = 0 } = existsSync(report)
  ? JSON.parse(readFileSync(report, 'utf8'))
  : {};
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failedSteps > 0 || passed === 0 ? 1 : 0);
