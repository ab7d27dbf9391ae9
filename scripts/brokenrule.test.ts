import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'yangguang-broken-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One deliberate fault in the law of each feature: [file, what stands there, what is put instead, the test that must see it]. */
const faults = [
  // A make-up working day (调休上班) is a working day.
  [
    'src/workday/rules.ts',
    "kind === 'counted' || kind === 'makeup'",
    "kind === 'counted'",
    'src/workday/rules.test.ts',
  ],
  // Nothing is signed that has not been through the confidentiality review (保密审查, 政府信息公开条例第十七条).
  [
    'src/disclosure/rules.ts',
    "from: 'review', to: 'confidentiality'",
    "from: 'review', to: 'signoff'",
    'src/disclosure/rules.test.ts',
  ],
  // An identity number is known by its check digit (GB 11643).
  ['src/privacy/rules.ts', '% 11', '% 10', 'src/privacy/privacy.test.ts'],
] as const;

test('a broken rule turns the test run red', () => {
  for (const part of ['src', 'tsconfig.json', 'package.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  for (const part of ['node_modules', 'seed', 'migrations'])
    symlinkSync(path.join(root, part), path.join(folder, part));
  writeFileSync(path.join(folder, 'vitest.config.ts'), 'export default { test: { maxWorkers: 1 } };\n');
  for (const [file, right, wrong] of faults) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    expect(text, `${file} no longer says ${right}`).toContain(right);
    writeFileSync(path.join(folder, file), text.replace(right, wrong));
  }
  const run = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', ...faults.map(([, , , seen]) => seen)],
    { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, HOME: process.env.HOME } },
  );
  expect(run.status).toBe(1);
  const report: { testResults: { name: string; status: string; assertionResults: { status: string }[] }[] } =
    JSON.parse(run.stdout);
  const red = report.testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name }) => path.relative(folder, name));
  expect(red.toSorted()).toEqual(faults.map(([, , , seen]) => seen).toSorted());
  // Red for the fault, not since the copy cannot run at all.
  for (const { assertionResults } of report.testResults)
    expect(assertionResults.some(({ status }) => status === 'passed')).toBe(true);
});
