import { beforeAll, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { cellState } from './rules/grid.ts';
import { loadSampleCatalogues } from './sample.ts';

let ctx: TestContext;
let office: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
beforeAll(async () => {
  ctx = await testContext({ now: '2026-05-15T01:00:00Z' });
  await loadSmallCounty(ctx);
  await loadSampleCatalogues(ctx, () => {});
  ctx.clock.set('2026-07-20T01:00:00Z');
  office = await testApp(ctx).as(await person(ctx, 'office', '210681-01', '210681'));
});

const read = async (path: string, request = office) => (await request(`/api/overviews${path}`)).json();
type Line = { code: string; overdue: number; bodies: number; level2: string };
const sum = (rows: { overdue: number }[]) => rows.reduce((total, { overdue }) => total + overdue, 0);

test.each([
  [undefined, 'none'],
  [{ overdue: 1, late: 1, onTime: 3, pending: 1, unclear: 0 }, 'overdue'],
  [{ overdue: 0, late: 1, onTime: 3, pending: 1, unclear: 0 }, 'late'],
  [{ overdue: 0, late: 0, onTime: 3, pending: 1, unclear: 0 }, 'done'],
  [{ overdue: 0, late: 0, onTime: 0, pending: 1, unclear: 1 }, 'pending'],
  [{ overdue: 0, late: 0, onTime: 0, pending: 0, unclear: 1 }, 'unclear'],
])('a cell of the grid shows its worst: %j is %s', (counts, state) => {
  expect(cellState(counts)).toBe(state);
});

test('by body and by item count the same obligations as the list', async () => {
  const list = await (await office('/api/obligations?state=overdue')).json();
  const [bodies, items] = [await read('/bodies'), await read('/items')];
  expect(list.total).toBeGreaterThan(0);
  expect(sum(bodies.rows)).toBe(list.total);
  expect(sum(items.rows)).toBe(list.total);
  expect(bodies.rows[0].overdue).toBe(Math.max(...bodies.rows.map(({ overdue }: Line) => overdue)));
  const one = await read('/bodies?under=210681115&kind=village');
  expect(one.rows.map(({ code }: Line) => code).sort()).toEqual(['210681115200', '210681115201']);
});

test('a clerk sees the own body only, in every view', async () => {
  const clerk = await testApp(ctx).as(await person(ctx, 'clerk', '210681-05'));
  const { rows } = await read('/bodies', clerk);
  expect(rows.map(({ code }: Line) => code)).toEqual(['210681-05']);
  expect((await read('/items', clerk)).rows.every(({ bodies }: Line) => bodies === 1)).toBe(true);
  expect((await read('/grid?township=210681115', clerk)).rows).toEqual([]);
});

test('the grid has a row for each village and goes out as a file with words', async () => {
  const grid = await read('/grid?township=210681115');
  expect(grid.rows.map(({ code }: Line) => code)).toEqual(['210681115200', '210681115201']);
  expect(grid.items.length).toBeGreaterThan(0);
  const file = await (await office('/api/overviews/grid/export?township=210681115')).text();
  expect(file.trim().split('\r\n')).toHaveLength(3);
  expect(file).toContain('逾期没公开');
});

test('the days to come say how many have not published, and which', async () => {
  ctx.clock.set('2026-07-25T01:00:00Z');
  const fresh = await testApp(ctx).as(await person(ctx, 'office', '210681-01', '210681'));
  const { rows, asOf, until } = await read('/week?days=31', fresh);
  expect([asOf, until]).toEqual(['2026-07-25', '2026-08-24']);
  for (const { open, bodies, names } of rows) {
    expect(open).toBeLessThanOrEqual(bodies);
    expect(names.length).toBe(Math.min(open, 5));
  }
  expect(rows.length).toBeGreaterThan(0);
});

test('everybody reads what the checks find in plain words', async () => {
  const stranger = await testApp(ctx).as();
  const page = await (await stranger('/inspection')).text();
  expect(page).toContain('没有查到问题');
  await office('/api/findings/inspection', { method: 'POST' });
  const fresh = await testApp(ctx).as(await person(ctx, 'office', '210681-01', '210681'));
  await fresh('/api/findings/inspection', { method: 'POST' });
  expect(await (await stranger('/inspection')).text()).toMatch(/\d+ 个事项过了期限还没公开/);
});
