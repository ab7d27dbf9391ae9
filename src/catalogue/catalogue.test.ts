import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor, type Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { change } from '../audit/change.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { derive } from './commands/derive.ts';
import { importCatalogue } from './commands/importing.ts';
import { registerEvent, settleObligations } from './commands/obligations.ts';
import { bringUpToDate } from './daily.ts';
import { bodyFigures, todayFigures } from './queries/figures.ts';
import { itemsOfBody } from './queries/items.ts';
import { obligationsOfBody } from './queries/obligations.ts';

const actor = commandLineActor('test');
const asOf = '2026-05-15';
let ctx: TestContext;
let village: string;
let civil: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
  await importCatalogue(ctx, actor, {
    fileName: 'catalogue-county.csv',
    name: '县目录',
    bytes,
    effectiveOn: '2026-01-01',
  });
  village = (await bodyByCode(ctx.db, '210681115200')).id;
  civil = (await bodyByCode(ctx.db, '210681-05')).id;
});

describe('what is owed', () => {
  test('a village owes by quarter and half-year, and each due date says why', async () => {
    const owed = await obligationsOfBody(ctx.db, village, asOf);
    const finance = owed
      .filter(({ level2 }) => level2 === '村级财务收支')
      .map(({ period, dueOn, state, daysLate }) => [period, dueOn, state, daysLate]);
    expect(finance).toEqual([
      ['2026-Q1', '2026-01-20', 'overdue', 115],
      ['2026-Q2', '2026-04-20', 'overdue', 25],
      ['2026-Q3', '2026-07-20', 'pending', 0],
      ['2026-Q4', '2026-10-20', 'pending', 0],
    ]);
    expect(owed.find(({ period }) => period === '2026-Q1')?.reason).toBe('原文写明这一期第 1 个月的 20 日。');
    expect(owed.some(({ level2 }) => level2 === '宅基地使用方案')).toBe(false);
  });

  test('长期公开 is owed from the catalogue’s first day, by the ceiling of art. 26', async () => {
    const standing = (await obligationsOfBody(ctx.db, civil, asOf)).find(({ level2 }) => level2 === '公开目录');
    expect(standing).toMatchObject({ period: 'standing', dueOn: '2026-01-29', state: 'overdue' });
  });

  test('deriving again makes nothing; in October the next January is seen coming', async () => {
    const again = (day: string) =>
      change(ctx, actor, async (changing) => {
        changing.record({ verb: 'test', subject: { type: 'test', id: '1' }, bodyId: null });
        return derive({ ...changing, today: day });
      });
    expect(await again('2026-05-15')).toBe(0);
    const january = async () =>
      (await obligationsOfBody(ctx.db, village, asOf)).filter(({ dueOn }) => dueOn?.startsWith('2027')).length;
    expect(await january()).toBe(0);
    expect(await again('2026-11-23')).toBeGreaterThan(0);
    expect(await january()).toBe(1);
  });
});

