import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor, type Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { change } from '../audit/change.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { derive } from './commands/derive.ts';
import { importCatalogue, previewCatalogue } from './commands/importing.ts';
import { registerEvent, settleObligations } from './commands/obligations.ts';
import { bringUpToDate } from './daily.ts';
import { bodyFigures, todayFigures } from './queries/figures.ts';
import { categories, itemsOfBody, publicItems } from './queries/items.ts';
import { obligationsOfBody } from './queries/obligations.ts';

const actor = commandLineActor('test');
const asOf = '2026-05-15';
const seed = (name: string) => readFile(path.join(projectRoot, 'seed', name));
const header =
  '序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级,村级';
const sheet = (...rows: string[]) => Buffer.from([header, ...rows].join('\n'));
const row = (item: string, term: string, subject: string) =>
  `1,测试,${item},内容,依据,${term},${subject},■政府网站 □其他,√,,√,,√,,`;

let ctx: TestContext;
let village: string;
let civil: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  village = (await bodyByCode(ctx.db, '210681115200')).id;
  civil = (await bodyByCode(ctx.db, '210681-05')).id;
});

describe('importing the real catalogues', () => {
  test('the county’s CSV: 43 rows, each with its fate, bound to the bodies that the words name', async () => {
    const file = {
      fileName: 'catalogue-county.csv',
      bytes: await seed('catalogue-county.csv'),
      effectiveOn: '2026-01-01',
    };
    const done = await importCatalogue(ctx, actor, { ...file, name: '县目录' });
    expect(done).toMatchObject({ version: 1, rows: 43, rejected: [] });
    expect(done.unclear).toContainEqual({
      row: 8,
      fate: 'unclear',
      field: '公开主体',
      text: '起草单位',
      why: '不知道是哪个机构：起草单位',
    });
    const items = await publicItems(ctx.db);
    const bodies = (level2: string) => items.find((item) => item.level2 === level2)?.bodies;
    expect([bodies('公开指南'), bodies('低保政策与标准'), bodies('村级财务收支'), bodies('政策解读')]).toEqual([
      5, 3, 3, 0,
    ]);
    expect(items.find(({ level2 }) => level2 === '公开指南')?.channels).toEqual(['政府网站', '公开查阅点']);
    expect((await categories(ctx.db))[0]).toBe('政府信息公开');
  });

  test('the xlsx with a title, two header rows, merged cells and 同上', async () => {
    const file = {
      fileName: 'x.xlsx',
      bytes: await seed('catalogue-social-assistance.xlsx'),
      effectiveOn: '2026-01-01',
    };
    const { items, ...preview } = await previewCatalogue(ctx, file);
    expect(preview).toMatchObject({ name: '社会救助领域基层政务公开标准目录', rows: 8, rejected: [] });
    const relief = items.find(({ level2 }) => level2 === '临时救助');
    expect(relief).toMatchObject({
      level1: '社会救助',
      timeLimit: '制定或获取信息之日起10个工作日内',
      legalBasis: '《社会救助暂行办法》',
      audience: 'group',
      levels: ['county', 'township', 'village'],
    });
    expect(items.find(({ level2 }) => level2 === '征地补偿费用支付情况')?.manner).toBe('request');
    const done = await importCatalogue(ctx, actor, file);
    expect(done.version).toBe(1);
  });

  test('the same file again is refused with the day it came in', async () => {
    const file = { fileName: 'again.csv', bytes: await seed('catalogue-county.csv') };
    await expect(importCatalogue(ctx, actor, file)).rejects.toMatchObject({
      status: 409,
      message: '这个文件已导入：2026-05-15，目录“县目录”第 1 版。',
    });
  });

  test('one event on record, with the counts', async () => {
    const events = await ctx.db
      .selectFrom('audit_event')
      .select('after')
      .where('verb', '=', 'catalogue.import')
      .execute();
    expect(events[0]?.after).toMatchObject({ name: '县目录', version: 1, rows: 43 });
  });
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
    const items = await itemsOfBody(ctx.db, civil);
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

describe('a new version of a catalogue', () => {
  test('changes what is open, never what is history', async () => {
    const first = {
      fileName: 'a.csv',
      name: '小目录',
      bytes: sheet(row('甲', '每季度公开一次', '县民政局'), row('乙', '每季度公开一次', '县民政局')),
    };
    await importCatalogue(ctx, actor, { ...first, effectiveOn: '2026-01-01' });
    const second = { fileName: 'b.csv', name: '小目录', bytes: sheet(row('甲', '每半年公开一次', '县民政局')) };
    expect(await importCatalogue(ctx, actor, { ...second, effectiveOn: '2026-05-15' })).toMatchObject({ version: 2 });
    const owed = (await obligationsOfBody(ctx.db, civil, asOf)).filter(({ level1 }) => level1 === '测试');
    expect(owed.map(({ level2, period }) => `${level2} ${period}`).sort()).toEqual([
      '乙 2026-Q1',
      '甲 2026-H1',
      '甲 2026-H2',
      '甲 2026-Q1',
    ]);
  });
});

describe('a bad file', () => {
  const refusal = (bytes: Buffer) =>
    importCatalogue(ctx, actor, { fileName: 'x', bytes }).catch((error: unknown) => error);
  test.each([
    ['empty', Buffer.alloc(0), '是空的'],
    ['a PDF', Buffer.from('%PDF-1.7'), '不是表格文件'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '旧版 Excel'],
    ['a zip cut short', Buffer.from('504b030414000000', 'hex'), '已损坏'],
    ['a sheet without header', Buffer.from('甲,乙\n1,2'), '没有找到表头'],
    ['a header alone', Buffer.from(header), '表头下面没有内容'],
    [
      'a header without a column',
      Buffer.from('一级事项,二级事项,公开内容,公开依据,公开主体\n1,2,3,4,5'),
      '缺少：公开时限',
    ],
  ])('%s is refused with what to do', async (_, bytes, words) => {
    expect(await refusal(bytes)).toMatchObject({ status: 422, fields: { file: expect.stringContaining(words) } });
  });

  test('a workbook made to swell is refused before it is unpacked', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('a').getCell('A1').value = '0'.repeat(30_000);
    for (let at = 0; at < 60; at += 1) book.addWorksheet(`s${at}`).getCell('A1').value = '0'.repeat(32_000) + at;
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(await refusal(bytes)).toMatchObject({
      status: 422,
      fields: { file: expect.stringContaining('大得不正常') },
    });
  });

  test('a row without a name stores nothing, and every row’s fate is told', async () => {
    const count = async () => (await ctx.db.selectFrom('catalogue_version').select('id').execute()).length;
    const before = await count();
    const bad = sheet(
      row('丙', '长期公开', '县民政局'),
      ',,,,,长期公开,县民政局,,,,,,,,',
      row('丁', '看情况', '外星局'),
    );
    const done = await importCatalogue(ctx, actor, { fileName: 'bad.csv', bytes: bad });
    expect(done).toMatchObject({ version: null, rows: 3, accepted: 1 });
    expect(done.rejected.map(({ row }) => row)).toEqual([3]);
    expect(done.unclear.map(({ row, field, text }) => [row, field, text])).toEqual([
      [4, '公开时限', '看情况'],
      [4, '公开主体', '外星局'],
    ]);
    expect(await count()).toBe(before);
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
    expect((await office('/api/obligations/not-an-id')).status).toBe(422);
  });
});
