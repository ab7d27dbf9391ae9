import { beforeAll, describe, expect, test } from 'vitest';
import { person } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { draftOf, publishDraft } from '../disclosure/testing.ts';
import { withdraw } from '../disclosure/commands/standing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { countyAtWork } from '../responsibility/testing.ts';
import { interpretationEvent, needsInterpretation } from './rules/interpretation.ts';
import { itemsNamed, readDay, readPasted } from './rules/pasted.ts';
import { stageEvent } from './rules/project.ts';

let ctx: TestContext;
let county: Awaited<ReturnType<typeof countyAtWork>>;
const explained =
  '\n44,政策文件,政策解读,背景依据,辽政办〔2022〕43号,于政策文件公开后3个工作日内,县民政局,■政府网站,√,,√,,√,,\n';
beforeAll(async () => {
  ctx = await testContext();
  county = await countyAtWork(ctx, explained);
});
const today = '2026-05-15';

describe('a day as people write it', () => {
  test.each([
    ['2026-05-14', '2026-05-14'],
    ['2026年5月4日', '2026-05-04'],
    ['２０２６／５／４', '2026-05-04'],
    ['5月4日', '2026-05-04'],
    ['2026.5.4', '2026-05-04'],
    ['2026-02-30', undefined],
    ['上周五', undefined],
  ])('%s is %s', (words, day) => expect(readDay(words, today)).toBe(day));
});

test('each pasted row is read or told what is wrong with it', () => {
  const rows = readPasted(
    '日期\t事情\t事项\n5月4日\t印发救助办法\t低保政策\n\n13月4日\t某事\t某项\n2026-06-01\t还没到\t某项\n5月4日\t\t某项\n5月4日\t有事没项',
    today,
  );
  expect(rows.map(({ row, eventOn, why }) => [row, eventOn, why])).toEqual([
    [2, '2026-05-04', undefined],
    [4, '', '日期“13月4日”看不懂，请写成 2026-05-15 或 5月15日'],
    [5, '2026-06-01', '这一天还没有到，请在事情发生后登记'],
    [6, '2026-05-04', '没有写发生了什么事'],
    [7, '2026-05-04', '没有写是哪个公开事项'],
  ]);
});

test('an item is named by its whole name before by a part', () => {
  const items = ['低保对象名单', '低保初审对象名单', '临时救助'].map((level2) => ({
    level1: '社会救助',
    level2,
    level3: '',
  }));
  expect(itemsNamed('低保对象名单', items)).toHaveLength(1);
  expect(itemsNamed('对象名单', items)).toHaveLength(2);
  expect(itemsNamed('社会救助·临时救助', items)).toHaveLength(1);
  expect(itemsNamed('征地', items)).toEqual([]);
});

test('regulatory documents need an interpretation, interpretations and lists do not', () => {
  const item = (level2: string) => ({ level1: '政策文件', level2 });
  expect(['行政规范性文件', '政策解读', '低保对象名单'].map((name) => needsInterpretation(item(name)))).toEqual([
    true,
    false,
    false,
  ]);
  expect(interpretationEvent('长'.repeat(300))).toHaveLength(100);
  expect(stageEvent('滨海路改造工程', 'progress', '路基完成')).toBe('滨海路改造工程进展（路基完成）');
});

