import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { runDueJobs } from './jobs.ts';
import { projectRoot } from './project.ts';
import { testContext } from './testing/database.ts';

/** A process of its own that begins the night's job, says so, and never comes to its end. */
const child = `
import { connect } from './src/platform/database/connect.ts';
import { runDueJobs } from './src/platform/jobs.ts';
const { db } = connect(JSON.parse(process.env.CONNECTION));
const clock = { now: () => new Date(process.env.NOW) };
const run = () => { console.log('begun'); return new Promise((resolve) => setTimeout(resolve, 600000)); };
await runDueJobs({ db, clock }, [{ name: 'digest', fromMinute: 0, run }]);
`;

test('a job whose process is killed amid its work is done by the next one at once', async () => {
  const now = '2026-05-15T01:00:00Z';
  const ctx = await testContext({ now });
  const killed = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', child], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, CONNECTION: JSON.stringify(ctx.connection), NOW: now },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  killed.stdout.on('data', (part: Buffer) => (said += part));
  killed.stderr.on('data', (part: Buffer) => (said += part));
  await expect.poll(() => said, { timeout: 20_000 }).toContain('begun');
  let days = 0;
  const job = {
    name: 'digest',
    fromMinute: 0,
    run: () => {
      days += 1;
      return Promise.resolve({});
    },
  };
  expect(await runDueJobs(ctx, [job])).toEqual([]); // the other one holds it
  killed.kill('SIGKILL');
  await expect.poll(() => runDueJobs(ctx, [job]), { timeout: 10_000 }).toEqual(['digest']);
  expect(days).toBe(1);
  expect(await runDueJobs(ctx, [job])).toEqual([]);
}, 40_000);
