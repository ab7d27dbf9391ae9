import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { smallCounty } from '../account/testing.ts';
import { importBodies } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import { setCalendarYear } from '../workday/commands.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { deriveOncePerDay } from './commands/derive.ts';
import { importCatalogue } from './commands/importing.ts';
import { bringUpToDate } from './daily.ts';
import { obligationsOfBody } from './queries/obligations.ts';

/** What two people, or two server processes, do at the same moment. */

const actor = commandLineActor('test');
let ctx: TestContext;
beforeEach(async () => {
  ctx = await testContext();
});

const three = <T>(work: () => Promise<T>) => Promise.allSettled([work(), work(), work()]);
const fates = (settled: PromiseSettledResult<unknown>[]) => settled.map(({ status }) => status).toSorted();
const file = async () => ({
  fileName: 'catalogue-county.csv',
  bytes: await readFile(path.join(projectRoot, 'seed/catalogue-county.csv')),
  effectiveOn: '2026-01-01',
});
const eventsOf = (verb: string) => ctx.db.selectFrom('audit_event').select('after').where('verb', '=', verb).execute();
const loadBodies = () => importBodies(ctx, actor, Buffer.from(smallCounty));

describe('at the same moment', () => {
  test('the same bodies imported thrice stand once', async () => {
    expect(fates(await three(loadBodies))).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await eventsOf('body.create')).toHaveLength(9);
  });

  test('the same catalogue imported thrice comes in once, and two are told so', async () => {
    await loadBodies();
    const sheet = await file();
    const settled = await three(() => importCatalogue(ctx, actor, sheet));
    expect(fates(settled)).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of settled) if (one.status === 'rejected') expect(one.reason).toMatchObject({ status: 409 });
  });

  test('three processes start on one database: calendar and obligations are made once', async () => {
    await loadBodies();
    await importCatalogue(ctx, actor, await file());
    const { id: village } = await bodyByCode(ctx.db, '210681115200');
    const before = (await obligationsOfBody(ctx.db, village, '2026-05-15')).length;
    ctx.clock.set('2026-11-22T16:00:01Z');
    expect(fates(await three(() => bringUpToDate(ctx)))).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(await eventsOf('obligation.derive')).toHaveLength(1);
    const owed = await obligationsOfBody(ctx.db, village, '2026-11-23');
    expect(owed.length).toBeGreaterThan(before);
    expect(new Set(owed.map(({ itemKey, period }) => `${itemKey} ${period}`)).size).toBe(owed.length);
  });

  test('a year of the calendar set by two stands as one of them wrote it', async () => {
    const year = (name: string) => ({
      ...{ year: 2027, source: '国务院办公厅通知' },
      days: [{ day: '2027-01-01', kind: 'holiday' as const, name }],
    });
    const both = [setCalendarYear(ctx, actor, year('元旦')), setCalendarYear(ctx, actor, year('元旦节'))];
    expect(fates(await Promise.allSettled(both))).toEqual(['fulfilled', 'fulfilled']);
    expect(await ctx.db.selectFrom('calendar_day').select('day').where('year', '=', 2027).execute()).toHaveLength(1);
  });
});

test('the day turns at midnight in Shanghai, not before', async () => {
  ctx.clock.set('2026-05-14T15:59:59Z');
  await loadBodies();
  await importCatalogue(ctx, actor, await file());
  await deriveOncePerDay(ctx);
  expect(await eventsOf('obligation.derive')).toHaveLength(0);
  ctx.clock.set('2026-05-14T16:00:00Z');
  await deriveOncePerDay(ctx);
  expect(await eventsOf('obligation.derive')).toHaveLength(1);
});
