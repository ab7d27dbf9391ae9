import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { change } from '../audit/change.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { registerEvent } from './commands/obligations.ts';
import { bringUpToDate } from './daily.ts';
import { itemsOfBody } from './queries/items.ts';
import { obligationsOfBody } from './queries/obligations.ts';

const today = '2026-05-15';
const sheet = (rows: string) =>
  Buffer.from(`序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式\n${rows}`);
const oddPhrase = '视财政进度择机公开';

let ctx: TestContext;
let office: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
let civil: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  await importCatalogue(ctx, commandLineActor('test'), {
    fileName: 'one.csv',
    name: '测试目录',
    effectiveOn: '2026-01-01',
    bytes: sheet(
      `1,救助,资金使用,资金,依据,${oddPhrase},县民政局,政府网站,全社会,主动\n2,救助,办事指南,指南,依据,及时公开,县民政局,政府网站,全社会,主动\n`,
    ),
  });
  civil = (await bodyByCode(ctx.db, '210681-05')).id;
  office = await testApp(ctx).as(await person(ctx, 'office', '210681'));
});

const owed = async (level2: string) =>
  (await obligationsOfBody(ctx.db, civil, today)).filter((one) => one.level2 === level2);
const json = async (response: Response) => ({ status: response.status, ...(await response.json()) });
const quarterly = { kind: 'periodic', months: 3, month: 1, day: 20 };
const confirm = async (body: object) => json(await office('/api/catalogues/readings', { json: body }));

describe('a person’s reading', () => {
  test('shows at once what it gives on an example day, and refuses what no term is', async () => {
    const preview = await json(
      await office('/api/catalogues/readings/preview', { json: { reading: quarterly, from: '2026-05-15' } }),
    );
    expect(preview).toMatchObject({ status: 200, due: '2026-07-20' });
    const wrong = await json(
      await office('/api/catalogues/readings/preview', { json: { reading: { kind: 'within' }, from: today } }),
    );
    expect(wrong).toMatchObject({ status: 422, fields: { 'reading.amount': '请填写多少天' } });
    const february = { kind: 'date', month: 2, day: 30 };
    expect(await confirm({ phrase: oddPhrase, reading: february, reason: '按惯例' })).toMatchObject({
      status: 422,
      fields: { 'reading.day': '没有这一天' },
    });
  });

  test('waits in the list, is kept with its reason, and what is owed follows at once', async () => {
    expect((await owed('资金使用')).map(({ period, dueOn }) => [period, dueOn])).toEqual([['unclear', null]]);
    const waiting = await (await office('/api/catalogues/readings')).json();
    expect(waiting.phrases[0]).toMatchObject({ written: oddPhrase, isConfirmed: false });
    const done = await confirm({ phrase: oddPhrase, reading: quarterly, reason: '财政局每季度首月出报表' });
    expect(done).toMatchObject({ status: 200, items: 1, made: 4 });
    expect((await owed('资金使用')).map(({ period, dueOn }) => [period, dueOn])).toEqual([
      ['2026-Q1', '2026-01-20'],
      ['2026-Q2', '2026-04-20'],
      ['2026-Q3', '2026-07-20'],
      ['2026-Q4', '2026-10-20'],
    ]);
    const phrase = encodeURIComponent(`视财政 进度择机公开。`);
    const history = await (await office(`/api/catalogues/readings/history?phrase=${phrase}`)).json();
    expect(history).toMatchObject([{ readBy: 'office@210681', reason: '财政局每季度首月出报表' }]);
    const trace = await ctx.db
      .selectFrom('audit_event')
      .select('after')
      .where('verb', '=', 'timelimit.confirm')
      .execute();
    expect(trace).toHaveLength(1);
  });

  test('is used by the next import, whatever the spelling, and stays when the program starts anew', async () => {
    const again = await importCatalogue(ctx, commandLineActor('test'), {
      fileName: 'two.csv',
      name: '另一目录',
      effectiveOn: today,
      bytes: sheet(
        `1,救助,另一项,资金,依据,“视财政进度 择机公开。”,县民政局,政府网站,全社会,主动\n`.replaceAll(/[“”]/g, ''),
      ),
    });
    expect(again.version).toBe(1);
    expect((await owed('另一项')).map(({ period }) => period)).toEqual(['2026-Q3', '2026-Q4']);
    const before = await ctx.db.selectFrom('audit_event').select('id').execute();
    await bringUpToDate(ctx);
    expect(await ctx.db.selectFrom('audit_event').select('id').execute()).toHaveLength(before.length);
  });

  test('is kept from who may not give it', async () => {
    const clerk = await testApp(ctx).as(await person(ctx, 'clerk', '210681-05'));
    const refused = await clerk('/api/catalogues/readings', {
      json: { phrase: oddPhrase, reading: quarterly, reason: '不该我定' },
    });
    expect(refused.status).toBe(403);
    const town = await testApp(ctx).as(await person(ctx, 'office', '210681115'));
    expect(
      (await town('/api/catalogues/readings', { json: { phrase: oddPhrase, reading: quarterly, reason: '镇里定的' } }))
        .status,
    ).toBe(403);
  });

  test('can be taken back, and then it waits for a person again', async () => {
    const ended = await json(
      await office('/api/catalogues/readings/ending', { json: { phrase: oddPhrase, reason: '财政局改了' } }),
    );
    expect(ended).toMatchObject({ status: 200, items: 2 });
    expect((await owed('资金使用')).map(({ period, dueOn }) => [period, dueOn])).toEqual([['unclear', null]]);
    const twice = await office('/api/catalogues/readings/ending', { json: { phrase: oddPhrase, reason: '再取消' } });
    expect(twice.status).toBe(409);
  });

  test('a reading that the program stored in an older version is read anew at start, once, with a trace', async () => {
    const old = { kind: 'unknown', event: null, amount: null, unit: null, every: null, on: null, posting: null };
    await ctx.db
      .updateTable('catalogue_item')
      .set({ term: JSON.stringify({ ...old, retention: null, channels: [], steps: [], unparsed: ['及时公开'] }) })
      .where('time_limit', '=', '及时公开')
      .execute();
    await bringUpToDate(ctx);
    await bringUpToDate(ctx);
    const traces = await ctx.db
      .selectFrom('audit_event')
      .select('after')
      .where('verb', '=', 'timelimit.reread')
      .execute();
    expect(traces).toMatchObject([{ after: { items: 1 } }]);
    const item = await ctx.db
      .selectFrom('catalogue_item')
      .select('term')
      .where('time_limit', '=', '及时公开')
      .executeTakeFirstOrThrow();
    expect(item.term).toMatchObject({ kind: 'prompt' });
  });
});

