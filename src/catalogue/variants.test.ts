import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { previewCatalogue, type CatalogueFile } from './commands/reading.ts';
import { wordOf, workbookOf, type Cell } from './sheets.testing.ts';

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
});

const preview = (bytes: Buffer, said: Partial<CatalogueFile> = {}) =>
  previewCatalogue(ctx, { fileName: '目录.xlsx', bytes, ...said });
const box = '■政府网站 □两微一端 ■村公示栏';
const soon = '信息形成或者变更之日起20个工作日内';

/** Two header rows with merged cells, as the standard form has them. */
const twoRows = (upper: Cell[], lower: Cell[], ...rows: Cell[][]) => [upper, lower, ...rows];
const over = (words: string, columns: number): Cell => ({ words, columns });
const down = (words: string, rows = 2): Cell => ({ words, rows });

describe('header variants of real counties', () => {
  test('东阳: 五公开 over five columns and 公开形式 are kept beside the standard columns', async () => {
    const sheet = twoRows(
      [
        ...[down('序号'), over('公开事项', 2), down('公开内容\n（要素）'), down('公开依据'), over('五公开', 5)],
        ...[down('公开形式'), down('公开时限'), down('公开主体'), down('公开渠道和载体')],
        ...[over('公开对象', 2), over('公开方式', 2), over('公开层级', 2)],
      ],
      [
        ...['一级事项', '二级事项', '决策', '执行', '管理', '服务', '结果'],
        ...['全社会', '特定群体', '主动', '依申请', '县级', '乡、村级'],
      ],
      [
        '1',
        '危房改造',
        '补助对象',
        '名单',
        '建村〔2021〕35号',
        '□',
        '■',
        '□',
        '■',
        '□',
        '■文本',
        soon,
        '县民政局',
        box,
        '√',
        '',
        '√',
        '',
        '√',
        '√',
      ],
    );
    const { items, rejected } = await preview(await workbookOf({ 农村危房改造: sheet }), { fileName: '东阳.xlsx' });
    expect(rejected).toEqual([]);
    expect(items[0]).toMatchObject({
      ...{ level1: '危房改造', level2: '补助对象', content: '名单', timeLimit: soon, domain: '农村危房改造' },
      ...{ audience: 'public', manner: 'proactive', levels: ['county', 'village'] },
      channels: ['政府网站', '社区/企事业单位/村公示栏（电子屏）'],
      optionalChannels: ['两微一端'],
    });
    expect(items[0]?.extra).toEqual([
      { heading: '五公开／决策', text: '□' },
      { heading: '五公开／执行', text: '■' },
      { heading: '五公开／管理', text: '□' },
      { heading: '五公开／服务', text: '■' },
      { heading: '五公开／结果', text: '□' },
      { heading: '公开形式', text: '■文本' },
    ]);
  });

  test('康巴什: 条款内容, 依据效力, 事项类别, 责任科室 and 对应职责 do not take the place of the standard columns', async () => {
    const sheet: Cell[][] = [
      [
        ...[
          '序号',
          '一级事项',
          '二级事项',
          '公开内容（要素）',
          '公开依据',
          '条款内容',
          '依据效力（位阶）',
          '事项类别',
          '公开时限',
        ],
        ...['公开主体', '责任科室', '对应职责', '公开渠道和载体', '公开对象', '公开方式', '公开层级'],
      ],
      [
        ...['1', '社会救助', '低保标准', '标准', '《社会救助暂行办法》', '第九条', '行政法规', '法定公开', soon],
        ...['县民政局', '救助科', '低保审批', box, '■全社会 □特定群体', '■主动 □依申请', '■县级 □乡级'],
      ],
    ];
    const { items, sheets } = await preview(await workbookOf({ Sheet1: sheet }));
    expect(items[0]).toMatchObject({
      ...{ level1: '社会救助', legalBasis: '《社会救助暂行办法》', responsible: '县民政局', audience: 'public' },
      ...{ manner: 'proactive', levels: ['county'], domain: '社会救助' },
    });
    expect(items[0]?.extra.map(({ heading, text }) => `${heading}=${text}`)).toEqual([
      ...['条款内容=第九条', '依据效力（位阶）=行政法规', '事项类别=法定公开', '责任科室=救助科', '对应职责=低保审批'],
      ...['公开对象=■全社会 □特定群体', '公开方式=■主动 □依申请', '公开层级=■县级 □乡级'],
    ]);
    expect(sheets[0]?.uses.filter((use) => use === 'extra')).toHaveLength(5);
  });

  test('东莞: the column of addresses is kept with the item', async () => {
    const bytes = Buffer.from(
      [
        '一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,政府网站URL',
        `社会保险,参保登记,流程,《社会保险法》,${soon},县民政局,政府网站,https://example.test/a`,
      ].join('\n'),
    );
    const { items } = await preview(bytes, { fileName: '东莞.csv' });
    expect(items[0]).toMatchObject({
      channels: ['政府网站'],
      extra: [{ heading: '政府网站URL', text: 'https://example.test/a' }],
    });
  });

  test('门头沟: 具体职责|业务事项|信息类别 are the levels; without 公开主体 it is asked for the whole sheet', async () => {
    const sheet: Cell[][] = [
      ['序号', '具体职责', '业务事项', '信息类别', '内容标准', '公开时限', '公开形式'],
      ['1', '养老服务', '养老机构备案', '办事指南', '条件、程序', soon, '网站'],
    ];
    const bytes = await workbookOf({ 目录: sheet });
    await expect(preview(bytes)).rejects.toMatchObject({
      status: 422,
      fields: { file: expect.stringContaining('缺少：公开主体') },
    });
    const { items, unclear } = await preview(bytes, { responsible: '县民政局' });
    expect(items[0]).toMatchObject({
      ...{ level1: '养老服务', level2: '养老机构备案', level3: '办事指南', content: '条件、程序' },
      ...{ responsible: '县民政局', domain: '养老服务', extra: [{ heading: '公开形式', text: '网站' }] },
    });
    expect(items[0]?.bodyIds).toHaveLength(1);
    expect(unclear).toEqual([]);
  });

  test('汶上: 目录类别|目录名称|公开事项 are three levels', async () => {
    const sheet: Cell[][] = [
      ['目录类别', '目录名称', '公开事项', '内容规范', '政务五公开', '公开依据', '公开时限', '责任单位'],
      [down('义务教育'), down('招生管理'), '招生政策', '范围、条件', '执行公开', '《义务教育法》', soon, '县民政局'],
      ['招生结果', '名单', '结果公开', '《义务教育法》', '同上', '同上'],
    ];
    const { items } = await preview(await workbookOf({ 目录: sheet }));
    expect(items.map(({ key }) => key)).toEqual(['义务教育/招生管理/招生政策', '义务教育/招生管理/招生结果']);
    expect(items[1]).toMatchObject({ timeLimit: soon, responsible: '县民政局', domain: '义务教育' });
    expect(items[1]?.extra).toEqual([{ heading: '政务五公开', text: '结果公开' }]);
  });

  test('罗庄: six levels, the deeper ones stand in the third; blanks of merged levels take the one above', async () => {
    const bytes = Buffer.from(
      [
        '一级目录,二级目录,三级目录,四级目录,五级目录,六级目录,公开形式,公开时限,公开主体',
        `法定主动公开内容,行政执法,行政处罚,处罚依据,法律,本级,文本,${soon},各局`,
        `,,,处罚结果,,,表格,每季度,各局`,
      ].join('\n'),
    );
    const { items, rejected } = await preview(bytes, { fileName: '罗庄.csv' });
    expect(rejected).toEqual([]);
    expect(items.map(({ key }) => key)).toEqual([
      '法定主动公开内容/行政执法/行政处罚›处罚依据›法律›本级',
      '法定主动公开内容/行政执法/行政处罚›处罚结果',
    ]);
    expect(items[1]?.bodyIds).toHaveLength(3);
  });

  test('荣昌: 公开要求 holds form and term in one; the term is read and the whole is kept', async () => {
    const sheet: Cell[][] = [
      ['公开事项', '公开内容', '公开要求', '公开主体', '公开渠道'],
      ['就业政策', '政策文本', '以文本形式公开；自信息形成之日起20个工作日内公开', '县民政局', '政府网站'],
    ];
    const { items } = await preview(await workbookOf({ 就业创业: sheet, 说明: [['本表由各单位填报']] }));
    expect(items[0]).toMatchObject({
      ...{ level1: '就业创业', level2: '就业政策', timeLimit: '自信息形成之日起20个工作日内公开' },
      term: { kind: 'within', amount: 20, unit: 'workingDay' },
      extra: [{ heading: '公开要求', text: '以文本形式公开；自信息形成之日起20个工作日内公开' }],
    });
  });

  test('in GBK, with a quoted line break in a cell', async () => {
    const gbk = Buffer.from(
      'd2bbbcb6cac2cfee2cb6febcb6cac2cfee2cb9abbfaac4dac8dd2cb9abbfaacab1cfde2cb9abbfaad6f7cce50a' +
        'c9e7bbe1beccd6fa2cb5cdb1a3b1ead7bc2c22b1ead7bc0acbf9d0e8222cb3a4c6dab9abbfaa2ccfd8c3f1d5feb7d60a',
      'hex',
    );
    const { items } = await preview(gbk, { fileName: 'gbk.csv' });
    expect(items[0]?.level1).toMatch(/^社会/);
    expect(items[0]).toMatchObject({ level2: '低保标准', timeLimit: '长期公开' });
  });
});