describe('a pasted table', () => {
  const text = [
    '5月4日\t印发临时救助办法\t低保政策与标准',
    '5月5日\t确定五月低保对象\t低保对象名单',
    '5月6日\t某件事\t没有这个事项',
    '5月5日\t确定五月低保对象\t低保对象名单',
  ].join('\n');

  test('is shown row by row before anything is registered', async () => {
    const { said } = await county.call(county.crew.clerk, '/events/preview', { json: { bodyId: county.bodyId, text } });
    expect(said.map(({ fate, why }: { fate: string; why?: string }) => [fate, why])).toEqual([
      ['register', undefined],
      ['register', undefined],
      ['rejected', '目录里没有本机构要登记的“没有这个事项”'],
      ['already', '和上面一行相同'],
    ]);
    expect(await ctx.db.selectFrom('obligation').select('id').where('event', '<>', '').execute()).toEqual([]);
  });

  test('is registered with its due dates, and twice is once', async () => {
    const send = () => county.call(county.crew.clerk, '/events', { json: { bodyId: county.bodyId, text } });
    expect((await send()).said.map(({ fate }: { fate: string }) => fate)).toEqual([
      'register',
      'register',
      'rejected',
      'already',
    ]);
    expect((await send()).said.map(({ fate }: { fate: string }) => fate)).toEqual([
      'already',
      'already',
      'rejected',
      'already',
    ]);
    const rows = await ctx.db
      .selectFrom('obligation')
      .select(['event', 'event_on', 'due_on'])
      .where('event', '<>', '')
      .orderBy('event_on')
      .execute();
    expect(rows).toEqual([
      { event: '印发临时救助办法', event_on: '2026-05-04', due_on: '2026-05-18' },
      { event: '确定五月低保对象', event_on: '2026-05-05', due_on: '2026-05-18' },
    ]);
  });

  test('of another bureau is refused, and an empty one says what is missing', async () => {
    const refused = await county.call(county.stranger, '/events', { json: { bodyId: county.bodyId, text } });
    expect(refused.status).toBe(403);
    const empty = await county.call(county.crew.clerk, '/events', { json: { bodyId: county.bodyId, text: '\n \n' } });
    expect([empty.status, Object.keys(empty.said.fields)]).toEqual([422, ['text']]);
  });
});

