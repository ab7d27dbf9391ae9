import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { previewCatalogue } from './commands/reading.ts';
import { bringUpToDate } from './daily.ts';
import { itemsOfBody, publicItems } from './queries/items.ts';
import { obligationsOfBody } from './queries/obligations.ts';
import { workbookOf, type Cell } from './sheets.testing.ts';

const actor = commandLineActor('test');
const header = '一级事项,二级事项,公开内容,公开依据,公开时限,公开主体';
const sheet = (...rows: string[]) => Buffer.from([header, ...rows].join('\n'));
const row = (item: string, term = '每季度', content = '人数、金额、标准和发放结果') =>
  `社会救助,${item},${content},条例,${term},县民政局`;

let ctx: TestContext;
let civil: string;
beforeAll(async () => {
  ctx = await testContext(); // 2026-05-15
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  civil = (await bodyByCode(ctx.db, '210681-05')).id;
});

describe('a version for a day to come', () => {
  const names = async (day: string) => (await publicItems(ctx.db, day)).map(({ level2 }) => level2);
  const owed = async () =>
    (await obligationsOfBody(ctx.db, civil, '2026-12-31')).map(({ level2, period }) => `${level2} ${period}`).sort();

  test('becomes current on its day; the one before owes until the day before, and none owes twice', async () => {
    const name = '换版目录';
    await importCatalogue(ctx, actor, {
      fileName: '1.csv',
      name,
      bytes: sheet(row('甲'), row('乙')),
      effectiveOn: '2026-01-01',
    });
    await importCatalogue(ctx, actor, {
      fileName: '2.csv',
      name,
      bytes: sheet(row('甲', '每半年'), row('丙')),
      effectiveOn: '2026-10-01',
    });
    expect(await names('2026-05-15')).toEqual(['甲', '乙']);
    expect(await names('2026-09-30')).toEqual(['甲', '乙']);
    expect(await names('2026-10-01')).toEqual(['甲', '丙']);
    expect((await itemsOfBody(ctx.db, civil, '2026-10-01')).map(({ level2 }) => level2)).toEqual(['甲', '丙']);
    const all = [
      '丙 2026-Q4',
      '乙 2026-Q1',
      '乙 2026-Q2',
      '乙 2026-Q3',
      '甲 2026-H2',
      '甲 2026-Q1',
      '甲 2026-Q2',
      '甲 2026-Q3',
    ];
    expect(await owed()).toEqual(all);
    ctx.clock.set('2026-10-02T01:00:00Z');
    await bringUpToDate(ctx);
    expect((await owed()).filter((line) => line.includes('2026'))).toEqual(all);
    ctx.clock.set('2026-05-15T01:00:00Z');
  });

  test('may not begin before the one it follows', async () => {
    const early = { fileName: '3.csv', name: '换版目录', bytes: sheet(row('丁')), effectiveOn: '2026-09-01' };
    await expect(importCatalogue(ctx, actor, early)).rejects.toMatchObject({
      status: 422,
      fields: { effectiveOn: expect.stringContaining('第 2 版从 2026-10-01 起施行') },
    });
  });
});