describe('a Word file', () => {
  const head: Cell[] = ['一级事项', '二级事项', '公开内容', '公开依据', '公开时限', '公开主体'];
  test('tables with merged cells are read, each under the line above it; one over a page goes on', async () => {
    const bytes = await wordOf({
      '（一）社会救助领域': [
        head,
        [down('综合业务'), '低保', '标准', '办法', soon, '县民政局'],
        ['特困', '标准\n名单', '办法', soon, '各乡镇'],
      ],
      ' ': [['综合业务', '临时救助', '标准', '办法', '每季度', '村民委员会']],
      '（二）户籍管理领域': [head, ['业务', '落户', '条件', '条例', '长期公开', '县林业局']],
    });
    const { items, rejected, rows } = await preview(bytes, { fileName: '目录.docx' });
    expect(rejected).toEqual([]);
    expect(rows).toBe(4);
    expect(items.map(({ level1, level2, domain, sheet }) => [level1, level2, domain, sheet])).toEqual([
      ['综合业务', '低保', '社会救助', '（一）社会救助领域'],
      ['综合业务', '特困', '社会救助', '（一）社会救助领域'],
      ['综合业务', '临时救助', '社会救助', '（一）社会救助领域'],
      ['业务', '落户', '户籍管理', '（二）户籍管理领域'],
    ]);
  });

  test('without a table is refused with what to do', async () => {
    const { Document, Packer, Paragraph } = await import('docx');
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('公开目录')] }] }));
    await expect(preview(bytes, { fileName: 'a.docx' })).rejects.toMatchObject({
      fields: { file: expect.stringContaining('没有表格') },
    });
  });
});

