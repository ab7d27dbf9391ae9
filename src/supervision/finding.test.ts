import { beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { obligationsOfBody } from '../catalogue/queries/obligations.ts';
import { loadSampleCatalogues } from '../catalogue/sample.ts';
import { correct, withdraw } from '../disclosure/commands/standing.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { inspect } from './commands/inspect.ts';
import { askLinks, linksIn, readLinks } from './commands/links.ts';
import { columnRuleOf, type FindingKind } from './rules/finding.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
let office: Actor;

beforeEach(async () => {
  ctx = await testContext({ now: '2026-05-15T01:00:00Z' });
  await loadSmallCounty(ctx);
  await loadSampleCatalogues(ctx, () => {});
  crew = await crewOf(ctx, bureau);
  office = await person(ctx, 'office', '210681-01', '210681');
});

const open = (kind: FindingKind) =>
  ctx.db
    .selectFrom('finding')
    .innerJoin('body', 'body.id', 'finding.body_id')
    .selectAll('finding')
    .select('body.code')
    .where('finding.kind', '=', kind)
    .where('closed_at', 'is', null)
    .execute();
async function owed(period?: string) {
  const { id } = await bodyByCode(ctx.db, bureau);
  const rows = await obligationsOfBody(ctx.db, id, '2026-12-31');
  return rows.filter((row) => row.metOn === null && row.dueOn !== null && (!period || row.period === period));
}
const publish = async (fields: Parameters<typeof draftOf>[3]) => {
  const draft = await draftOf(ctx, crew.clerk, bureau, { issuedOn: '2026-04-01', ...fields });
  await publishDraft(ctx, crew, draft);
  return draft.id;
};

describe('the nightly check', () => {
  test('opens what is late with its owner and since when, once, and closes it when it is published', async () => {
    ctx.clock.set('2026-07-20T01:00:00Z');
    const first = await inspect(ctx);
    expect(first.late?.opened).toBeGreaterThan(0);
    expect(await inspect(ctx)).toMatchObject({ late: { opened: 0, closed: 0 } });
    const late = (await owed()).filter(({ dueOn }) => dueOn !== null && dueOn < '2026-07-20');
    const [one] = late;
    const same = late.filter(({ itemKey }) => itemKey === one?.itemKey);
    const found = (await open('late')).find(({ item_id, code }) => code === bureau && item_id === one?.itemId);
    const [earliest] = same.map(({ dueOn }) => dueOn ?? '').sort();
    expect(found?.since_on).toBe(new Date(Date.parse(`${earliest}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10));
    await publish({ obligationIds: same.map(({ id }) => id) });
    expect((await inspect(ctx)).late?.closed).toBe(1);
    const closed = await ctx.db
      .selectFrom('finding')
      .select('closed_at')
      .where('id', '=', found?.id ?? '')
      .execute();
    expect(closed).toEqual([{ closed_at: ctx.clock.now() }]);
  });

  test('knows a column in which a body never published anything', async () => {
    ctx.clock.set('2026-07-20T01:00:00Z');
    await inspect(ctx);
    const before = (await open('empty')).filter(({ code }) => code === bureau);
    expect(before.length).toBeGreaterThan(0);
    const [late] = (await owed()).filter(
      ({ dueOn, level1 }) => dueOn && dueOn < '2026-07-20' && level1 === before[0]?.title,
    );
    await publish({ obligationIds: [late?.id ?? ''] });
    await inspect(ctx);
    const after = (await open('empty')).filter(({ code }) => code === bureau);
    expect(after.map(({ title }) => title)).not.toContain(before[0]?.title);
  });

  test('knows a column that stands still: news after two weeks, policy after six months', async () => {
    expect([columnRuleOf('民政动态')?.amount, columnRuleOf('政策文件')?.unit, columnRuleOf('社会救助')]).toEqual([
      14,
      'month',
      undefined,
    ]);
    await publish({ category: '工作动态' });
    await publish({ category: '政策文件' });
    ctx.clock.set('2026-05-29T01:00:00Z'); // the fourteenth day
    await inspect(ctx);
    expect(await open('stale')).toEqual([]);
    ctx.clock.set('2026-05-30T01:00:00Z');
    await inspect(ctx);
    expect(await open('stale')).toMatchObject([{ title: '工作动态', since_on: '2026-05-30', code: '210681' }]);
    ctx.clock.set('2026-11-16T01:00:00Z');
    await inspect(ctx);
    expect((await open('stale')).map(({ title, since_on }) => [title, since_on]).sort()).toEqual([
      ['工作动态', '2026-05-30'],
      ['政策文件', '2026-11-16'],
    ]);
    await publish({ category: '工作动态' });
    await inspect(ctx);
    expect((await open('stale')).map(({ title }) => title)).toEqual(['政策文件']);
  });

  test('asks for a yearly look at what stands, and a review answers it for a year', async () => {
    const [standing] = await owed('standing');
    const app = await testApp(ctx).as(crew.clerk);
    const review = { obligationId: standing?.id ?? '', note: '' };
    expect((await app('/api/findings/standing', { json: review })).status).toBe(409); // not public yet
    await publish({ obligationIds: [standing?.id ?? ''] });
    ctx.clock.set('2027-05-15T01:00:00Z');
    await inspect(ctx);
    expect(await open('standing')).toEqual([]);
    ctx.clock.set('2027-05-16T01:00:00Z');
    await inspect(ctx);
    expect(await open('standing')).toMatchObject([{ since_on: '2027-05-16', code: bureau }]);
    const again = await testApp(ctx).as(crew.clerk);
    const done = await again('/api/findings/standing', { json: review });
    expect([done.status, await done.json()]).toEqual([201, { dueAgainOn: '2028-05-16' }]);
    expect(await open('standing')).toEqual([]);
    expect((await inspect(ctx)).standing).toEqual({ opened: 0, closed: 0 });
    const other = await testApp(ctx).as(await person(ctx, 'clerk', '210681-20'));
    expect((await other('/api/findings/standing', { json: review })).status).toBe(403);
    const { rows } = await (await again('/api/findings/standing')).json();
    expect(rows.find((row: { obligationId: string }) => row.obligationId === standing?.id)).toMatchObject({
      lastOn: '2027-05-16',
      dueAgainOn: '2028-05-16',
      reviewedBy: crew.clerk.personName,
    });
  });

  test('knows a policy without its interpretation, from the day after its term', async () => {
    ctx.clock.set('2026-04-02T01:00:00Z');
    const { id: bodyId } = await bodyByCode(ctx.db, bureau);
    const policy_id = await publish({ title: '低保办法' });
    const [obligation] = (await owed()).filter(({ dueOn }) => dueOn !== null && dueOn > '2026-04-02');
    const policy = { policy_id, body_id: bodyId, policy_title: '低保办法', policy_on: '2026-04-02' };
    await ctx.db
      .insertInto('interpretation')
      .values({ ...policy, obligation_id: obligation?.id ?? null, raised_at: ctx.clock.now() })
      .execute();
    ctx.clock.set(`${obligation?.dueOn}T01:00:00Z`);
    await inspect(ctx);
    expect(await open('interpretation')).toEqual([]);
    ctx.clock.set(`${obligation?.dueOn}T16:30:00Z`); // the day after has begun
    await inspect(ctx);
    expect(await open('interpretation')).toMatchObject([{ title: '低保办法' }]);
  });
});

describe('links', () => {
  test('are read out of a text once each, those of this site as paths', () => {
    const html = `<p><a href="/d/1">甲</a><a href="http://localhost:3000/d/1#top">甲</a><img src="https://a.cn/x.png?y=1">
      <a href="mailto:a@b.cn">信</a><a href="#top">上</a><a href="http://">坏</a><a href="/d/1">甲</a></p>`;
    expect(linksIn(html, 'http://localhost:3000')).toEqual(['/d/1', 'https://a.cn/x.png?y=1']);
  });

  const html = '<p><a href="/d/none">旧文</a> <a href="https://gone.example.cn/a">别处</a></p>';
  const asked: string[] = [];
  const askers = (outside: 'ok' | 'gone' | 'failed') => ({
    inside: (path: string) => Promise.resolve(path === '/d/none' ? 404 : 200),
    outside: (url: string) => {
      asked.push(url);
      return Promise.resolve(outside === 'ok' ? { state: outside } : { state: outside, fault: '没有回应' });
    },
  });
  beforeEach(() => asked.splice(0));

  test('of our own that lead nowhere are found the same night, in the published version only', async () => {
    const id = await publish({ html });
    await draftOf(ctx, crew.clerk, bureau, { html: '<a href="/d/draft">稿</a>' });
    expect(await readLinks(ctx)).toBe(1);
    expect(await readLinks(ctx)).toBe(0); // what did not change is not read again
    expect(await askLinks(ctx, { ...askers('ok'), outside: undefined })).toBe(1);
    await inspect(ctx);
    expect(await open('link')).toMatchObject([{ disclosure_id: id, detail: '/d/none：本站没有这个网页' }]);
    await correct(ctx, crew.clerk, id, { reason: '链接写错了' });
    const { revision } = await ctx.db
      .selectFrom('disclosure_version')
      .select('revision')
      .where('disclosure_id', '=', id)
      .where('version', '=', 2)
      .executeTakeFirstOrThrow();
    await publishDraft(ctx, crew, { id, revision });
    expect(await readLinks(ctx)).toBe(1); // the correction is a new version
    await withdraw(ctx, crew.leader, id, { kind: 'error', reason: '内容有误' });
    await inspect(ctx);
    expect(await open('link')).toEqual([]);
  });

  test('of others count as dead after three nights without an answer, and live again at the first', async () => {
    await publish({ html });
    await readLinks(ctx);
    const dead = async () => (await open('link')).filter(({ detail }) => detail.startsWith('https:'));
    for (const night of ['2026-05-16', '2026-05-17', '2026-05-18']) {
      await inspect(ctx);
      expect(await dead()).toEqual([]);
      ctx.clock.set(`${night}T18:00:00Z`);
      await askLinks(ctx, askers('failed'));
    }
    await inspect(ctx);
    expect(await dead()).toMatchObject([{ since_on: '2026-05-17', detail: 'https://gone.example.cn/a：没有回应' }]);
    ctx.clock.set('2026-05-19T18:00:00Z');
    await askLinks(ctx, askers('ok'));
    await inspect(ctx);
    expect(await dead()).toEqual([]);
    asked.splice(0);
    ctx.clock.set('2026-05-20T18:00:00Z');
    await askLinks(ctx, askers('ok'));
    expect(asked).toEqual([]); // within the week it is left in peace
  });
});

describe('the list', () => {
  test('shows each person their bodies’ findings with who answers for them, and goes out as a file', async () => {
    ctx.clock.set('2026-07-20T01:00:00Z');
    const app = testApp(ctx);
    const asOffice = await app.as(office);
    const inspected = await asOffice('/api/findings/inspection', { method: 'POST' });
    expect(inspected.status).toBe(200);
    const all = await (await asOffice('/api/findings?kind=late&body=210681-05')).json();
    expect(all.total).toBeGreaterThan(0);
    expect(all.rows[0]).toMatchObject({ bodyCode: bureau, owners: crew.clerk.personName, kind: 'late' });
    const asClerk = await app.as(await person(ctx, 'clerk', '210681-20'));
    const seen = await (await asClerk('/api/findings')).json();
    expect(new Set(seen.rows.map((row: { bodyCode: string }) => row.bodyCode))).toEqual(new Set(['210681-20']));
    expect((await asClerk('/api/findings/inspection', { method: 'POST' })).status).toBe(403);
    const file = await (await asOffice('/api/findings/export?kind=late')).text();
    expect(file.split('\r\n').length - 2).toBe(
      all.ofKind.late === 0 ? 0 : (await (await asOffice('/api/findings?kind=late')).json()).total,
    );
    expect((await asOffice('/api/findings?kind=nonsense')).status).toBe(422);
  });
});
