import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { obligationsOfBody } from '../catalogue/queries/obligations.ts';
import { loadSampleCatalogues } from '../catalogue/sample.ts';
import { submit } from '../disclosure/commands/flow.ts';
import { crewOf, draftOf, publishDraft } from '../disclosure/testing.ts';
import { runDueJobs } from '../platform/jobs.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { addDays } from '../workday/rules.ts';
import { remind } from './commands/remind.ts';
import { remindNightly } from './nightly.ts';
import type { NoticeLine } from './rules/lines.ts';

const bureau = '210681-05';
const env = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'zwgk@example.gov.cn' };
let ctx: TestContext;
let clerk: Actor;
let leader: Actor;
let office: Actor;

beforeEach(async () => {
  ctx = await testContext({ env });
  await loadSmallCounty(ctx);
  await loadSampleCatalogues(ctx, () => {});
  clerk = await person(ctx, 'clerk', bureau);
  leader = await person(ctx, 'leader', bureau);
  office = await person(ctx, 'office', '210681-01', '210681');
});

/** What the bureau owes and has not published, by due date. */
async function owed() {
  const { id } = await bodyByCode(ctx.db, bureau);
  const rows = await obligationsOfBody(ctx.db, id, '2026-12-31');
  return rows.flatMap(({ id, dueOn, metOn }) => (dueOn && !metOn ? [{ id, dueOn }] : []));
}
/** The first due date at which the bureau owes something, and how much. */
async function firstDue() {
  const rows = await owed();
  const [due = ''] = rows.map(({ dueOn }) => dueOn).sort();
  return { due, ids: rows.filter(({ dueOn }) => dueOn === due).map(({ id }) => id) };
}
async function lines(actor: Actor, day: string): Promise<NoticeLine[] | undefined> {
  const row = await ctx.db
    .selectFrom('notice')
    .select(sql<NoticeLine[]>`lines`.as('lines'))
    .where('account_id', '=', actor.accountId)
    .where('on_day', '=', day)
    .executeTakeFirst();
  return row?.lines;
}
async function nightOf(day: string) {
  ctx.clock.set(`${addDays(day, -1)}T23:30:00Z`); // half past seven in the morning
  return remind(ctx, day, addDays(day, -1));
}
const kinds = (of: NoticeLine[] | undefined) => of?.map(({ kind }) => kind).toSorted();

describe('the clerk of a body', () => {
  test('is told seven days before a due date, on it and the day after, and not on the days between', async () => {
    const { due, ids } = await firstDue();
    await nightOf(addDays(due, -7));
    expect(await lines(clerk, addDays(due, -7))).toMatchObject([{ kind: 'coming', count: ids.length, bodies: 1 }]);
    await nightOf(due);
    expect(await lines(clerk, due)).toContainEqual(
      expect.objectContaining({ kind: 'today', count: ids.length, longest: 0 }),
    );
    await nightOf(addDays(due, 1));
    expect(await lines(clerk, addDays(due, 1))).toContainEqual(
      expect.objectContaining({ kind: 'overdue', count: ids.length, longest: 1 }),
    );
    await nightOf(addDays(due, -5));
    expect(await lines(clerk, addDays(due, -5))).toBeUndefined();
  });

  test('gets one notice a day, however often the night is run', async () => {
    const { due } = await firstDue();
    const made = await nightOf(due);
    expect(made.people).toBeGreaterThan(0);
    expect((await nightOf(due)).people).toBe(0);
    await Promise.all([nightOf(due), nightOf(due)]);
    const count = await ctx.db.selectFrom('notice').select('id').where('on_day', '=', due).execute();
    expect(count).toHaveLength(made.people);
  });

  test('is not urged about what is drafted or in review, and told who holds it', async () => {
    const { due, ids } = await firstDue();
    const crew = await crewOf(ctx, bureau);
    const draft = await draftOf(ctx, crew.clerk, bureau, {
      obligationIds: ids.slice(0, 1),
      issuedOn: '2026-04-01',
    });
    await nightOf(addDays(due, -1));
    const before = await lines(clerk, addDays(due, -1));
    expect(before?.find(({ kind }) => kind === 'inHand')).toMatchObject({ count: 1, who: 'clerk@210681-05（起草）' });
    expect(before?.find(({ kind }) => kind === 'coming')?.count ?? 0).toBe(ids.length - 1);
    await submit(ctx, crew.clerk, draft.id, { revision: draft.revision });
    await nightOf(addDays(due, 1));
    const after = await lines(clerk, addDays(due, 1));
    expect(after?.find(({ kind }) => kind === 'inHand')?.who).toBe('等审核（reviewer@210681-05）');
  });

  test('hears nothing of what is published', async () => {
    const { due, ids } = await firstDue();
    const crew = await crewOf(ctx, bureau);
    const draft = await draftOf(ctx, crew.clerk, bureau, { obligationIds: ids });
    await publishDraft(ctx, crew, draft);
    await nightOf(due);
    expect(kinds(await lines(clerk, due)) ?? []).not.toContain('today');
  });
});

