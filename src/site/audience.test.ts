import { beforeAll, describe, expect, test } from 'vitest';
import { guardedRoutes } from '../account/allow.ts';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { setItemAudience } from '../catalogue/commands/audience.ts';
import { importCatalogue } from '../catalogue/commands/importing.ts';
import { bringUpToDate } from '../catalogue/daily.ts';
import { obligationsOfBody } from '../catalogue/queries/obligations.ts';
import { publicItems } from '../catalogue/queries/items.ts';
import { mayRead, type Audience } from '../catalogue/rules/audience.ts';
import { setAudience, settleAudiencesOfItem } from '../disclosure/commands/audience.ts';
import { publicDisclosure, publishedLines } from '../disclosure/queries/published.ts';
import { disclosureRecord } from '../disclosure/queries/record.ts';
import { submit } from '../disclosure/commands/flow.ts';
import { unlinkDraft } from '../disclosure/commands/link.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';

const bureau = '210681-05';
const village = '210681115200';
const day = '2026-05-15';
const header = '一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,全社会,特定群体,村民,内部';

let ctx: TestContext;
let crew: Crew;
let villageCrew: Crew;
const numbers: Record<string, string> = {};

/** Words that stand in what is not for everybody, and nowhere else. */
const secretTitle = '绝密标题甲乙丙';
const secretText = '不外传的正文丁戊己';

beforeAll(async () => {
  ctx = await testContext(); // 2026-05-15
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  await importCatalogue(ctx, commandLineActor('test'), {
    ...{ fileName: '目录.csv', effectiveOn: '2026-01-01' },
    bytes: Buffer.from(
      [
        header,
        '民政,政策,全文,条例,每季度,县民政局,√,,,',
        '民政,名单,名单,条例,每季度,县民政局,,√,,',
        '民政,考勤,考勤,条例,每季度,县民政局,,,,√',
        '村务,财务,收支,条例,每季度,村民委员会,,√,,',
      ].join('\n'),
    ),
  });
  crew = await crewOf(ctx, bureau);
  villageCrew = await crewOf(ctx, village);
  numbers['public'] = await published(crew, bureau, '政策', { title: '低保政策', html: '<p>人人可看。</p>' });
  for (const [code, item, by] of [
    [bureau, '名单', crew],
    [bureau, '考勤', crew],
    [village, '财务', villageCrew],
  ] as const)
    numbers[item] = await published(by, code, item, {
      title: `${secretTitle}${item}`,
      category: `${secretTitle}分类`,
      html: `<p>${secretText}</p>`,
    });
});

const obligationOf = async (code: string, item: string) => {
  const { id } = await bodyByCode(ctx.db, code);
  const open = (await obligationsOfBody(ctx.db, id, day)).find(({ level2, metOn }) => level2 === item && !metOn);
  if (!open) throw new Error(`${item} is owed every quarter`);
  return open.id;
};

async function published(
  by: Crew,
  code: string,
  item: string,
  fields: { title: string; html: string; category?: string },
) {
  const draft = await draftOf(ctx, by.clerk, code, { ...fields, obligationIds: [await obligationOf(code, item)] });
  await publishDraft(ctx, by, draft);
  return draft.number;
}

