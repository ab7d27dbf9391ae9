import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../../account/rules.ts';
import { loadSmallCounty, testApp } from '../../account/testing.ts';
import { bodyByCode } from '../../body/queries.ts';
import { linkDraft } from '../../disclosure/commands/link.ts';
import { correct } from '../../disclosure/commands/standing.ts';
import { crewOf, draftOf, publishDraft } from '../../disclosure/testing.ts';
import { testContext, type TestContext } from '../../platform/testing/database.ts';
import { importCatalogue } from '../commands/importing.ts';
import { bringUpToDate } from '../daily.ts';
import { obligationsOfBody } from '../queries/obligations.ts';
import { periodWords } from './words.tsx';

const bureau = '210681-05';
const header =
  '序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级,村级';
const row = (nth: number, item: string, term: string, subject: string) =>
  `${nth},社会救助,${item},发放明细,《社会救助暂行办法》,${term},${subject},■政府网站 □其他,√,,√,,√,,`;

let ctx: TestContext;
let read: (path: string) => Promise<string>;
beforeAll(async () => {
  ctx = await testContext(); // 2026-05-15
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  const rows = [row(1, '低保资金发放', '每年1月31日前', '县民政局'), row(2, '救助政策', '每季度', '县民政局')];
  await importCatalogue(ctx, commandLineActor('test'), {
    ...{ fileName: 'test.csv', name: '测试目录', effectiveOn: '2026-01-01' },
    bytes: Buffer.from([header, ...rows].join('\n')),
  });
  const citizen = await testApp(ctx).as();
  read = async (path) => (await citizen(path)).text();
});

describe('what is late is said in plain words', () => {
  test('on the body’s page, with the number of days', async () => {
    const html = await read(`/b/${bureau}`);
    expect(html).toContain('低保资金发放（2026年）');
    expect(html).toContain('还没公开，已超过期限 104 天'); // 2026-01-31 → 2026-05-15
    expect(html).toContain('救助政策（2026年第二季度）');
    expect(html).toContain('最晚2026年6月30日公开');
    expect(html).toContain('有 2 项过了期限还没公开');
  });

  test('on the home page and the page of the day, by body', async () => {
    expect(await read('/')).toContain('<dt>过了期限，还没公开</dt><dd>2 项</dd>');
    const html = await read('/today');
    expect(html).toContain('2026年5月15日 星期五');
    expect(html).toMatch(/东港市民政局<\/a><\/th><td class="count"><span class="state late">2 项/);
  });

  test('on the last day of the term it is due today, not late', async () => {
    ctx.clock.set('2026-06-30T15:59:00Z'); // 23:59 in Shanghai
    expect(await read(`/b/${bureau}`)).toContain('今天到期，还没公开');
    ctx.clock.set('2026-06-30T16:00:00Z'); // midnight
    expect(await read(`/b/${bureau}`)).toContain('还没公开，已超过期限 1 天');
    ctx.clock.set('2026-05-15T01:00:00Z');
  });
});

describe('the catalogue', () => {
  test('is a tree whose items say what, when, on which ground, and who has not', async () => {
    const tree = await read('/catalogue');
    expect(tree).toContain('社会救助（2 项）');
    const [, path = ''] = /href="(\/catalogue\/[^"]+)">低保资金发放/.exec(tree) ?? [];
    const html = await read(path);
    for (const words of ['发放明细', '每年1月31日前', '《社会救助暂行办法》', '县民政局', '政府网站', '主动公开'])
      expect(html).toContain(words);
    expect(html).toContain('1 项还没公开，最久的已超过期限 104 天');
  });

  test('a document says which obligation it meets and whether it came in time; the body’s page links to it', async () => {
    const { id: bodyId } = await bodyByCode(ctx.db, bureau);
    const [late] = await obligationsOfBody(ctx.db, bodyId, '2026-05-15');
    const crew = await crewOf(ctx, bureau);
    const draft = await draftOf(ctx, crew.clerk, bureau, {
      title: '2026年低保资金发放明细',
      obligationIds: [late?.id ?? ''],
    });
    await publishDraft(ctx, crew, draft);
    const [, path = ''] = /href="(\/d\/[^"]+)">2026年低保资金发放明细/.exec(await read('/documents')) ?? [];
    const html = await read(path);
    expect(html).toContain('为什么公开');
    expect(html).toContain('社会救助 › 低保资金发放');
    expect(html).toContain('最晚2026年1月31日，实际2026年5月15日公开，晚了 104 天');
    const body = await read(`/b/${bureau}`);
    expect(body).toContain(`<a href="${path}">低保资金发放（2026年）</a>`);
    expect(body).toContain('2026年5月15日公开，晚了 104 天');
    // A correction that answers one more: nobody outside knows before it is signed.
    const [policy] = await obligationsOfBody(ctx.db, bodyId, '2026-05-15');
    await correct(ctx, crew.clerk, draft.id, { reason: '补上对应的事项' });
    await linkDraft(ctx, crew.clerk, draft.id, { obligationId: policy?.id ?? '' });
    expect(await read(`${path}?before`)).not.toContain('救助政策');
    await publishDraft(ctx, crew, { id: draft.id, revision: 1 });
    expect(await read(`${path}?after`)).toContain('社会救助 › 救助政策');
  });
});

test('a period is said as people say it', () => {
  const words = (period: string) => periodWords({ period, event: '', eventOn: null });
  expect(['2026', '2026-Q3', '2026-07', '2026-H1', 'standing', 'unclear'].map(words)).toEqual([
    '2026年',
    '2026年第三季度',
    '2026年7月',
    '2026年上半年',
    '',
    '',
  ]);
  expect(periodWords({ period: 'event:x', event: '公告发布', eventOn: '2026-05-01' })).toBe('公告发布（2026年5月1日）');
});