describe('one obligation’s own clock', () => {
  const register = async (event: string, eventOn: string) => {
    const clerk = await person(ctx, 'clerk', '210681-05');
    const item = (await itemsOfBody(ctx.db, civil, today)).find(({ level2 }) => level2 === '办事指南');
    return change(ctx, clerk, (changing) =>
      registerEvent(changing, { itemId: item?.id ?? '', bodyId: civil, event, eventOn }),
    );
  };
  const read = async (id: string) => (await office(`/api/obligations/${id}`)).json();

  test('shows the target beside the legal date, and the office sets how soon', async () => {
    const id = await register('新指南印发', '2026-04-30');
    expect((await read(id)).clock).toMatchObject({ dueOn: '2026-06-01', targetOn: '2026-05-08', state: 'pending' });
    await office('/api/catalogues/target', { method: 'PUT', json: { workingDays: 5 } });
    expect((await read(id)).clock).toMatchObject({ dueOn: '2026-06-01', targetOn: '2026-05-11' });
  });

  test('is paused, goes on, and is extended; each with its reason in the ledger and on record', async () => {
    const id = await register('旧指南修订', '2026-04-30');
    const act = async (name: string, body: object) =>
      json(await office(`/api/obligations/${id}/${name}`, { json: body }));
    expect(await act('pause', { fromOn: '2026-05-16', approver: '林海', reason: '征求意见' })).toMatchObject({
      status: 422,
    });
    expect(await act('resumption', { toOn: '2026-05-13' })).toMatchObject({ status: 409 });
    await act('pause', { fromOn: '2026-05-12', approver: '林海', reason: '征求第三方意见' });
    expect(await read(id)).toMatchObject({
      dueOn: null,
      state: 'unclear',
      reason: expect.stringContaining('从 2026-05-12 起暂停'),
    });
    await act('resumption', { toOn: '2026-05-13' });
    expect((await read(id)).dueOn).toBe('2026-06-03');
    await act('extension', { amount: 5, unit: 'workingDay', approver: '分管副市长', reason: '数据未核实' });
    const shown = await read(id);
    expect(shown).toMatchObject({ dueOn: '2026-06-10', adjustments: [{ kind: 'pause' }, { kind: 'extension' }] });
    const kinds = shown.ledger.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'paused')).toHaveLength(2);
    expect(kinds.filter((kind: string) => kind === 'extended')).toHaveLength(5);
    const ledger = await (await office(`/api/obligations/${id}/ledger`)).json();
    expect(ledger).toMatchObject({
      dueOn: '2026-06-10',
      reason: expect.stringContaining('分管副市长批准延长 5 个工作日（数据未核实）'),
    });
    const verbs = await ctx.db
      .selectFrom('audit_event')
      .select('verb')
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    expect(verbs.map(({ verb }) => verb)).toEqual([
      'obligation.register',
      'obligation.pause',
      'obligation.resume',
      'obligation.extend',
    ]);
  });

  test('is not touched once it is met, nor by who may not', async () => {
    const id = await register('第三份指南', '2026-04-30');
    const clerk = await testApp(ctx).as(await person(ctx, 'clerk', '210681-05'));
    const body = { amount: 5, unit: 'workingDay', approver: '自己', reason: '忙不过来' };
    expect((await clerk(`/api/obligations/${id}/extension`, { json: body })).status).toBe(403);
    await ctx.db.updateTable('obligation_record').set({ met_on: today }).where('id', '=', id).execute();
    expect((await office(`/api/obligations/${id}/extension`, { json: body })).status).toBe(409);
  });
});