describe('what is not for everybody', () => {
  test('stands in no public output: every route of the application is asked, with everything that its address can name', async () => {
    const { app, as } = testApp(ctx);
    const stranger = await as();
    const items = await publicItems(ctx.db, day);
    const versions = await ctx.db.selectFrom('catalogue_version').select('id').execute();
    const ids = [...items.map(({ id }) => id), ...versions.map(({ id }) => id)];
    const disclosures = await ctx.db.selectFrom('disclosure').select(['id', 'number', 'index_number']).execute();
    const names = [
      ...['210681', bureau, '210681115', village],
      ...Object.values(numbers),
      ...ids,
      ...disclosures.map(({ id }) => id),
      'feed.xml',
    ];
    const open = [...guardedRoutes(app)]
      .filter(([, act]) => act === 'open' || act === undefined)
      .map(([route]) => route);
    const routes = open.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4));
    expect(routes.length).toBeGreaterThan(15);
    const addresses = new Set(
      routes.flatMap((route) =>
        /[:*]/.test(route) ? names.map((name) => route.replaceAll(/:\w+(?:\{[^}]*\})?|\*/g, name)) : [route],
      ),
    );
    const asked = [
      ...[secretTitle, secretText, '正文丁戊', numbers['名单'] ?? ''],
      ...disclosures.map(({ index_number }) => index_number ?? ''),
    ];
    for (const words of asked) addresses.add(`/search?q=${encodeURIComponent(words)}`);
    for (const body of [bureau, village, '210681']) addresses.add(`/documents?body=${body}`);
    addresses.add(`/documents?category=${encodeURIComponent(`${secretTitle}分类`)}`);
    addresses.add('/documents?year=2026');
    let readable = 0;
    for (const address of addresses) {
      const response = await stranger(address);
      if (response.ok && !response.headers.get('content-type')?.startsWith('image/')) readable += 1;
      // What was asked is said back: the words searched for are no leak.
      const said = (await response.text()).replaceAll(decodeURIComponent(/q=(.*)$/.exec(address)?.[1] ?? '\0'), '');
      expect(said, address).not.toContain(secretText);
      if (!address.includes('category=')) expect(said, address).not.toContain(secretTitle);
      for (const item of ['名单', '考勤', '财务'])
        expect(response.headers.get('location') ?? '', address).not.toContain(numbers[item]);
    }
    expect(readable).toBeGreaterThan(20);
    for (const item of ['名单', '考勤', '财务']) expect((await stranger(`/d/${numbers[item]}`)).status).toBe(404);
    expect(await (await stranger('/documents')).text()).toContain('低保政策');
  });

  test('is met, and read by signed-in staff of the body', async () => {
    const { id } = await bodyByCode(ctx.db, bureau);
    const met = (await obligationsOfBody(ctx.db, id, day)).filter(({ metOn }) => metOn === day);
    expect(met.map(({ level2 }) => level2).sort()).toEqual(['名单', '政策', '考勤']);
    const { id: list } = await ctx.db
      .selectFrom('disclosure')
      .select('id')
      .where('number', '=', numbers['名单'] ?? '')
      .executeTakeFirstOrThrow();
    expect(await disclosureRecord(ctx, crew.clerk, list)).toMatchObject({
      audience: 'group',
      delivery: '在公示栏张贴',
    });
    await expect(disclosureRecord(ctx, villageCrew.clerk, list)).rejects.toMatchObject({ status: 404 });
  });

  test('opens to who carries the key of that village, and of no other', async () => {
    const keyOf = async (code: string) => ({ villageKeyOf: (await bodyByCode(ctx.db, code)).path });
    const own = await keyOf(village);
    const other = await keyOf('210681105200');
    const { id: bodyId } = await bodyByCode(ctx.db, village);
    const titles = async (reader: object) =>
      (await publishedLines(ctx.db, { bodyId, reader }, { limit: 9 })).map(({ title }) => title);
    expect(await titles(own)).toEqual([`${secretTitle}财务`]);
    expect(await titles(other)).toEqual([]);
    const number = numbers['财务'] ?? '';
    expect(await publicDisclosure(ctx.db, number, own)).toMatchObject({ standing: 'published' });
    expect(await publicDisclosure(ctx.db, number, other)).toBeUndefined();
    expect(await publicDisclosure(ctx.db, numbers['名单'] ?? '', own)).toBeUndefined();
  });

  test('the rule and the database agree on who may read', async () => {
    const rows = await ctx.db
      .selectFrom('disclosure')
      .innerJoin('body', 'body.id', 'disclosure.body_id')
      .select(['disclosure.number', 'disclosure.audience', 'body.path'])
      .where('standing', '=', 'published')
      .execute();
    for (const villageKeyOf of [undefined, '210681/210681115/210681115200/', '210681/210681105/210681105200/'])
      for (const { number, audience, path } of rows) {
        const found = await publicDisclosure(ctx.db, number, { villageKeyOf });
        expect(found !== undefined, `${audience} ${villageKeyOf}`).toBe(
          mayRead(audience as Audience, { villageKeyOf }, path),
        );
      }
  });
});

describe('for whom a draft is', () => {
  test('is the narrowest of what it answers; it may be narrowed, and widened by the office with a reason only', async () => {
    const draft = await draftOf(ctx, crew.clerk, bureau, {
      obligationIds: [await obligationOf(bureau, '政策'), await obligationOf(bureau, '名单')],
    });
    const now = async () => (await disclosureRecord(ctx, crew.clerk, draft.id)).audience;
    const set = (by: typeof crew.clerk, audience: Audience, reason?: string) =>
      setAudience(ctx, by, draft.id, { audience, reason, delivery: '' });
    expect(await now()).toBe('group');
    await expect(submit(ctx, crew.clerk, draft.id, { revision: draft.revision })).rejects.toMatchObject({
      status: 422,
      fields: { delivery: expect.stringContaining('怎样送到') },
    });
    await set(crew.clerk, 'internal');
    expect(await now()).toBe('internal');
    await expect(set(crew.clerk, 'public')).rejects.toMatchObject({ status: 403 });
    const office = await person(ctx, 'office', '210681');
    await expect(set(office, 'public')).rejects.toMatchObject({ status: 422, fields: { reason: expect.any(String) } });
    await set(office, 'public', '名单已经隐去姓名，可以公开');
    expect(await now()).toBe('public');
    await unlinkDraft(ctx, crew.clerk, draft.id, await obligationOf(bureau, '名单'));
    expect(await now()).toBe('public');
  });

  test('follows its item when the office narrows that; what is published goes off the site and out of the search', async () => {
    const { as } = testApp(ctx);
    const stranger = await as();
    const item = (await publicItems(ctx.db, day)).find(({ level2 }) => level2 === '政策');
    const office = await person(ctx, 'office', '210681');
    expect((await stranger(`/d/${numbers['public']}`)).status).toBe(200);
    const narrow = (audience: Audience) =>
      setItemAudience(ctx, office, item?.id ?? '', { audience, reason: '发现含有个人情况' }, settleAudiencesOfItem);
    await narrow('group');
    expect((await stranger(`/d/${numbers['public']}`)).status).toBe(404);
    expect(await (await stranger('/search?q=低保政策')).text()).not.toContain(`/d/${numbers['public']}`);
    // Wider again, it does not come back by itself: what was taken off was taken off for a reason.
    await narrow('public');
    expect((await stranger(`/d/${numbers['public']}`)).status).toBe(404);
  });
});
