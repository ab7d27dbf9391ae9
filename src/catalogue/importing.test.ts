import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty } from '../account/testing.ts';
import { zip } from '../attachment/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { previewCatalogue } from './commands/reading.ts';
import { bringUpToDate } from './daily.ts';
import { categories, publicItems } from './queries/items.ts';
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
let civil: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
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
      item: '政策文件 · 政策解读',
      fate: 'unclear',
      field: '公开主体',
      text: '起草单位',
      why: '不知道是哪个机构：起草单位',
    });
    const items = await publicItems(ctx.db, asOf);
    const bodies = (level2: string) => items.find((item) => item.level2 === level2)?.bodies;
    expect([bodies('公开指南'), bodies('低保政策与标准'), bodies('村级财务收支'), bodies('政策解读')]).toEqual([
      5, 3, 3, 0,
    ]);
    expect(items.find(({ level2 }) => level2 === '公开指南')?.channels).toEqual(['政府网站', '公开查阅点']);
    expect((await categories(ctx.db, asOf))[0]).toBe('政府信息公开');
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

  /** A real workbook of one sheet with this XML, so that a large one is made in a moment. */
  const workbook = (sheetXml: string, statedSize?: number): Buffer => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const links = (type: string, target: string) =>
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/${type}" Target="${target}"/></Relationships>`;
    const sheetPart = `<worksheet xmlns="${main}"><sheetData>${sheetXml}</sheetData></worksheet>`;
    const parts: [string, string][] = [
      ['_rels/.rels', links('officeDocument', 'xl/workbook.xml')],
      ['xl/_rels/workbook.xml.rels', links('worksheet', 'worksheets/sheet1.xml')],
      [
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    ];
    return zip([
      ...parts.map(([name, text]) => ({ name, content: Buffer.from(text) })),
      { name: 'xl/worksheets/sheet1.xml', content: Buffer.from(sheetPart), statedSize },
    ]);
  };
  const rowsXml = (from: number, to: number, cells: (row: number) => string) =>
    Array.from({ length: to - from + 1 }, (_, at) => `<row r="${from + at}">${cells(from + at)}</row>`).join('');
  const text = (column: string, at: number, words: string) =>
    `<c r="${column}${at}" t="inlineStr"><is><t>${words}</t></is></c>`;
  // Random words do not pack well, so that the size alone does not give the sheet away.
  const random = () => Math.random().toString(36).slice(2);

  test('a sheet of 200,000 rows is refused in words, within limits, and the server goes on', async () => {
    const bytes = workbook(rowsXml(1, 200_000, (at) => text('A', at, random()) + text('B', at, random())));
    const heap = process.memoryUsage().heapUsed;
    const startedAt = performance.now();
    expect(await refusal(bytes)).toMatchObject({ status: 422, fields: { file: expect.stringContaining('太') } });
    expect(performance.now() - startedAt).toBeLessThan(40_000);
    expect(process.memoryUsage().heapUsed - heap).toBeLessThan(100_000_000);
    expect(await refusal(workbook(rowsXml(1, 1, (at) => text('A', at, '甲'))))).toMatchObject({
      fields: { file: expect.stringContaining('没有找到表头') },
    });
  }, 60_000);

  test('a workbook whose table of contents lies about a size is refused', async () => {
    expect(await refusal(workbook('<row/>'.repeat(10_000_000), 1000))).toMatchObject({
      status: 422,
      fields: { file: expect.stringMatching(/大得不正常|已损坏/) },
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
