import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { correct, withdraw } from '../disclosure/commands/standing.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { codeWords } from './rules/code.ts';
import { boardPhoto, formOf } from './testing.ts';

const village = '210681115200';
const html = `<table><tr><td>日期</td><td>金额</td></tr>${'<tr><td>5月1日</td><td>100</td></tr>'.repeat(3)}</table>`;

let ctx: TestContext;
let app: ReturnType<typeof testApp>;
let crew: Crew;
let officer: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
let stranger: typeof officer;
let boardId: string;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
  crew = await crewOf(ctx, village);
  const atVillage = await person(ctx, 'village', village);
  // The clock jumps by days, and a session ends after an idle hour: each act signs in anew.
  officer = async (...request) => (await app.as(atVillage))(...request);
  stranger = await app.as();
  const { id: bodyId } = await bodyByCode(ctx.db, village);
  const json = { bodyId, place: '村委会门口', kind: 'board', size: '3米×1.2米' };
  boardId = (await (await officer('/api/boards', { json })).json()).id;
});

async function published(title: string) {
  const draft = await draftOf(ctx, crew.clerk, village, { title, html, category: '财务公开' });
  await publishDraft(ctx, crew, draft);
  return draft.id;
}

const madeSheet = async (id: string): Promise<string> =>
  (await (await officer(`/api/postings/sheets/${id}`, { method: 'POST' })).json()).code;

const posted = async (disclosureId: string, photo: Buffer, fields: Record<string, string> = {}) =>
  officer('/api/postings', {
    method: 'POST',
    body: formOf({ id: uuidv7(), disclosureId, boardId, postedOn: '2026-05-15', ...fields, photo }),
  });

const textOf = async (path: string) => (await stranger(path)).text();

describe('a sheet on paper', () => {
  test('has one code a version, and whoever scans it is told how it stands: current, corrected, withdrawn', async () => {
    const id = await published('一季度财务收支');
    const code = await madeSheet(id);
    expect(await madeSheet(id)).toBe(code);
    const paper = await textOf(`/s/${code}/sheet?size=a3&from=2026-05-15`);
    expect(paper).toContain('一季度财务收支');
    expect(paper).toContain(codeWords(code));
    expect(paper).toContain('<thead><tr><th>日期</th>');
    expect(await textOf(`/s/${code}`)).toContain('这张公开件是最新的');
    expect((await stranger(`/s/${code.toLowerCase()}`)).headers.get('location')).toBe(`/s/${code}`);

    ctx.clock.set('2026-05-18T01:00:00Z');
    await correct(ctx, crew.clerk, id, { reason: '第三行金额写错了' });
    await publishDraft(ctx, crew, { id, revision: 1 });
    const outdated = await textOf(`/s/${code}`);
    expect(outdated).toContain('这张公开件不是最新的');
    expect(outdated).toContain('2026年5月18日已经更正');
    expect(outdated).toContain('第三行金额写错了');
    expect((await stranger(`/s/${code}/sheet`)).headers.get('location')).toBe(`/s/${code}`);
    const next = await madeSheet(id);
    expect(next).not.toBe(code);
    expect(await textOf(`/s/${next}`)).toContain('这张公开件是最新的');

    await withdraw(ctx, await person(ctx, 'leader', village), id, { kind: 'error', reason: '整张表弄错了村' });
    for (const one of [code, next]) expect(await textOf(`/s/${one}`)).toContain('已经撤下，不再有效');
    expect((await officer(`/api/postings/sheets/${id}`, { method: 'POST' })).status).toBe(409);
    ctx.clock.set('2026-05-15T01:00:00Z');
  });

  test('with a mistyped or unknown code gets a clear page, and guessing is slowed down', async () => {
    expect((await stranger('/s')).status).toBe(200);
    expect(await textOf('/s?q=abc')).toContain('这个短码输错了');
    expect((await stranger('/s?q=K7M')).status).toBe(422);
    const statuses = new Set<number>();
    const visitor = app.app;
    for (let n = 0; n < 70; n += 1) {
      const request = new Request('http://localhost:3000/s/222222222');
      statuses.add((await visitor.fetch(request, { requestId: 't', address: '10.0.0.9' })).status);
    }
    expect([...statuses]).toEqual([404, 429]);
  });

  test('is made of nothing that is not public', async () => {
    const { id } = await draftOf(ctx, crew.clerk, village, { title: '还没公开的表' });
    expect((await officer(`/api/postings/sheets/${id}`, { method: 'POST' })).status).toBe(409);
    const other = await app.as(await person(ctx, 'village', '210681115201'));
    expect((await other(`/api/postings/sheets/${await published('本村的表')}`, { method: 'POST' })).status).toBe(403);
  });
});

