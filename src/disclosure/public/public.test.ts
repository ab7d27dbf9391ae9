import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, testApp } from '../../account/testing.ts';
import { bodyByCode } from '../../body/queries.ts';
import { pageKey } from '../../platform/http/pagecache.ts';
import { listenForTouches } from '../../platform/http/touches.ts';
import { testContext, type TestContext } from '../../platform/testing/database.ts';
import { saveDraft } from '../commands/draft.ts';
import { correct, withdraw } from '../commands/standing.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../testing.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
let citizen: (path: string) => Promise<Response>;
let stopListening: () => Promise<void>;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await crewOf(ctx, bureau);
  citizen = await testApp(ctx).as();
  stopListening = await listenForTouches(ctx.connection, ctx.pages);
});
afterAll(() => stopListening());

const read = async (path: string) => {
  const response = await citizen(path);
  return { status: response.status, html: await response.text() };
};
const draft = (fields: Parameters<typeof draftOf>[3]) => draftOf(ctx, crew.clerk, bureau, fields);
async function published(fields: Parameters<typeof draftOf>[3]) {
  const made = await draft(fields);
  const indexNumber = await publishDraft(ctx, crew, made);
  return { ...made, indexNumber, number: await numberOf(made.id) };
}
const numberOf = async (id: string) =>
  (await ctx.db.selectFrom('disclosure').select('number').where('id', '=', id).executeTakeFirstOrThrow()).number;

/** Waits until the page is out of the cache, as it must be soon after what it shows has changed. */
async function dropped(path: string): Promise<void> {
  const isKept = () => ctx.pages.get(pageKey(path, undefined), ctx.clock.now().getTime()) !== undefined;
  for (let tries = 0; isKept(); tries += 1) {
    expect(tries, `${path} stays in the cache`).toBeLessThan(100);
    await sleep(20);
  }
}

describe('a published document', () => {
  test('shows what it is, its text, and what proves it', async () => {
    const { number, indexNumber } = await published({
      title: '关于发放高温补贴的通知',
      documentNumber: '东民发〔2026〕7号',
      html: '<p>每人每月<strong>200</strong>元。</p><table><tr><td>表</td></tr></table>',
    });
    const { status, html } = await read(`/d/${number}`);
    expect(status).toBe(200);
    for (const words of [
      '关于发放高温补贴的通知',
      indexNumber,
      '东民发〔2026〕7号',
      '2026年5月8日',
      '2026年5月15日',
      '有效',
      '社会救助',
      '<strong>200</strong>元',
      '从未改动',
      '2026年5月15日 09:00:00',
    ])
      expect(html).toContain(words);
    expect(html).toMatch(/<span class="hash">[0-9a-f]{64}<\/span>/);
    expect(html).toContain('<meta name="ArticleTitle" content="关于发放高温补贴的通知"/>');
    expect(html).toContain('<meta name="PubDate" content="2026-05-15 09:00"/>');
    expect(html).toContain('<meta name="ContentSource" content="东港市民政局"/>');
    expect(html).toContain(`<link rel="canonical" href="http://localhost:3000/d/${number}"/>`);
  });

  test('is in the list at once: pages that were kept are dropped', async () => {
    await read('/');
    await read('/documents');
    await published({ title: '刚刚公开的通知' });
    await dropped('/');
    await dropped('/documents');
    expect((await read('/')).html).toContain('刚刚公开的通知');
    expect((await read('/documents')).html).toContain('刚刚公开的通知');
    expect((await read(`/b/${bureau}`)).html).toContain('刚刚公开的通知');
    expect((await read('/feed.xml')).html).toContain('<title>刚刚公开的通知</title>');
    expect((await read('/search?q=刚刚公开')).html).toContain('<mark>刚刚公开</mark>');
  });

  test('is opened by its number as it is heard, or by its index number', async () => {
    const { number, indexNumber } = await published({ title: '凭编号查找' });
    for (const typed of [number, number.replaceAll('-', ' '), ` ${indexNumber} `]) {
      const found = await citizen(`/search?q=${encodeURIComponent(typed)}`);
      expect([found.status, found.headers.get('location')], typed).toEqual([303, `/d/${number}`]);
    }
    const draftNumber = await numberOf((await draft({ title: '未公开' })).id);
    expect((await read(`/search?q=${draftNumber}`)).status).toBe(200);
  });

  test('carries no script, not even if one got into the database', async () => {
    const { id } = await bodyByCode(ctx.db, bureau);
    const at = ctx.clock.now();
    const hostile = uuidv7();
    await ctx.db
      .insertInto('disclosure')
      .values({
        ...{ id: hostile, body_id: id, number: 'X-1', category: '其他', standing: 'published', created_at: at },
        ...{ working_version: 1, published_version: 1, first_published_at: at, last_published_at: at },
      })
      .execute();
    await ctx.db
      .insertInto('disclosure_version')
      .values({
        ...{ disclosure_id: hostile, version: 1, body_id: id, state: 'published', title: '<script>标题</script>' },
        ...{ category: '其他', validity: 'valid', text: '', created_at: at, updated_at: at, published_at: at },
        html: '<p onclick="x()">正文<script>x()</script><a href="javascript:x()">链接</a></p>',
      })
      .execute();
    const { html } = await read('/d/X-1');
    expect(html).toContain('&lt;script&gt;标题');
    expect(html).toContain('正文');
    expect(html).not.toMatch(/<script|onclick|javascript:/i);
    expect((await read('/documents')).html).not.toMatch(/<script/i);
  });
});

