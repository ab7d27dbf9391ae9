import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import { bodyByCode } from '../body/queries.ts';
import { draftOf, publishDraft } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { responsibleFor } from './queries/assigned.ts';
import { countyAtWork, countyCatalogue } from './testing.ts';

let ctx: TestContext;
let county: Awaited<ReturnType<typeof countyAtWork>>;
beforeAll(async () => {
  ctx = await testContext();
  county = await countyAtWork(ctx);
  const draft = await draftOf(ctx, county.crew.clerk, '210681-05', { title: '政务公开工作制度' });
  await publishDraft(ctx, county.crew, draft);
});

describe('责任到人', () => {
  const at = (part = '') => `/responsibilities/${county.bodyId}${part}`;
  const put = (json: object) => county.call(county.crew.clerk, at(), { method: 'PUT', json });
  const matrix = async () => (await county.call(county.crew.clerk, at())).said;
  const itemNamed = async (level2: string) =>
    (await matrix()).items.find((item: { level2: string }) => item.level2 === level2);

  test('one act names persons for everything, a category and an item refine it', async () => {
    const before = await matrix();
    expect(before.items.length).toBeGreaterThan(10);
    expect(before.items.every((item: { missing: string[] }) => item.missing.length === 3)).toBe(true);
    const clerk = { id: county.crew.clerk.accountId, name: '写错的名字' };
    await put({
      scope: 'body',
      section: '办公室',
      handler: clerk,
      reviewer: { name: '李主任' },
      signer: { name: '孙局长' },
    });
    await put({ scope: 'category', category: '社会救助', section: '低保科', handler: { name: '赵科员' } });
    const { catalogueId, itemKey } = await itemNamed('低保对象名单');
    await put({ scope: 'item', catalogueId, itemKey, reviewer: { name: '钱科长' } });
    expect(await itemNamed('低保对象名单')).toMatchObject({
      section: '低保科',
      handler: { name: '赵科员' },
      reviewer: { name: '钱科长' },
      signer: { name: '孙局长' },
      source: { handler: 'category', reviewer: 'item', signer: 'body' },
    });
    // A chosen account goes by its own name.
    expect(await itemNamed('行政许可决定')).toMatchObject({
      handler: { id: county.crew.clerk.accountId, name: 'clerk@210681-05' },
    });
    expect((await matrix()).items.every((item: { missing: string[] }) => item.missing.length === 0)).toBe(true);
  });

  test('the next version of the catalogue inherits by the key of the item', async () => {
    await countyCatalogue(
      ctx,
      '\n99,社会救助,新增救助事项,内容,依据,制定或获取信息之日起10个工作日内,县民政局,■政府网站,√,,√,,√,,\n',
    );
    expect(await itemNamed('低保对象名单')).toMatchObject({
      reviewer: { name: '钱科长' },
      source: { reviewer: 'item' },
    });
    expect(await itemNamed('新增救助事项')).toMatchObject({ handler: { name: '赵科员' } });
  });

  test('says who is responsible for obligations', async () => {
    const rows = await ctx.db
      .selectFrom('obligation')
      .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
      .select(['obligation.id', 'catalogue_item.level1'])
      .where('obligation.body_id', '=', county.bodyId)
      .execute();
    const found = await responsibleFor(
      ctx.db,
      rows.map(({ id }) => id),
    );
    expect(found.size).toBe(rows.length);
    for (const { id, level1 } of rows)
      expect(found.get(id)?.handler.name).toBe(level1 === '社会救助' ? '赵科员' : 'clerk@210681-05');
  });

  test('a person who leaves is replaced everywhere, after a look at where', async () => {
    const preview = await county.call(county.crew.clerk, at(`/places?name=${encodeURIComponent('赵科员')}`));
    expect(preview.said.places).toEqual([{ scope: 'category', of: '社会救助', duty: 'handler' }]);
    expect(preview.said.items).toBeGreaterThan(3);
    const json = { from: { name: '赵科员' }, to: { name: '周科员' } };
    expect((await county.call(county.crew.clerk, at('/replacements'), { json })).said).toEqual({ places: 1 });
    expect((await county.call(county.crew.clerk, at('/replacements'), { json })).status).toBe(409);
    expect((await itemNamed('低保对象名单')).handler.name).toBe('周科员');
    await ctx.db
      .updateTable('account')
      .set({ disabled_at: ctx.clock.now() })
      .where('id', '=', county.crew.clerk.accountId)
      .execute();
    const seen = (await county.call(county.office, at())).said;
    expect(seen.gone).toEqual([{ id: county.crew.clerk.accountId, name: 'clerk@210681-05' }]);
    await ctx.db
      .updateTable('account')
      .set({ disabled_at: null })
      .where('id', '=', county.crew.clerk.accountId)
      .execute();
  });

  test('an account of another bureau cannot be named, nor a matrix of another bureau be read', async () => {
    const refused = await put({ scope: 'body', handler: { id: county.stranger.accountId, name: '林业局的人' } });
    expect([refused.status, Object.keys(refused.said.fields)]).toEqual([422, ['handler']]);
    expect((await county.call(county.stranger, at())).status).toBe(403);
    expect(
      (await county.call(county.stranger, at(), { method: 'PUT', json: { scope: 'body', handler: { name: '我' } } }))
        .status,
    ).toBe(403);
  });

  test('stands on a public page, without anybody’s telephone, and changes with the matrix', async () => {
    const stranger = await county.app.as();
    const page = async () => (await stranger('/b/210681-05/responsible')).text();
    const html = await page();
    for (const words of ['责任分工表', '低保对象名单', '周科员', '孙局长', '低保科']) expect(html).toContain(words);
    await put({ scope: 'category', category: '社会救助', handler: { name: '吴科员' } });
    expect(await page()).toContain('吴科员');
    expect((await stranger('/b/210681-05')).status).toBe(200);
    expect(await (await stranger('/b/210681-05')).text()).toContain('/b/210681-05/responsible');
  });
});