describe('proof of posting', () => {
  test('keeps the photo without what the camera wrote, and says when and where it was taken', async () => {
    const id = await published('二季度财务收支');
    await textOf(`/b/${village}`);
    const photo = await boardPhoto({ takenAt: '2026:05:15 08:30:00', place: [39.8625, 124.15] });
    const response = await posted(id, photo);
    expect(response.status).toBe(201);
    const answer = await response.json();
    expect(answer.remarks).toEqual([]);
    const record = await (await officer(`/api/postings/${answer.id}`)).json();
    expect(record).toMatchObject({ state: 'up', place: '村委会门口', postedOn: '2026-05-15' });
    const [proof] = record.proofs;
    expect(proof.takenAt).toBe('2026-05-15T00:30:00.000Z');
    expect(proof.latitude).toBeCloseTo(39.8625, 3);
    const kept = Buffer.from(await (await officer(`/api/postings/${answer.id}/photos/up`)).arrayBuffer());
    expect(kept.subarray(0, 2).toString('hex')).toBe('ffd8');
    expect(kept.includes('Exif')).toBe(false);
    expect(await textOf(`/b/${village}`)).toContain('2026年5月15日贴出');
  });

  test('without a date is accepted and says so; a photo used before is noticed', async () => {
    const photo = await boardPhoto();
    const first = await (await posted(await published('三季度财务收支'), photo)).json();
    expect(first.remarks).toEqual(['noDate']);
    const second = await (await posted(await published('四季度财务收支'), photo)).json();
    expect(second.remarks).toEqual(['noDate', 'reused']);
    const old = await boardPhoto({ takenAt: '2026:05:01 08:30:00', isBlurred: true, width: 640, height: 480 });
    const third = await (await posted(await published('五月份财务收支'), old)).json();
    expect(third.remarks).toEqual(['wrongDate', 'small', 'blurry']);
  });

  test('of 20 MB is taken in; of more, of another kind or none is refused in words at its field', async () => {
    const id = await published('六月份财务收支');
    const large = await boardPhoto({ takenAt: '2026:05:15 08:30:00', padBytes: 19_700_000 });
    expect(large.length).toBeGreaterThan(19.8 * 1000 * 1000);
    const refused: [Buffer, number][] = [
      [Buffer.concat([large, Buffer.alloc(2_000_000)]), 413],
      [Buffer.from('%PDF-1.4'), 422],
      [Buffer.alloc(0), 422],
      [large.subarray(0, 5000), 422],
    ];
    for (const [photo, status] of refused) {
      const response = await posted(id, photo);
      expect(response.status).toBe(status);
      expect((await response.json()).fields.photo).toMatch(/照片/);
    }
    expect((await posted(id, large)).status).toBe(201);
  });

  test('is the same however often it is sent; twice on one board it is refused; its days must be possible', async () => {
    const disclosureId = await published('土地承包合同');
    const photo = await boardPhoto({ takenAt: '2026:05:15 08:30:00' });
    const fields = { id: uuidv7(), disclosureId, boardId, postedOn: '2026-05-15', photo };
    const send = () => officer('/api/postings', { method: 'POST', body: formOf(fields) });
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await send()).status).toBe(201);
    expect((await posted(disclosureId, photo)).status).toBe(409);
    expect((await (await posted(disclosureId, photo, { postedOn: '2026-05-16' })).json()).fields).toHaveProperty(
      'postedOn',
    );
    expect((await (await posted(disclosureId, photo, { postedOn: '2026-05-14' })).json()).fields).toHaveProperty(
      'postedOn',
    );
    const rows = await ctx.db.selectFrom('posting').select('id').where('disclosure_id', '=', disclosureId).execute();
    expect(rows).toHaveLength(1);
  });

  test('runs until its day, is then due to come down, and comes down with a photo', async () => {
    const disclosureId = await published('宅基地审批结果');
    const photo = await boardPhoto({ takenAt: '2026:05:15 08:30:00' });
    const { id, untilOn } = await (await posted(disclosureId, photo, { untilOn: '2026-05-22' })).json();
    expect(untilOn).toBe('2026-05-22');
    const code = await madeSheet(disclosureId);
    expect(await textOf(`/s/${code}/sheet`)).toContain('2026年5月15日至2026年5月22日');
    const waiting = async () =>
      (await (await officer('/api/postings/waiting')).json()).toTakeDown.map((one: { id: string }) => one.id);
    expect(await waiting()).not.toContain(id);
    ctx.clock.set('2026-05-23T01:00:00Z');
    expect(await waiting()).toContain(id);
    expect(await textOf(`/s/${code}`)).toContain('公示期已经满了');
    const down = await boardPhoto({ takenAt: '2026:05:23 08:00:00' });
    const body = formOf({ id: uuidv7(), takenDownOn: '2026-05-23', photo: down });
    const taken = await officer(`/api/postings/${id}/taking-down`, { method: 'POST', body });
    expect([taken.status, await taken.json()]).toEqual([201, { remarks: [] }]);
    expect(await waiting()).not.toContain(id);
    expect(await textOf(`/b/${village}`)).toContain('2026年5月23日撤下');
    ctx.clock.set('2026-05-15T01:00:00Z');
  });

  test('its photo is public only after somebody else released it, and no longer when that is taken back', async () => {
    const photographer = await person(ctx, 'office', village);
    const other = await app.as(await person(ctx, 'reviewer', village));
    const own = await app.as(photographer);
    const disclosureId = await published('补贴名单');
    const fields = { id: uuidv7(), disclosureId, boardId, postedOn: '2026-05-15', photo: await boardPhoto() };
    await own('/api/postings', { method: 'POST', body: formOf(fields) });
    const { proofs } = await (await own(`/api/postings/${fields.id}`)).json();
    const address = `/posting-photo/${proofs[0].id}`;
    const releasing = `/api/postings/${fields.id}/photos/up/release`;
    expect((await stranger(address)).status).toBe(404);
    expect((await own(releasing, { method: 'POST' })).status).toBe(403);
    expect((await other(releasing, { method: 'POST' })).status).toBe(200);
    expect((await stranger(address)).headers.get('content-type')).toBe('image/jpeg');
    expect(await textOf(`/b/${village}`)).toContain(address);
    expect((await other(releasing, { method: 'DELETE' })).status).toBe(200);
    expect((await stranger(address)).status).toBe(404);
  });
});