describe('a workbook of many sheets', () => {
  const rows = (item: string): Cell[][] => [
    ['一级事项', '二级事项', '公开内容', '公开时限', '公开主体'],
    ['政策法规', item, '内容', '长期公开', '县民政局'],
  ];
  test('every visible sheet with a header is read; hidden ones and those without are told of', async () => {
    const bytes = await workbookOf(
      { 养老服务: rows('甲'), 社会保险: rows('甲'), 封面: [['某县公开目录']], 旧版: rows('乙') },
      ['旧版'],
    );
    const { items, notes, fates } = await preview(bytes);
    expect(items.map(({ key, domain, sheet }) => [key, domain, sheet])).toEqual([
      ['政策法规/甲/', '养老服务', '养老服务'],
      ['政策法规/甲/#2', '社会保险', '社会保险'],
    ]);
    expect(notes).toEqual(['“旧版”这张表是隐藏的，没有读。要导入请先取消隐藏。', '“封面”这张表没有找到表头，没有读。']);
    expect(fates.map(({ sheet, row }) => [sheet, row])).toEqual([
      ['养老服务', 2],
      ['社会保险', 2],
    ]);
  });

  test('only hidden ones, or pictures only, are refused in words', async () => {
    await expect(preview(await workbookOf({ 甲: rows('甲'), 乙: [] }, ['甲']))).rejects.toMatchObject({
      fields: { file: expect.stringContaining('取消隐藏') },
    });
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const image = book.addImage({ base64: png.toString('base64'), extension: 'png' });
    book.addWorksheet('扫描件').addImage(image, 'A1:F20');
    await expect(preview(Buffer.from(await book.xlsx.writeBuffer()))).rejects.toMatchObject({
      fields: { file: expect.stringContaining('只有图片，没有文字') },
    });
  });
});

describe('lines that are no items', () => {
  test('a part’s name over the whole width, the header again, a note at the end: each is told, none is an item', async () => {
    const head: Cell[] = ['一级事项', '二级事项', '公开内容', '公开时限', '公开主体'];
    const sheet: Cell[][] = [
      [over('某县社会救助领域基层政务公开标准目录', 5)],
      head,
      ['1', '2', '3', '4', '5'],
      [over('（一）最低生活保障', 5)],
      ['低保', '审核', '名单', '长期公开', '县民政局'],
      head,
      ['低保', '审批', '名单', '长期公开', '县民政局'],
      ['注：■为必选，□为可选'],
    ];
    const { items, noted, rows, accepted, name } = await preview(await workbookOf({ Sheet1: sheet }));
    expect(name).toBe('某县社会救助领域基层政务公开标准目录');
    expect(items.map(({ level2, domain }) => [level2, domain])).toEqual([
      ['审核', '社会救助'],
      ['审批', '社会救助'],
    ]);
    expect(noted.map(({ row }) => row)).toEqual([4, 6, 8]);
    expect([rows, accepted]).toEqual([5, 2]);
  });
});