describe('what the next version changes', () => {
  const name = '对照目录';
  test('is told cell by cell, also as a table; a rename that a person confirms keeps the history', async () => {
    await importCatalogue(ctx, actor, {
      fileName: '4.csv',
      name,
      bytes: sheet(row('高龄津贴发放'), row('低保标准', '每季度', '标准'), row('旧事项', '长期公开', '完全不同')),
      effectiveOn: '2026-01-01',
    });
    const next = { fileName: '5.csv', name, bytes: sheet(row('高龄老人津贴发放'), row('低保标准', '每半年', '标准')) };
    const seen = await previewCatalogue(ctx, next);
    expect(seen.against).toMatchObject({ version: { version: 1 }, same: 0 });
    expect(seen.against?.changed).toEqual([
      {
        key: '社会救助/低保标准/',
        item: '社会救助 › 低保标准',
        cells: [{ field: '公开时限', before: '每季度', after: '每半年' }],
      },
    ]);
    expect(seen.against?.added.map(({ item }) => item)).toEqual(['社会救助 › 高龄老人津贴发放']);
    expect(seen.against?.dropped.map(({ item }) => item)).toEqual(['社会救助 › 高龄津贴发放', '社会救助 › 旧事项']);
    const pairs = seen.against?.renames.map(({ from, to }) => ({ from, to })) ?? [];
    expect(pairs).toEqual([{ from: '社会救助/高龄津贴发放/', to: '社会救助/高龄老人津贴发放/' }]);
    const done = await importCatalogue(ctx, actor, { ...next, renamed: pairs, seenVersion: seen.against?.version.id });
    const item = (await publicItems(ctx.db, '2026-05-15')).find(({ level2 }) => level2 === '高龄老人津贴发放');
    expect(item?.key).toBe('社会救助/高龄津贴发放/');
    const { as } = testApp(ctx);
    const office = await as(await person(ctx, 'office', '210681'));
    const csv = await (await office(`/api/catalogues/versions/${done.versionId}/difference.csv`)).text();
    expect(csv).toContain('"改动","社会救助 › 高龄老人津贴发放","二级事项","高龄津贴发放","高龄老人津贴发放"');
    expect(csv).toContain('"取消","社会救助 › 旧事项"');
    const page = await (await (await as())(`/catalogue/versions/${done.versionId}`)).text();
    expect(page).toContain('公开时限：<del>每季度</del> → <ins>每半年</ins>');
  });

  test('keeps no history that is not of this catalogue', async () => {
    const forged = {
      fileName: '7.csv',
      name,
      bytes: sheet(row('己')),
      renamed: [{ from: '村务/财务/', to: '社会救助/己/' }],
    };
    await expect(importCatalogue(ctx, actor, forged)).rejects.toMatchObject({
      status: 422,
      fields: { renamed: expect.stringContaining('不在现在这一版') },
    });
  });

  test('that a colleague imported meanwhile is refused in words', async () => {
    const late = { fileName: '6.csv', name, bytes: sheet(row('戊')), seenVersion: '' };
    await expect(importCatalogue(ctx, actor, late)).rejects.toMatchObject({
      status: 409,
      message: expect.stringContaining('有同事导入'),
    });
  });

  test('two different files at once are two versions, one after the other', async () => {
    const files = ['甲', '乙'].map((item) => ({ fileName: `${item}.csv`, name: '同时目录', bytes: sheet(row(item)) }));
    const done = await Promise.all(files.map((file) => importCatalogue(ctx, actor, file)));
    expect(done.map(({ version }) => version).sort()).toEqual([1, 2]);
  });
});

describe('a county’s own sheet of 26 fields', () => {
  const headings = [
    ...[
      '序号',
      '领域',
      '一级事项',
      '二级事项',
      '三级事项',
      '公开内容（要素）',
      '内容说明',
      '公开依据',
      '条款内容',
      '依据效力',
    ],
    ...[
      '公开时限',
      '更新频率说明',
      '公开主体',
      '责任科室',
      '联系电话',
      '公开渠道和载体',
      '政府网站URL',
      '全社会',
      '特定群体',
    ],
    ...['主动', '依申请', '县级', '乡级', '村级', '五公开', '备注'],
  ];
  test('comes in with no row and no cell lost', async () => {
    expect(headings).toHaveLength(26);
    const lines = Array.from({ length: 120 }, (_, at): Cell[] => [
      ...[
        `${at + 1}`,
        '社会救助',
        `事项${at % 10}`,
        `子项${at}`,
        `细项${at}`,
        `内容${at}`,
        `说明${at}`,
        `依据${at}`,
        `第${at}条`,
        '法律',
      ],
      ...[
        '每季度',
        `频率${at}`,
        '县民政局、各乡镇',
        `科室${at}`,
        `8${at}`,
        '■政府网站 □两微一端',
        `https://example.test/${at}`,
        '√',
        '',
      ],
      ...['√', '', '√', '√', '', '■结果', `备注${at}`],
    ]);
    const bytes = await workbookOf({ 目录: [headings, ...lines] });
    const done = await importCatalogue(ctx, actor, { fileName: '26.xlsx', name: '二十六列', bytes });
    expect(done).toMatchObject({ version: 1, rows: 120, accepted: 120, rejected: [], unclear: [] });
    const stored = await ctx.db
      .selectFrom('catalogue_item')
      .selectAll()
      .where('version_id', '=', done.versionId ?? '')
      .orderBy('position')
      .execute();
    expect(stored).toHaveLength(120);
    for (const [at, item] of stored.entries()) {
      const whole = JSON.stringify(item);
      for (const cell of lines[at] ?? [])
        if (typeof cell === 'string' && !/^(?:√|\d+|)$/.test(cell)) expect(whole, `${at}: ${cell}`).toContain(cell);
      // What is a number only, and no row number, stands in a column of its own.
      expect(whole).toContain(`{"text":"8${at}","heading":"联系电话"}`);
    }
  });

  test('of 10,000 rows is read and stored within a minute', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) =>
      row(`事项${at}`, at % 2 ? '每季度' : '信息形成之日起20个工作日内', `内容${at}`),
    );
    const startedAt = performance.now();
    const done = await importCatalogue(ctx, actor, { fileName: '万行.csv', name: '万行', bytes: sheet(...lines) });
    expect(done).toMatchObject({ rows: 10_000, accepted: 10_000, version: 1 });
    expect(performance.now() - startedAt).toBeLessThan(60_000);
  }, 90_000);
});
