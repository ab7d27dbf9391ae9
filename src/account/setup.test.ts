import { beforeEach, describe, expect, test } from 'vitest';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { setupLink } from './setup.ts';
import { loadSmallCounty, testApp } from './testing.ts';

let ctx: TestContext;
beforeEach(async () => {
  ctx = await testContext({ env: { YANGGUANG_MODE: 'production' } });
});

const good = {
  'county.code': '210681',
  'county.name': '东港市',
  'system.login': 'xitong',
  'system.personName': '吴刚',
  'system.password': '春风又绿江南岸515',
  'system.again': '春风又绿江南岸515',
  'security.login': 'anquan',
  'security.personName': '郑洁',
  'security.password': '明月何时照我还515',
  'security.again': '明月何时照我还515',
  'audit.login': 'shenji',
  'audit.personName': '冯岩',
  'audit.password': '一水护田将绿绕515',
  'audit.again': '一水护田将绿绕515',
};

async function link() {
  const path = new URL((await setupLink(ctx)) ?? 'none:').pathname;
  const request = await testApp(ctx).as();
  const send = (entries: Record<string, string>, headers = {}) =>
    request(path, { method: 'POST', body: new URLSearchParams(entries), headers });
  return { path, request, send };
}

describe('the one-time link of a new site', () => {
  test('makes the county and three administrators, each of whom can sign in, once', async () => {
    const { path, request, send } = await link();
    const page = await (await request(path)).text();
    expect(page).toContain('建立三员管理员');
    expect(page).not.toContain('<script');
    const done = await send(good);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('已经建好')]);
    for (const kind of ['system', 'security', 'audit'] as const) {
      const json = { login: good[`${kind}.login`], password: good[`${kind}.password`] };
      expect((await request('/api/accounts/session', { json })).status).toBe(200);
    }
    expect((await request(path)).status).toBe(410);
    expect((await send(good)).status).toBe(410);
    expect(await setupLink(ctx)).toBeUndefined();
    const verbs = await ctx.db.selectFrom('audit_event').select('verb').execute();
    expect(verbs.map(({ verb }) => verb)).toEqual(
      expect.arrayContaining(['body.create', 'account.create', 'site.setUp']),
    );
  });

  test('pressed twice at once makes one set of accounts', async () => {
    const { send } = await link();
    const answers = await Promise.all([send(good), send(good), send(good)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
    expect(await ctx.db.selectFrom('account').select('id').execute()).toHaveLength(3);
  });

  test('ends after an hour; one that was never made opens nothing', async () => {
    const { path, request, send } = await link();
    ctx.clock.set('2026-05-15T02:00:01Z');
    expect((await request(path)).status).toBe(410);
    expect((await send(good)).status).toBe(410);
    expect((await request('/setup/made-up')).status).toBe(410);
  });

  test('a link of an earlier start is dead once another was used', async () => {
    const first = await link();
    const second = await link();
    expect((await second.send(good)).status).toBe(200);
    expect((await first.request(first.path)).status).toBe(410);
  });

  test('is refused from another site’s form', async () => {
    const { send } = await link();
    const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await send(good, headers)).status).toBe(403);
  });
});

describe('the form', () => {
  test.each([
    [{ 'audit.again': '另一个密码另一个' }, '两次填写的密码不一样'],
    [{ 'security.login': 'xitong' }, '登录名不能相同'],
    [{ 'security.personName': '吴刚' }, '必须是三个人'],
    [{ 'security.password': good['system.password'], 'security.again': good['system.password'] }, '密码不能相同'],
    [{ 'system.password': 'short', 'system.again': 'short' }, '至少 10 个字符'],
    [{ 'county.code': 'abc' }, '行政区划代码是 6 位数字'],
  ])('with %o says what is wrong, keeps what was typed, and makes nothing', async (wrong, why) => {
    const { path, request, send } = await link();
    const refused = await send({ ...good, ...wrong });
    const page = await refused.text();
    expect(refused.status).toBe(422);
    expect(page).toContain(why);
    expect(page).toContain('value="冯岩"');
    expect(page).not.toContain(good['audit.password']);
    expect(await ctx.db.selectFrom('account').select('id').execute()).toEqual([]);
    expect((await request(path)).status).toBe(200);
  });

  test('does not ask for the county where bodies are there already', async () => {
    await loadSmallCounty(ctx);
    const { path, request, send } = await link();
    expect(await (await request(path)).text()).not.toContain('行政区划代码');
    const entries = Object.fromEntries(Object.entries(good).filter(([name]) => !name.startsWith('county.')));
    expect((await send(entries)).status).toBe(200);
  });
});

test('before that nothing works but the public site', async () => {
  const { request } = await link();
  const json = { login: 'xitong', password: 'sunshine-515' };
  expect((await request('/api/accounts/session', { json })).status).toBe(401);
  expect((await request('/api/bodies')).status).toBe(401);
});