describe('a policy that is published', () => {
  const publish = async (title: string, itemId: string, event: string, day = '2026-05-14') => {
    const { crew, call } = county;
    const draft = await draftOf(ctx, crew.clerk, '210681-05', { title });
    await call(crew.clerk, `/disclosures/${draft.id}/obligations`, { json: { itemId, event, eventOn: day } });
    await publishDraft(ctx, crew, draft);
    return draft.id;
  };
  const itemNamed = async (level2: string) => {
    const { said } = await county.call(county.crew.clerk, `/obligations/items/${county.bodyId}`);
    return said.find((item: { level2: string }) => item.level2 === level2).id as string;
  };
  const listed = async () => (await county.call(county.crew.clerk, '/events/interpretations')).said;
  const page = async (id: string) => {
    const { number } = await ctx.db
      .selectFrom('disclosure')
      .select('number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return (await (await county.app.as())(`/d/${number}`)).text();
  };

  test('owes its interpretation in three working days, and nothing is owed for other documents', async () => {
    await publish('低保对象名单（五月）', await itemNamed('低保对象名单'), '确定名单');
    expect(await listed()).toEqual([]);
    const policy = await publish('低保工作管理办法', await itemNamed('行政规范性文件'), '印发办法');
    const [due] = await listed();
    expect(due).toMatchObject({
      policyId: policy,
      policyTitle: '低保工作管理办法',
      dueOn: '2026-05-20',
      metOn: null,
      isLate: false,
    });
    expect(await page(policy)).toContain('解读将在2026年5月20日前公开');
    const events = await ctx.db
      .selectFrom('audit_event')
      .select('person_name')
      .where('verb', '=', 'event.raiseInterpretation')
      .execute();
    expect(events).toEqual([{ person_name: county.crew.leader.personName }]);
  });

  test('is explained when the interpretation linked to it is public, and each leads to the other', async () => {
    const [due] = await listed();
    const draft = await draftOf(ctx, county.crew.clerk, '210681-05', {
      title: '一图读懂低保办法',
      obligationIds: [due.obligationId],
    });
    await publishDraft(ctx, county.crew, draft);
    expect((await listed())[0]).toMatchObject({ metOn: today, explainedBy: { title: '一图读懂低保办法' } });
    expect(await page(due.policyId)).toContain('一图读懂低保办法');
    expect(await page(draft.id)).toContain('低保工作管理办法');
    await withdraw(ctx, county.crew.leader, draft.id, { kind: 'error', reason: '图中数字有误' });
    expect((await listed())[0]).toMatchObject({ metOn: null, explainedBy: null });
    expect(await page(due.policyId)).not.toContain('一图读懂低保办法');
  });

  test('of an item that the office took off the list owes none', async () => {
    const marks = (await county.call(county.office, '/events/marks')).said;
    const mark = marks.find((one: { level2: string }) => one.level2 === '行政规范性文件');
    expect(mark).toMatchObject({ isNeeded: true, isSaid: false });
    const json = { catalogueId: mark.catalogueId, itemKey: mark.itemKey, isNeeded: false };
    expect((await county.call(county.crew.clerk, '/events/marks', { method: 'PUT', json })).status).toBe(403);
    const township = await person(ctx, 'office', '210681115');
    expect((await county.call(township, '/events/marks', { method: 'PUT', json })).status).toBe(403);
    expect((await county.call(county.office, '/events/marks', { method: 'PUT', json })).status).toBe(200);
    const before = (await listed()).length;
    await publish('内部管理规定', await itemNamed('行政规范性文件'), '印发规定');
    expect(await listed()).toHaveLength(before);
    await county.call(county.office, '/events/marks', { method: 'PUT', json: { ...json, isNeeded: true } });
  });

  test('of a body without the item 政策解读 is listed with the reason', async () => {
    const { id: bodyId } = await bodyByCode(ctx.db, '210681-20');
    const item = (await county.call(county.stranger, `/obligations/items/${bodyId}`)).said.find(
      (one: { level2: string }) => one.level2 === '行政规范性文件',
    );
    const crew = { ...county.crew, clerk: county.stranger };
    for (const role of ['reviewer', 'confidentiality', 'leader'] as const)
      crew[role] = await person(ctx, role, '210681-20');
    const draft = await draftOf(ctx, county.stranger, '210681-20', { title: '林木采伐管理办法' });
    await county.call(county.stranger, `/disclosures/${draft.id}/obligations`, {
      json: { itemId: item.id, event: '印发', eventOn: '2026-05-14' },
    });
    await publishDraft(ctx, crew, draft);
    const rows = (await county.call(county.stranger, '/events/interpretations')).said;
    expect(rows).toMatchObject([
      { policyTitle: '林木采伐管理办法', dueOn: null, whyNot: expect.stringContaining('公开目录里没有') },
    ]);
    expect(await listed()).toHaveLength(1);
  });
});

describe('a project', () => {
  test('makes its information due at each stage, once', async () => {
    const { call, bodyId, crew } = county;
    const items = (await call(crew.clerk, `/obligations/items/${bodyId}`)).said;
    const itemId = items.find((item: { level2: string }) => item.level2 === '临时救助').id;
    const json = { bodyId, name: '救助站改造工程', itemId };
    const { said } = await call(crew.clerk, '/events/projects', { json });
    expect((await call(crew.clerk, '/events/projects', { json })).said.fields).toEqual({
      name: '已有项目“救助站改造工程”。',
    });
    const at = `/events/projects/${said.id}/stages`;
    expect((await call(crew.clerk, at, { json: { stage: 'approval', happenedOn: '2026-05-06' } })).status).toBe(201);
    const again = await call(crew.clerk, at, { json: { stage: 'approval', happenedOn: '2026-05-06' } });
    expect([again.status, Object.keys(again.said.fields)]).toEqual([422, ['happenedOn']]);
    expect((await call(crew.clerk, at, { json: { stage: 'start', happenedOn: '2026-05-16' } })).status).toBe(422);
    expect((await call(county.stranger, at, { json: { stage: 'start', happenedOn: '2026-05-06' } })).status).toBe(403);
    const [project] = (await call(crew.clerk, '/events/projects')).said;
    expect(project.stages).toMatchObject([
      { stage: 'approval', happenedOn: '2026-05-06', dueOn: '2026-05-19', metOn: null },
    ]);
    expect((await call(county.stranger, '/events/projects')).said).toEqual([]);
  });
});

test('kinds of event are there to choose from', async () => {
  const { said } = await county.call(county.crew.clerk, '/events/shortcuts');
  expect(said[0]).toMatchObject({ name: '制定文件', words: expect.arrayContaining(['规范性文件']) });
});
