import ExcelJS from 'exceljs';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { publicOpenday, publicOpendays } from './queries/published.ts';

let ctx: TestContext;
let planner: Actor;
let stallStaff: Actor;
let as: ReturnType<typeof testApp>['as'];
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  ({ as } = testApp(ctx));
  planner = await person(ctx, 'office', '210681-01', '210681');
  stallStaff = await person(ctx, 'stall', '210681115');
});

type Fetch = Awaited<ReturnType<typeof as>>;
const sent = async (fetch: Fetch, path: string, json: unknown = {}) => {
  const response = await fetch(`/api/opendays${path}`, { json });
  return { status: response.status, body: await response.json() };
};

async function plannedDay(): Promise<{ id: string; code: string; lawStall: string; farmStall: string }> {
  const office = await as(planner);
  const town = await bodyByCode(ctx.db, '210681115');
  const plan = { bodyId: town.id, name: '“5·15政务公开日”活动', heldOn: '2026-05-15', ordinal: 20, place: '集市南侧' };
  const { body: day } = await sent(office, '', plan);
  const stall = async (name: string) =>
    (await sent(office, `/${day.id}/stalls`, { bodyId: town.id, name })).body.id as string;
  return { ...day, lawStall: await stall('司法所'), farmStall: await stall('农业服务中心') };
}

const visit = (stallId: string, changes: object = {}) => ({
  id: uuidv7(),
  stallId,
  kind: 'consultation',
  field: '惠农补贴',
  question: '玉米补贴什么时候发',
  isAnsweredOnSpot: true,
  answer: '六月底前打卡',
  visitedAt: '2026-05-15T01:30:00Z',
  ...changes,
});

describe('a day', () => {
  test('gets a code by year and body, and a second one in the year another', async () => {
    const first = await plannedDay();
    const second = await plannedDay();
    expect(first.code).toMatch(/^2026-210681115(-\d+)?$/);
    expect(second.code).toMatch(/^2026-210681115-\d+$/);
    expect(second.code).not.toBe(first.code);
  });

  test('is planned by the office, opened once, closed once', async () => {
    const { id } = await plannedDay();
    const office = await as(planner);
    expect((await sent(await as(stallStaff), `/${id}/opening`)).status).toBe(403);
    expect((await sent(office, `/${id}/closing`)).status).toBe(409);
    expect((await sent(office, `/${id}/opening`)).status).toBe(200);
    expect((await sent(office, `/${id}/opening`)).body.message).toBe('活动已经开始过了。');
    expect((await sent(office, `/${id}/closing`)).status).toBe(200);
    const verbs = await ctx.db.selectFrom('audit_event').select('verb').where('subject_id', '=', id).execute();
    expect(verbs.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['openday.plan', 'openday.addStall', 'openday.open', 'openday.close']),
    );
  });

  test('is not to be seen or touched by another town', async () => {
    const { id } = await plannedDay();
    const other = await as(await person(ctx, 'clerk', '210681105'));
    expect((await other(`/api/opendays/${id}`)).status).toBe(404);
    expect((await sent(other, `/${id}/opening`)).status).toBe(404);
    expect(await (await other('/api/opendays')).json()).toEqual([]);
  });

  test('is seen by a bureau that has a stall there, which may record at its own stall only', async () => {
    const { id, lawStall } = await plannedDay();
    const office = await as(planner);
    const bureau = await bodyByCode(ctx.db, '210681-05');
    const { body: stall } = await sent(office, `/${id}/stalls`, { bodyId: bureau.id, name: '市民政局' });
    await sent(office, `/${id}/opening`);
    const clerk = await as(await person(ctx, 'clerk', '210681-05'));
    expect((await clerk(`/api/opendays/${id}`)).status).toBe(200);
    expect((await sent(clerk, `/${id}/visits`, visit(stall.id))).status).toBe(201);
    expect((await sent(clerk, `/${id}/visits`, visit(lawStall))).status).toBe(403);
  });

  test('an address that is no number, a stall of another day and bad fields are answered in words', async () => {
    const { id } = await plannedDay();
    const { lawStall: elsewhere } = await plannedDay();
    const office = await as(planner);
    expect((await office('/api/opendays/none')).status).toBe(404);
    await sent(office, `/${id}/opening`);
    expect((await sent(office, `/${id}/visits`, visit(elsewhere))).status).toBe(404);
    const { status, body } = await sent(office, '', { bodyId: 'x', name: '', heldOn: '2026-02-30' });
    expect(status).toBe(422);
    expect(Object.keys(body.fields)).toEqual(['bodyId', 'name', 'heldOn']);
  });
});