describe('what is not published', () => {
  test('is nowhere: not by its number, in no list, in no search', async () => {
    const made = await draft({ title: '还在起草的秘密', html: '<p>还在起草的秘密正文</p>' });
    const number = await numberOf(made.id);
    expect((await read(`/d/${number}`)).status).toBe(404);
    for (const path of ['/', '/documents', `/b/${bureau}`, '/feed.xml', '/sitemap.xml', '/search?q=还在起草的秘密'])
      expect(
        (await read(path)).html.replaceAll('“还在起草的秘密”', '').replace(/value="[^"]*"/, ''),
        path,
      ).not.toContain('还在起草的秘密');
  });

  test('a correction under way leaves the public one as it is; signed, it takes its place and says why', async () => {
    const { id, number } = await published({ title: '更正前的标题', html: '<p>旧数 12</p>' });
    await correct(ctx, crew.clerk, id, { reason: '数字写错' });
    const saved = await saveDraft(ctx, crew.clerk, id, {
      ...{
        title: '更正后的标题',
        html: '<p>新数 21</p>',
        category: '社会救助',
        documentNumber: '',
        issuedOn: '2026-05-08',
      },
      ...{ validity: 'valid' as const, source: null, revision: 1 },
    });
    const before = await read(`/d/${number}`);
    expect(before.html).toContain('更正前的标题');
    expect(before.html).not.toContain('新数 21');
    ctx.clock.set('2026-05-20T02:00:00Z');
    await publishDraft(ctx, crew, { id, revision: saved.revision });
    ctx.clock.set('2026-05-15T01:00:00Z');
    await dropped(`/d/${number}`);
    const { html } = await read(`/d/${number}`);
    expect(html).toContain('更正后的标题');
    expect(html).toContain('更正过 1 次');
    expect(html).toContain('更正原因：数字写错');
    expect(html).toContain('2026年5月20日 10:00:00');
    // What was wrong may be personal data: the earlier text is proved by its hash, not shown.
    expect(html).not.toContain('旧数 12');
  });
});

describe('a withdrawn document', () => {
  test('leaves a quiet page that says what, when and why, and nothing of its text', async () => {
    const { id, number, indexNumber } = await published({ title: '名单公示', html: '<p>不该有的内容</p>' });
    await read(`/d/${number}`);
    await withdraw(ctx, crew.leader, id, { kind: 'error', reason: '整理后重新公开' });
    await dropped(`/d/${number}`);
    const { status, html } = await read(`/d/${number}`);
    expect(status).toBe(410);
    for (const words of ['这条信息已不再公开', '名单公示', indexNumber, '内容有误：整理后重新公开', '2026年5月15日'])
      expect(html).toContain(words);
    expect(html).not.toContain('不该有的内容');
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect((await read('/documents')).html).not.toContain('名单公示');
    expect((await read('/search?q=名单公示')).html).toContain('没有找到');
  });
});

describe('the list', () => {
  test('turns pages, narrows by category, body and year, and says when nothing is left', async () => {
    for (let nth = 1; nth <= 21; nth += 1)
      await published({ title: `第${nth}号公告`, category: '公告', issuedOn: '2025-03-01' });
    await dropped('/documents?category=%E5%85%AC%E5%91%8A');
    const first = await read('/documents?category=公告');
    expect(first.html).toContain('共 21 件');
    expect(first.html).toContain('第 1 页，共 2 页');
    expect(first.html).toContain('第21号公告');
    expect((await read('/documents?category=公告&page=2')).html).toContain('第1号公告');
    expect((await read('/documents?year=2025')).html).toContain('共 21 件');
    expect((await read(`/documents?body=${bureau}&year=2025`)).html).toContain('东港市民政局公开的文件');
    expect((await read('/documents?year=1949')).html).toContain('没有符合条件的文件');
    expect((await read('/documents?page=99')).status).toBe(404);
    expect((await read('/documents?page=x')).status).toBe(200);
    expect((await read('/documents?body=nobody')).status).toBe(404);
  });
});