describe('what stays unpublished', () => {
  test('reaches the leader after three days and the office after seven', async () => {
    const { due } = await firstDue();
    await nightOf(addDays(due, 1));
    expect(await lines(leader, addDays(due, 1))).toBeUndefined();
    await nightOf(addDays(due, 3));
    expect(kinds(await lines(leader, addDays(due, 3)))).toContain('leader');
    expect(kinds(await lines(office, addDays(due, 3))) ?? []).not.toContain('office');
    await nightOf(addDays(due, 7));
    expect(await lines(office, addDays(due, 7))).toContainEqual(
      expect.objectContaining({ kind: 'office', longest: 7 }),
    );
  });

  test('in bodies without anybody to do it is the office’s to know', async () => {
    const { due } = await firstDue();
    await nightOf(due);
    const line = (await lines(office, due))?.find(({ kind }) => kind === 'unstaffed');
    expect(line?.bodies).toBeGreaterThan(0); // only the civil affairs bureau has a clerk
  });

  test('in a village without an officer falls to the township’s clerk', async () => {
    const town = await person(ctx, 'clerk', '210681115');
    const { id } = await bodyByCode(ctx.db, '210681115200');
    const [first] = (await obligationsOfBody(ctx.db, id, '2026-12-31')).filter(({ dueOn, metOn }) => dueOn && !metOn);
    const due = first?.dueOn ?? '';
    await nightOf(due);
    expect((await lines(town, due))?.find(({ kind }) => kind === 'today')?.bodies).toBeGreaterThan(1);
  });
});

test('a night that was missed is made up for: its reminders are told on the next', async () => {
  const { due } = await firstDue();
  await remind(ctx, addDays(due, -8), addDays(due, -9));
  ctx.clock.set(`${addDays(due, -6)}T23:30:00Z`);
  const day = addDays(due, -5);
  expect(await runDueJobs(ctx, [remindNightly(ctx)])).toEqual(['remind']);
  expect(await lines(clerk, day)).toBeUndefined(); // nothing ran before: only this day's
  await ctx.db.deleteFrom('nightly_run').execute();
  await ctx.db.deleteFrom('notice').execute();
  await remind(ctx, day, addDays(due, -8));
  expect(kinds(await lines(clerk, day))).toContain('coming');
});

describe('letters', () => {
  const wants = (actor: Actor, address: string, wants_mail = true) =>
    ctx.db
      .insertInto('mail_address')
      .values({ account_id: actor.accountId ?? '', address, verified_at: ctx.clock.now(), wants_mail })
      .execute();
  const queued = () => ctx.db.selectFrom('mail').select(['address', 'subject', 'text', 'html']).execute();

  test('go to whoever wants them, once a day, and name no citizen and no document', async () => {
    const { due, ids } = await firstDue();
    await wants(clerk, 'wangmin@example.gov.cn');
    await wants(office, 'gkb@example.gov.cn', false);
    await draftOf(ctx, clerk, bureau, { title: '张三低保公示 13804150000', obligationIds: ids.slice(0, 1) });
    await nightOf(addDays(due, 1));
    await nightOf(addDays(due, 1));
    const all = await queued();
    expect(all.map(({ address }) => address)).toEqual(['wangmin@example.gov.cn']);
    expect(JSON.stringify(all)).not.toMatch(/张三|138/);
  });

  test('are written to nobody where the site has no mail server', async () => {
    ctx.settings.smtp = undefined;
    await wants(clerk, 'wangmin@example.gov.cn');
    const { due } = await firstDue();
    await nightOf(due);
    expect(await queued()).toEqual([]);
  });
});