describe('a visit', () => {
  test('before the opening is refused, on the day gets a number, after the closing stays and is marked late', async () => {
    const { id, lawStall } = await plannedDay();
    const office = await as(planner);
    const stall = await as(stallStaff);
    expect((await sent(stall, `/${id}/visits`, visit(lawStall))).status).toBe(409);
    await sent(office, `/${id}/opening`);
    const first = await sent(stall, `/${id}/visits`, visit(lawStall));
    expect(first).toMatchObject({ status: 201, body: { isLate: false, isRepeat: false } });
    expect(first.body.number).toMatch(/^2026-2\d{5}-\d$/);
    await sent(office, `/${id}/closing`);
    expect((await sent(stall, `/${id}/visits`, visit(lawStall))).body.isLate).toBe(true);
  });

  test('sent again, also many times at once, is stored once and gives the same receipt', async () => {
    const { id, lawStall } = await plannedDay();
    await sent(await as(planner), `/${id}/opening`);
    const stall = await as(stallStaff);
    const same = visit(lawStall);
    const answers = await Promise.all(Array.from({ length: 8 }, () => sent(stall, `/${id}/visits`, same)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(new Set(answers.map(({ body }) => body.number)).size).toBe(1);
    expect(await ctx.db.selectFrom('visit').select('id').where('openday_id', '=', id).execute()).toHaveLength(1);
  });

  test('with another content under the same id is refused, and the first stays as it was', async () => {
    const { id, lawStall } = await plannedDay();
    await sent(await as(planner), `/${id}/opening`);
    const stall = await as(stallStaff);
    const first = visit(lawStall);
    await sent(stall, `/${id}/visits`, first);
    const other = await sent(stall, `/${id}/visits`, { ...first, question: '别的问题' });
    expect(other).toMatchObject({ status: 409, body: { message: expect.stringContaining('内容不同') } });
    const kept = await ctx.db.selectFrom('visit').select('question').where('id', '=', first.id).executeTakeFirst();
    expect(kept?.question).toBe(first.question);
  });

  test.each([
    [{ isAnsweredOnSpot: false }, 'handOverTo', '请写明转交'],
    [{ visitorName: '张三' }, 'visitorName', '不需要留姓名'],
    [{ visitorPhone: '13800138000' }, 'visitorPhone', '不需要留姓名和电话'],
    [{ question: '我的证号１１０１０１１９９００３０７７７５８' }, 'question', '不收集身份证号'],
    [{ answer: '请打 138 0013 8000' }, 'answer', '请填在“联系电话”里'],
    [{ isAnsweredOnSpot: false, handOverTo: '民政办', visitorPhone: '110101199003077758' }, 'visitorPhone', '电话'],
    [{ kind: 'praise' }, 'kind', '请选择类别'],
    [{ question: '  ' }, 'question', '请填写反映的问题'],
  ])('that asks for too much or says too little is refused at the field: %j', async (changes, field, words) => {
    const { id, lawStall } = await plannedDay();
    await sent(await as(planner), `/${id}/opening`);
    const { status, body } = await sent(await as(stallStaff), `/${id}/visits`, visit(lawStall, changes));
    expect(status).toBe(422);
    expect(body.fields[field]).toContain(words);
  });

  test('once recorded cannot be altered or deleted, not even in the database', async () => {
    await expect(ctx.db.updateTable('visit').set({ question: '改' }).execute()).rejects.toThrow('append-only');
    await expect(ctx.db.deleteFrom('visit').execute()).rejects.toThrow('append-only');
  });

  test('whose answer is owed keeps name and telephone from those who only look', async () => {
    const { id, lawStall } = await plannedDay();
    await sent(await as(planner), `/${id}/opening`);
    const owed = {
      isAnsweredOnSpot: false,
      answer: '',
      handOverTo: '民政办',
      visitorName: '老于',
      visitorPhone: '0415-7123456',
    };
    await sent(await as(stallStaff), `/${id}/visits`, visit(lawStall, owed));
    const [seenByStaff] = await (await (await as(stallStaff))(`/api/opendays/${id}/visits`)).json();
    expect(seenByStaff).toMatchObject({ visitorName: '老于', visitorPhone: '0415-7123456' });
    const supervisor = await as(await person(ctx, 'supervisor', '210681-01', '210681'));
    const [seen] = await (await supervisor(`/api/opendays/${id}/visits`)).json();
    expect(seen).toMatchObject({ visitorName: '', visitorPhone: '', hasContact: true });
    const events = await ctx.db.selectFrom('audit_event').select('after').where('verb', '=', 'visit.record').execute();
    expect(JSON.stringify(events)).not.toContain('老于');
  });
});

describe('material', () => {
  test('is counted by its givings; a repeated one counts once, a correction takes back', async () => {
    const { id, lawStall } = await plannedDay();
    const office = await as(planner);
    const leaflet = { stallId: lawStall, kind: 'leaflet', name: '法律援助须知', unit: '份', prepared: 300 };
    const { body: material } = await sent(office, `/${id}/materials`, leaflet);
    const { body: board } = await sent(office, `/${id}/materials`, {
      kind: 'board',
      name: '展板',
      unit: '块',
      prepared: 3,
    });
    await sent(office, `/${id}/opening`);
    const stall = await as(stallStaff);
    const givings = `/${id}/materials/${material.id}/givings`;
    const ten = { id: uuidv7(), count: 10 };
    expect((await sent(stall, givings, ten)).body).toEqual({ given: 10 });
    expect((await sent(stall, givings, ten)).body).toEqual({ given: 10 });
    expect((await sent(stall, givings, { ...ten, count: 11 })).status).toBe(409);
    expect((await sent(stall, givings, { id: uuidv7(), count: -3 })).body).toEqual({ given: 7 });
    expect((await sent(stall, givings, { id: uuidv7(), count: -8 })).body.fields.count).toContain('一共才发了 7');
    const onBoard = await sent(stall, `/${id}/materials/${board.id}/givings`, { id: uuidv7(), count: 1 });
    expect(onBoard.body.fields.count).toContain('不计发放');
    const { statistics } = await publicOpenday(ctx.db, (await dayOfId(id)).code, ctx.clock.now());
    expect(statistics?.total).toMatchObject({ given: 7, boards: 3 });
    expect(statistics?.stalls.find(({ stall: name }) => name === '不分展位')).toMatchObject({ given: 0, boards: 3 });
  });
});

const dayOfId = (id: string) =>
  ctx.db.selectFrom('openday').select('code').where('id', '=', id).executeTakeFirstOrThrow();

describe('the statistics table', () => {
  test('equals the records, each stall and the total, with the base of each rate', async () => {
    const { id, lawStall, farmStall } = await plannedDay();
    await sent(await as(planner), `/${id}/opening`);
    const stall = await as(stallStaff);
    const owed = { isAnsweredOnSpot: false, answer: '', handOverTo: '民政办' };
    for (const [where, changes] of [
      [lawStall, { satisfaction: 'satisfied' }],
      [lawStall, { kind: 'complaint', ...owed }],
      [farmStall, { kind: 'help', satisfaction: 'fair' }],
    ] as const)
      expect((await sent(stall, `/${id}/visits`, visit(where, changes))).status).toBe(201);
    const { stalls, total } = await (await stall(`/api/opendays/${id}/statistics`)).json();
    expect(total).toMatchObject({
      visits: 3,
      consultation: 1,
      complaint: 1,
      help: 1,
      answeredOnSpot: 2,
      handedOver: 1,
    });
    const records = await ctx.db.selectFrom('visit').selectAll().where('openday_id', '=', id).execute();
    for (const row of stalls) {
      const own = records.filter(({ stall_id }) => stall_id === row.stallId);
      expect(row.visits).toBe(own.length);
      expect(row.answeredOnSpot).toBe(own.filter((record) => record.is_answered_on_spot).length);
    }
    const xlsx = await stall(`/api/opendays/${id}/statistics.xlsx`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await xlsx.arrayBuffer());
    const last = book.worksheets[0]?.lastRow?.values;
    expect(last).toEqual(expect.arrayContaining(['合计', 3, '66.7%（2/3）', '50%（1/2）']));
  });

  test('as CSV lets no stall name act as a formula', async () => {
    const { id } = await plannedDay();
    const town = await bodyByCode(ctx.db, '210681115');
    const office = await as(planner);
    await sent(office, `/${id}/stalls`, { bodyId: town.id, name: '=HYPERLINK("http://x","点我")' });
    await sent(office, `/${id}/stalls`, { bodyId: town.id, name: '＋1' });
    const csv = await (await office(`/api/opendays/${id}/statistics.csv`)).text();
    expect(csv).toContain(`"'=HYPERLINK(""http://x"",""点我"")"`);
    expect(csv).toContain(`'＋1`);
  });
});

test('the public sees counts and stalls, but no visitor and no question', async () => {
  const { id, code, lawStall } = await plannedDay();
  await sent(await as(planner), `/${id}/opening`);
  const secret = { isAnsweredOnSpot: false, handOverTo: '民政办', visitorName: '老于头', question: '家里的难处' };
  await sent(await as(stallStaff), `/${id}/visits`, visit(lawStall, secret));
  const page = await publicOpenday(ctx.db, code, ctx.clock.now());
  expect(page.statistics?.total.visits).toBe(1);
  expect(JSON.stringify(page)).not.toMatch(/老于头|家里的难处/);
  expect((await publicOpendays(ctx.db)).map((day) => day.code)).toContain(code);
  await expect(publicOpenday(ctx.db, 'none', ctx.clock.now())).rejects.toMatchObject({ status: 404 });
});