test('on another village’s board nothing is put up or taken down', async () => {
  const next = await app.as(await person(ctx, 'village', '210681115201'));
  const { id } = await ctx.db.selectFrom('posting').select('id').executeTakeFirstOrThrow();
  const { id: disclosureId } = await ctx.db
    .selectFrom('disclosure')
    .select('id')
    .where('standing', '=', 'published')
    .executeTakeFirstOrThrow();
  const photo = await boardPhoto();
  const up = formOf({ id: uuidv7(), disclosureId, boardId, postedOn: '2026-05-15', photo });
  const down = formOf({ id: uuidv7(), takenDownOn: '2026-05-15', photo });
  expect((await next('/api/postings', { method: 'POST', body: up })).status).toBe(403);
  expect((await next(`/api/postings/${id}/taking-down`, { method: 'POST', body: down })).status).toBe(403);
});

test('the register is filtered and exported, and each sees their own bodies', async () => {
  const other = await app.as(await person(ctx, 'village', '210681105200'));
  const office = await app.as(await person(ctx, 'office', '210681115'));
  expect((await (await other('/api/postings')).json()).total).toBe(0);
  const all = await (await office('/api/postings')).json();
  expect(all.total).toBeGreaterThan(5);
  const found = await (await office('/api/postings?words=宅基地&state=down')).json();
  expect(found.rows).toHaveLength(0); // at 15 May it still hangs
  expect((await (await office('/api/postings?words=宅基地')).json()).rows).toHaveLength(1);
  const csv = await (await office('/api/postings/export')).text();
  expect(csv).toContain('"房身村委会","村委会门口","宅基地审批结果"');
  expect(csv).toContain('照片没有拍摄时间');
  const verbs = await ctx.db.selectFrom('audit_event').select('verb').where('verb', 'like', 'posting.%').execute();
  expect(new Set(verbs.map(({ verb }) => verb))).toEqual(
    new Set(['posting.post', 'posting.takeDown', 'posting.releasePhoto', 'posting.hidePhoto', 'posting.resend']),
  );
});

describe('boards', () => {
  const upload = (text: string) => {
    const body = new FormData();
    body.set('file', new File([text], '公开栏.csv'));
    return { method: 'POST', body };
  };
  test('are imported from a sheet, whole or not at all, and again without doubling', async () => {
    const office = await app.as(await person(ctx, 'office', '210681115'));
    const sheet = `机构代码,位置,种类,尺寸\n210681115201,村部东墙,墙报,2米×1米\n210681115201,小卖部门口,公开栏,\n`;
    const first = await (await office('/api/boards/import', upload(sheet))).json();
    expect(first.rows.map(({ fate }: { fate: string }) => fate)).toEqual(['added', 'added']);
    const again = await (await office('/api/boards/import', upload(sheet))).json();
    expect(again.rows.map(({ fate }: { fate: string }) => fate)).toEqual(['unchanged', 'unchanged']);
    const foreign = await (
      await office('/api/boards/import', upload(`${sheet}210681105200,村口,,\n999,村口,,\n210681115201,村口2,飞艇,\n`))
    ).json();
    expect([foreign.isStored, foreign.rows.filter(({ fate }: { fate: string }) => fate === 'rejected').length]).toEqual(
      [false, 3],
    );
    expect((await office('/api/boards/import', upload('位置\n村口\n'))).status).toBe(422);
  });
  test('are not put out of use while something hangs there', async () => {
    expect((await officer(`/api/boards/${boardId}`, { method: 'DELETE' })).status).toBe(409);
    const json = { place: '村委会门口', kind: 'case', size: '' };
    expect((await officer(`/api/boards/${boardId}`, { method: 'PUT', json })).status).toBe(200);
  });
});