describe('through the console', () => {
  test('a person proves an address by the code that came there, and may turn letters off', async () => {
    const request = await testApp(ctx).as(clerk);
    expect((await request('/api/notices/address/code', { json: { address: 'not an address' } })).status).toBe(422);
    expect((await request('/api/notices/address/code', { json: { address: 'WangMin@example.gov.cn' } })).status).toBe(
      200,
    );
    expect((await request('/api/notices/address/code', { json: { address: 'x@example.gov.cn' } })).status).toBe(429);
    const letter = await ctx.db.selectFrom('mail').selectAll().executeTakeFirstOrThrow();
    expect(letter.address).toBe('wangmin@example.gov.cn');
    const code = /验证码是 (\d{6})/.exec(letter.text)?.[1] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    const prove = (value: string) => request('/api/notices/address', { method: 'PUT', json: { code: value } });
    expect((await prove(wrong)).status).toBe(422);
    expect((await prove(code)).status).toBe(200);
    expect((await prove(code)).status).toBe(422);
    expect((await request('/api/notices/address/wants', { method: 'PUT', json: { wantsMail: false } })).status).toBe(
      200,
    );
    const own = await (await request('/api/notices/address')).json();
    expect(own.own).toMatchObject({ address: 'wangmin@example.gov.cn', wantsMail: false });
  });

  test('five wrong codes shut that code for good, also for the right one', async () => {
    const request = await testApp(ctx).as(clerk);
    await request('/api/notices/address/code', { json: { address: 'wangmin@example.gov.cn' } });
    const { text } = await ctx.db.selectFrom('mail').select('text').executeTakeFirstOrThrow();
    const code = /验证码是 (\d{6})/.exec(text)?.[1] ?? '';
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries += 1)
      await request('/api/notices/address', { method: 'PUT', json: { code: wrong } });
    expect((await request('/api/notices/address', { method: 'PUT', json: { code } })).status).toBe(422);
  });

  test('a person reads their own notices only, and marking them read counts down the bell', async () => {
    const { due } = await firstDue();
    await nightOf(due);
    const app = testApp(ctx);
    const mine = await app.as(clerk);
    const { unread, notices } = await (await mine('/api/notices')).json();
    expect([unread, notices.length]).toEqual([1, 1]);
    const stranger = await app.as(leader);
    expect((await stranger(`/api/notices/${notices[0].id}/reading`, { method: 'POST' })).status).toBe(404);
    expect((await mine(`/api/notices/${notices[0].id}/reading`, { method: 'POST' })).status).toBe(200);
    expect((await (await mine('/api/notices')).json()).unread).toBe(0);
  });

  test('the rule is the county office’s to set, and wrong days are said at the field', async () => {
    const app = testApp(ctx);
    const rule = { daysBefore: [5], daysAfter: [2], isWeeklyAfter: false, leaderAfterDays: 4, officeAfterDays: 9 };
    const put = async (actor: Actor, json: unknown) =>
      (await app.as(actor))('/api/notices/rule', { method: 'PUT', json });
    expect((await put(await person(ctx, 'office', '210681115'), rule)).status).toBe(403);
    const refused = await put(office, { ...rule, officeAfterDays: 1 });
    expect([refused.status, (await refused.json()).fields]).toEqual([
      422,
      { officeAfterDays: '公开办收到的时间不能早于分管领导' },
    ]);
    expect((await put(office, rule)).status).toBe(200);
    const { due } = await firstDue();
    await nightOf(addDays(due, -7));
    expect(await lines(clerk, addDays(due, -7))).toBeUndefined();
    await nightOf(addDays(due, -5));
    expect(kinds(await lines(clerk, addDays(due, -5)))).toContain('coming');
  });

  test('the office sees what could not be sent, with the address covered, and sends it again', async () => {
    const { due } = await firstDue();
    await ctx.db
      .insertInto('mail_address')
      .values({ account_id: clerk.accountId ?? '', address: 'wangmin@example.gov.cn', verified_at: ctx.clock.now() })
      .execute();
    await nightOf(due);
    await ctx.db.updateTable('mail').set({ state: 'dead', fault: '邮件服务器拒收' }).execute();
    const app = testApp(ctx);
    const request = await app.as(office);
    const seen = await (await request('/api/notices/letters?state=dead')).json();
    expect(seen.inState.dead).toBe(1);
    expect(seen.rows[0].address).toBe('w***@example.gov.cn');
    const other = await app.as(await person(ctx, 'office', '210681115'));
    expect((await (await other('/api/notices/letters')).json()).rows).toEqual([]);
    const again = `/api/notices/letters/${seen.rows[0].id}/again`;
    expect((await other(again, { method: 'POST' })).status).toBe(403);
    expect((await request(again, { method: 'POST' })).status).toBe(200);
    expect((await request(again, { method: 'POST' })).status).toBe(409);
  });
});