describe('an event that must be disclosed', () => {
  const register = async (by: Actor, eventOn: string, bodyId = civil) => {
    const items = await itemsOfBody(ctx.db, civil, asOf);
    const item = items.find(({ level2, catalogueName }) => level2 === '低保政策与标准' && catalogueName === '县目录');
    if (!item) throw new Error('the item is in the catalogue');
    return change(ctx, by, (changing) =>
      registerEvent(changing, { itemId: item.id, bodyId, event: '制定新的低保标准', eventOn }),
    );
  };

  test('is due ten working days after the day after, told twice is one, and is met by a publication', async () => {
    const clerk = await person(ctx, 'clerk', '210681-05');
    const id = await register(clerk, '2026-04-29');
    expect(await register(clerk, '2026-04-29')).toBe(id);
    const find = async () => (await obligationsOfBody(ctx.db, civil, asOf)).find((one) => one.id === id);
    expect(await find()).toMatchObject({ dueOn: '2026-05-15', state: 'pending', event: '制定新的低保标准' });
    expect((await find())?.reason).toContain('跳过劳动节放假 5 天，其中调休上班 1 天计入');
    const before = await bodyFigures(ctx.db, civil, asOf);
    expect(before.dueToday).toBe(1);
    const [disclosure] = await ctx.db
      .insertInto('disclosure')
      .values({
        id: id,
        body_id: civil,
        number: 'T1',
        category: '社会救助',
        standing: 'unpublished',
        working_version: 1,
        created_at: ctx.clock.now(),
      })
      .returning('id')
      .execute();
    const settle = (met: { disclosureId: string; on: string } | null) =>
      change(ctx, clerk, (changing) => settleObligations(changing, [id], met));
    await settle({ disclosureId: disclosure?.id ?? '', on: asOf });
    expect(await find()).toMatchObject({ state: 'onTime', metOn: asOf });
    expect(await bodyFigures(ctx.db, civil, asOf)).toMatchObject({
      doneToday: 1,
      onTimeThisYear: before.onTimeThisYear + 1,
    });
    await settle(null);
    expect(await find()).toMatchObject({ state: 'pending', metOn: null });
  });

  test('is refused for a day to come, for another body, and by who may not', async () => {
    const clerk = await person(ctx, 'clerk', '210681-05');
    await expect(register(clerk, '2026-05-16')).rejects.toMatchObject({
      status: 422,
      fields: { eventOn: expect.stringContaining('还没有到') },
    });
    await expect(register(clerk, '2026-05-14', village)).rejects.toMatchObject({ status: 403 });
    await expect(register(await person(ctx, 'reviewer', '210681-05'), '2026-05-14')).rejects.toMatchObject({
      status: 403,
    });
  });

  test('into a year without a calendar has no due date, until the office enters the year', async () => {
    ctx.clock.set('2026-12-25T01:00:00Z');
    const clerk = await person(ctx, 'clerk', '210681-05');
    const id = await register(clerk, '2026-12-24');
    const find = async () => (await obligationsOfBody(ctx.db, civil, '2026-12-25')).find((one) => one.id === id);
    expect(await find()).toMatchObject({
      dueOn: null,
      state: 'unclear',
      reason: expect.stringContaining('2027 年的放假调休安排还没有载入'),
    });
    const office = await (
      await testApp(ctx).as(await person(ctx, 'office', '210681'))
    )('/api/calendar', {
      method: 'PUT',
      json: { year: 2027, source: '测试用的通知', days: [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }] },
    });
    expect(office.status).toBe(200);
    expect(await find()).toMatchObject({ dueOn: '2027-01-08', state: 'pending' });
    ctx.clock.set('2026-05-15T01:00:00Z');
  });
});

describe('the board', () => {
  test('shows each person the bodies of that person’s subtree, and counts the same as the site', async () => {
    const { as } = testApp(ctx);
    const read = async (role: 'office' | 'village', code: string) =>
      (await (await as(await person(ctx, role, code)))('/api/obligations?state=overdue')).json();
    const all = await read('office', '210681');
    const own = await read('village', '210681115200');
    expect(all.total).toBe((await todayFigures(ctx.db, asOf)).overdue);
    expect(all.rows[0].daysLate).toBe(Math.max(...all.rows.map((one: { daysLate: number }) => one.daysLate)));
    expect(new Set(own.rows.map((one: { bodyCode: string }) => one.bodyCode))).toEqual(new Set(['210681115200']));
    const stranger = await (
      await as(await person(ctx, 'village', '210681105200'))
    )(`/api/obligations/${own.rows[0].id}`);
    expect(stranger.status).toBe(404);
  });

  test('exports a table in which no cell is a formula', async () => {
    const { as } = testApp(ctx);
    const response = await (
      await as(await person(ctx, 'office', '210681'))
    )('/api/obligations/export?body=210681-05&under=1');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect(text.split('\r\n')[0]).toContain('机构代码');
    expect(text).not.toMatch(/(^|,)"[=+@]/m);
  });

  test('refuses bad dates and states in words', async () => {
    const { as } = testApp(ctx);
    const office = await as(await person(ctx, 'office', '210681'));
    expect((await office('/api/obligations?asOf=2026-02-30')).status).toBe(422);
    expect((await office('/api/obligations?state=nonsense')).status).toBe(422);
    expect((await office('/api/obligations/not-an-id')).status).toBe(404);
  });
});