describe('六项制度', () => {
  const span = 'from=2026-05-01&to=2026-05-31';

  test('count what the records say, and each figure opens as many records as it says', async () => {
    const { said } = await county.call(county.crew.clerk, `/institutions/${county.bodyId}?${span}`);
    expect(said.total.counts).toMatchObject({
      reviewed: 1,
      cleared: 1,
      signed: 1,
      filed: 1,
      sentBack: 0,
      rated: 0,
      confirmed: 0,
    });
    expect(said.total.counts.assigned).toBe(said.total.counts.items);
    for (const figure of [
      'reviewed',
      'signed',
      'filed',
      'overdue',
      'putRight',
      'rated',
      'questioned',
      'replied',
    ] as const) {
      const opened = await county.call(
        county.crew.clerk,
        `/institutions/${county.bodyId}/records?${span}&figure=${figure}`,
      );
      expect([figure, opened.said.total, opened.said.rows.length]).toEqual([
        figure,
        said.total.counts[figure],
        said.total.counts[figure],
      ]);
    }
    const [record] = (
      await county.call(county.crew.clerk, `/institutions/${county.bodyId}/records?${span}&figure=filed`)
    ).said.rows;
    expect(record.text).toBe('210681-05备〔2026〕00001号 政务公开工作制度');
  });

  test('of the county are the sum of its bodies, and nothing falls outside', async () => {
    const whole = await bodyByCode(ctx.db, '210681');
    const { said } = await county.call(county.office, `/institutions/${whole.id}?${span}`);
    for (const [figure, count] of Object.entries(said.total.counts))
      expect([
        figure,
        said.lines.reduce(
          (sum: number, line: { counts: Record<string, number> }) => sum + (line.counts[figure] ?? 0),
          0,
        ),
      ]).toEqual([figure, count]);
    expect(said.total.counts.items).toBeGreaterThan(50);
    expect(said.total.counts.overdue).toBeGreaterThan(0);
    const outside = await county.call(county.office, `/institutions/${whole.id}?from=2025-01-01&to=2025-01-31`);
    expect(outside.said.total.counts).toMatchObject({ signed: 0, filed: 0 });
  });

  test('take their text from a published document', async () => {
    const json = { institution: 'filing', disclosure: '210681-05/2026-00001' };
    expect((await county.call(county.crew.clerk, `/institutions/${county.bodyId}/texts`, { json })).status).toBe(201);
    const { said } = await county.call(county.crew.clerk, `/institutions/${county.bodyId}?${span}`);
    expect(said.texts.filing).toMatchObject([{ title: '政务公开工作制度' }]);
    const docx = await county.call(county.crew.clerk, `/institutions/${county.bodyId}/export.docx?${span}`);
    const { value } = await mammoth.extractRawText({ buffer: docx.said });
    for (const words of ['东港市民政局政务公开六项制度落实情况', '备案 1 件', '还没有记录', '《政务公开工作制度》'])
      expect(value).toContain(words);
    const wrong = await county.call(county.crew.clerk, `/institutions/${county.bodyId}/texts`, {
      json: { ...json, disclosure: '没有这个' },
    });
    expect(Object.keys(wrong.said.fields)).toEqual(['disclosure']);
    const gone = `/institutions/${county.bodyId}/texts/filing/${said.texts.filing[0].id}`;
    expect((await county.call(county.stranger, gone, { method: 'DELETE' })).status).toBe(403);
    expect((await county.call(county.crew.clerk, gone, { method: 'DELETE' })).status).toBe(200);
    expect((await county.call(county.crew.clerk, gone, { method: 'DELETE' })).status).toBe(404);
  });

  test('are not read of another bureau, and a span that ends before it begins is refused', async () => {
    expect((await county.call(county.stranger, `/institutions/${county.bodyId}?${span}`)).status).toBe(403);
    expect(
      (await county.call(county.stranger, `/institutions/${county.bodyId}/records?${span}&figure=filed`)).status,
    ).toBe(403);
    const refused = await county.call(
      county.crew.clerk,
      `/institutions/${county.bodyId}?from=2026-05-02&to=2026-05-01`,
    );
    expect([refused.status, refused.said.fields]).toEqual([422, { to: '结束日期不能早于开始日期' }]);
  });
});
