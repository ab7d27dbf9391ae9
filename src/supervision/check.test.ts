import { beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { loadSampleCatalogues } from '../catalogue/sample.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { afterAct, taskStates, taskVerbs, type TaskState, type TaskVerb } from './rules/task.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
let office: Actor;
let asOffice: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
let asClerk: typeof asOffice;

beforeEach(async () => {
  ctx = await testContext({ now: '2026-05-15T01:00:00Z' });
  await loadSmallCounty(ctx);
  await loadSampleCatalogues(ctx, () => {});
  crew = await crewOf(ctx, bureau);
  office = await person(ctx, 'office', '210681-01', '210681');
  asOffice = await testApp(ctx).as(office);
  asClerk = await testApp(ctx).as(crew.clerk);
});

const county = async () => (await bodyByCode(ctx.db, '210681')).id;
const days = { forDay: '2026-06-30', taskDueOn: '2026-06-20' };
async function start(fields: object = {}): Promise<string> {
  const json = { bodyId: await county(), name: '六月底检查', occasion: 'inspection', ...days, ...fields };
  const response = await asOffice('/api/checks', { json });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}
const read = async (path: string, request = asOffice) => (await request(path)).json();
const tasksOf = (id: string) => read(`/api/checks/tasks?round=${id}&body=${bureau}&size=200`);
const post = (path: string, json?: object, request = asOffice) => request(path, json ? { json } : { method: 'POST' });

test.each(Object.keys(taskStates) as TaskState[])('a task that is %s moves on in one way only', (state) => {
  const next = (Object.keys(taskVerbs) as TaskVerb[]).map((verb) => afterAct(state, verb));
  expect(next).toEqual(
    { todo: ['done', undefined, undefined], done: [undefined, 'confirmed', 'returned'] }[state as 'todo' | 'done'] ??
      (state === 'returned' ? ['done', undefined, undefined] : [undefined, undefined, undefined]),
  );
});

describe('a completeness check', () => {
  test('keeps what is missing in each body as it stands, and makes a task of each gap', async () => {
    const id = await start();
    const round = await read(`/api/checks/${id}`);
    const own = round.bodiesWithGaps.find(({ code }: { code: string }) => code === bureau);
    expect(own.late).toBeGreaterThan(0);
    expect(round.tasks).toBe(
      round.bodiesWithGaps.reduce((sum: number, { tasks }: { tasks: number }) => sum + tasks, 0),
    );
    const { rows } = await tasksOf(id);
    expect(rows).toHaveLength(own.tasks);
    // The bureau's only clerk has them at once.
    expect(new Set(rows.map(({ assignedTo }: { assignedTo: string }) => assignedTo))).toEqual(
      new Set([crew.clerk.personName]),
    );
    const file = await (await asOffice(`/api/checks/${id}/export`)).text();
    expect(file.trim().split('\r\n')).toHaveLength(round.tasks + 1);
  });

  test('looks no further than the day it prepares', async () => {
    const [near, far] = [
      await start({ forDay: '2026-05-15', taskDueOn: '2026-05-15' }),
      await start({ forDay: '2026-12-31' }),
    ];
    const missing = async (id: string) =>
      (await read(`/api/checks/${id}`)).bodiesWithGaps.reduce(
        (sum: number, one: { missing: number }) => sum + one.missing,
        0,
      );
    expect(await missing(near)).toBeLessThan(await missing(far));
  });

  test('closes a task by itself when what was missing is published, and says so', async () => {
    const id = await start();
    const before = await tasksOf(id);
    const late = before.rows.find(({ fault }: { fault: string }) => fault === 'late');
    const { item_key } = await ctx.db
      .selectFrom('check_gap')
      .innerJoin('rectification_task as task', 'task.gap_id', 'check_gap.id')
      .select('item_key')
      .where('task.id', '=', late.id)
      .executeTakeFirstOrThrow();
    const { id: bodyId } = await bodyByCode(ctx.db, bureau);
    const owed = await ctx.db
      .selectFrom('obligation')
      .select(['id'])
      .where('body_id', '=', bodyId)
      .where('item_key', '=', item_key)
      .where('due_on', '<=', days.forDay)
      .execute();
    const ids = owed.flatMap((one) => (one.id ? [one.id] : []));
    expect(ids).toContain(late.obligationId);
    const draft = await draftOf(ctx, crew.clerk, bureau, { obligationIds: ids });
    expect((await tasksOf(id)).inState.confirmed).toBe(0); // a draft is no publication
    await publishDraft(ctx, crew, draft);
    const after = await tasksOf(id);
    expect(after.rows.filter(({ isMet }: { isMet: boolean }) => isMet).length).toBeGreaterThan(0);
    expect(after.rows.find((row: { id: string }) => row.id === late.id)).toMatchObject({
      state: 'confirmed',
      isMet: true,
    });
    // The record of the check stays as it was.
    const gaps = await ctx.db.selectFrom('check_gap').select('id').where('round_id', '=', id).execute();
    expect((await read(`/api/checks/${id}`)).tasks).toBe(gaps.length);
  });

  test('has each task done by the body and confirmed or sent back by another', async () => {
    const id = await start();
    const [task] = (await tasksOf(id)).rows;
    const at = `/api/checks/tasks/${task.id}`;
    expect((await post(`${at}/confirming`)).status).toBe(409); // not done yet
    expect((await post(`${at}/finishing`, { note: '' }, asClerk)).status).toBe(422);
    expect((await post(`${at}/finishing`, { note: '已补充公示材料' }, asClerk)).status).toBe(200);
    expect((await post(`${at}/confirming`, undefined, asClerk)).status).toBe(403);
    expect((await post(`${at}/returning`, { remark: '还缺附件' })).status).toBe(200);
    expect((await tasksOf(id)).rows[0]).toMatchObject({ state: 'returned', remark: '还缺附件' });
    expect((await post(`${at}/finishing`, { note: '附件已补' }, asClerk)).status).toBe(200);
    expect((await post(`${at}/confirming`)).status).toBe(200);
    const mine = (await tasksOf(id)).rows.find((row: { id: string }) => row.id === task.id);
    expect(mine).toMatchObject({ state: 'confirmed', isMet: false });
    await post(`/api/checks/tasks/${(await tasksOf(id)).rows[0].id}/finishing`, { note: '公开办代办' });
    expect(
      (
        await post(
          `/api/checks/tasks/${(await read(`/api/checks/tasks?round=${id}&state=done`)).rows[0].id}/confirming`,
        )
      ).status,
    ).toBe(409);
  });

  test('gives a task to people of the body or above it only', async () => {
    const id = await start();
    const [task] = (await tasksOf(id)).rows;
    const give = (accountId: string | null) =>
      asOffice(`/api/checks/tasks/${task.id}/person`, { method: 'PUT', json: { accountId } });
    const stranger = await person(ctx, 'clerk', '210681-20');
    expect((await give(stranger.accountId)).status).toBe(422);
    expect((await give(office.accountId)).status).toBe(200);
    expect((await tasksOf(id)).rows[0].assignedTo).toBe(office.personName);
  });

  test('that is closed lets nothing be changed any more, and refuses days that have passed', async () => {
    const id = await start();
    const [task] = (await tasksOf(id)).rows;
    expect((await post(`/api/checks/${id}/closing`)).status).toBe(200);
    expect((await post(`/api/checks/${id}/closing`)).status).toBe(409);
    expect((await post(`/api/checks/tasks/${task.id}/finishing`, { note: '办了' }, asClerk)).status).toBe(409);
    const json = { bodyId: await county(), name: '过去的检查', occasion: 'other' };
    const past = await asOffice('/api/checks', { json: { ...json, forDay: '2026-05-14', taskDueOn: '2026-05-14' } });
    expect([past.status, Object.keys((await past.json()).fields)]).toEqual([422, ['forDay']]);
    const late = await asOffice('/api/checks', { json: { ...json, forDay: '2026-06-01', taskDueOn: '2026-06-02' } });
    expect([late.status, Object.keys((await late.json()).fields)]).toEqual([422, ['taskDueOn']]);
  });

  test('of the county is not a township’s to start, and a clerk sees the tasks of the own body only', async () => {
    const id = await start();
    const town = await testApp(ctx).as(await person(ctx, 'office', '210681115'));
    const json = { bodyId: await county(), name: '越权检查', occasion: 'other', ...days };
    expect((await town('/api/checks', { json })).status).toBe(403);
    expect((await town(`/api/checks/${id}`)).status).toBe(404);
    const { rows } = await read('/api/checks/tasks?size=200', asClerk);
    expect(new Set(rows.map(({ bodyCode }: { bodyCode: string }) => bodyCode))).toEqual(new Set([bureau]));
  });
});
