import { beforeEach, describe, expect, test } from 'vitest';
import { repeat, runDueJobs, type NightlyJob } from './jobs.ts';
import { testContext, type TestContext } from './testing/database.ts';

let ctx: TestContext;
beforeEach(async () => {
  ctx = await testContext({ now: '2026-05-14T16:00:00Z' }); // midnight in Shanghai: the 15th begins
});

/** A job that remembers the days it was done for, and fails as often as told. */
function counted(name: string, fromMinute = 0, failures = 0) {
  const days: [string, string | null][] = [];
  let left = failures;
  const job: NightlyJob = {
    name,
    fromMinute,
    run: async (day, lastDay) => {
      if (left > 0) {
        left -= 1;
        throw new Error('the printer is on fire');
      }
      days.push([day, lastDay]);
      return { made: days.length };
    },
  };
  return { job, days };
}
const runs = () => ctx.db.selectFrom('nightly_run').selectAll().orderBy('on_day').execute();

describe('a nightly job', () => {
  test('is done once a legal day, from its minute on', async () => {
    const { job, days } = counted('digest', 7 * 60);
    expect(await runDueJobs(ctx, [job])).toEqual([]);
    ctx.clock.set('2026-05-14T23:00:00Z'); // 7 o'clock
    expect(await runDueJobs(ctx, [job])).toEqual(['digest']);
    expect(await runDueJobs(ctx, [job])).toEqual([]);
    ctx.clock.set('2026-05-15T15:59:59Z'); // the last second of the 15th
    expect(await runDueJobs(ctx, [job])).toEqual([]);
    expect(days).toEqual([['2026-05-15', null]]);
    expect((await runs())[0]).toMatchObject({ attempts: 1, outcome: { made: 1 }, fault: '' });
  });

  test('that was missed for nights is made up for at once, and told since when', async () => {
    const { job, days } = counted('digest');
    await runDueJobs(ctx, [job]);
    ctx.clock.set('2026-05-19T04:00:00Z');
    await runDueJobs(ctx, [job]);
    expect(days).toEqual([
      ['2026-05-15', null],
      ['2026-05-19', '2026-05-15'],
    ]);
  });

  test('that fails is tried again later, does not hold up the others, and its fault stands on record', async () => {
    const { job, days } = counted('links', 0, 1);
    const other = counted('digest');
    expect(await runDueJobs(ctx, [job, other.job])).toEqual(['digest']);
    expect((await runs()).find((run) => run.job === 'links')).toMatchObject({
      attempts: 1,
      finished_at: null,
      fault: 'the printer is on fire',
    });
    expect(await runDueJobs(ctx, [job])).toEqual([]); // not yet: it waits a minute
    ctx.clock.set('2026-05-14T16:01:00Z');
    expect(await runDueJobs(ctx, [job])).toEqual(['links']);
    expect(days).toHaveLength(1);
  });

  test('is not done by two processes at the same time', async () => {
    let running = 0;
    let most = 0;
    const job: NightlyJob = {
      name: 'slow',
      fromMinute: 0,
      run: async () => {
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setTimeout(resolve, 50));
        running -= 1;
        return {};
      },
    };
    const all = await Promise.all([runDueJobs(ctx, [job]), runDueJobs(ctx, [job]), runDueJobs(ctx, [job])]);
    expect(all.flat()).toEqual(['slow']);
    expect(most).toBe(1);
  });
});

test('what repeats goes on after a failure, and stopping waits for the round that runs', async () => {
  let rounds = 0;
  let isIdle = true;
  const failures: unknown[] = [];
  const repeating = repeat(
    async () => {
      rounds += 1;
      if (rounds === 1) throw new Error('away');
      isIdle = false;
      await new Promise((resolve) => setTimeout(resolve, 20));
      isIdle = true;
    },
    1,
    (error) => failures.push(error),
  );
  await expect.poll(() => rounds).toBeGreaterThan(2);
  await repeating.stop();
  expect(isIdle).toBe(true);
  expect(failures).toHaveLength(1);
  const after = rounds;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(rounds).toBe(after);
});
