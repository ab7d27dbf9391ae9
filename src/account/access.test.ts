import { beforeAll, describe, expect, test } from 'vitest';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { createAccount } from './commands/accounts.ts';
import { acts, commandLineActor, passwordFault, roles, rolesFault, type ActName, type Role } from './rules.ts';
import { loadSmallCounty, person, testApp } from './testing.ts';

let ctx: TestContext;
let app: ReturnType<typeof testApp>;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
});

const administrators: Role[] = ['system_admin', 'security_admin', 'audit_admin'];
const id = '00000000-0000-7000-8000-000000000000';

describe('三员分立', () => {
  test('no act belongs to two administrators, and none that touches what is published belongs to any', () => {
    const shared = ['session.own', 'body.read', 'calendar.read'];
    for (const [act, allowed] of Object.entries(acts) as [ActName, readonly Role[]][]) {
      if (shared.includes(act)) continue;
      expect(administrators.filter((role) => allowed.includes(role)).length, act).toBeLessThanOrEqual(1);
      if (/^(disclosure|obligation|catalogue|openday|visit)\./.test(act))
        expect(
          administrators.some((role) => allowed.includes(role)),
          act,
        ).toBe(false);
    }
  });

  test('one person cannot hold two of the three, nor one beside the county’s work', () => {
    expect(rolesFault(['system_admin', 'audit_admin'])).toContain('三个人');
    expect(rolesFault(['security_admin', 'clerk'])).toContain('另建账号');
    expect(rolesFault(['system_admin', 'system_admin'])).toBeUndefined();
    expect(rolesFault(['clerk', 'reviewer'])).toBeUndefined();
  });

  const doors: [string, string, ActName][] = [
    ['GET', '/api/accounts', 'account.manage'],
    ['POST', `/api/accounts/${id}/disabling`, 'account.manage'],
    ['POST', `/api/accounts/${id}/one-time-password`, 'account.manage'],
    ['GET', '/api/audit', 'audit.read'],
    ['GET', '/api/audit/export', 'audit.read'],
    ['POST', '/api/bodies/sections', 'body.edit'],
    ['PUT', `/api/bodies/${id}/leading-group`, 'leadinggroup.edit'],
  ];
  test.each(Object.keys(roles) as Role[])('the doors that are shut to %s answer 403', async (role) => {
    const request = await app.as(await person(ctx, role, '210681-01', '210681'));
    for (const [method, path, act] of doors) {
      const allowed: readonly Role[] = acts[act];
      const { status } = await request(path, { method });
      if (allowed.includes(role)) expect(status, `${role} ${method} ${path}`).not.toBe(403);
      else expect(status, `${role} ${method} ${path}`).toBe(403);
    }
  });

  test('nobody, the audit administrator included, has a way to change or delete the record', () => {
    const routes = app.app.routes.filter(({ path }) => path.startsWith('/api/audit'));
    expect(new Set(routes.map(({ method }) => method))).toEqual(new Set(['GET']));
  });
});

describe('nobody acts outside the own subtree', () => {
  const login = (name: string) => `${name}${Math.random().toString(36).slice(2, 8)}`;
  const newAccount = async (bodyCode: string, roleCode = bodyCode, role: Role = 'clerk') => {
    const at = await bodyByCode(ctx.db, bodyCode);
    const over = await bodyByCode(ctx.db, roleCode);
    return { login: login('p'), personName: '某人', bodyId: at.id, roles: [{ role, bodyId: over.id }] };
  };

  test('a township’s security administrator sees and makes accounts of the township only', async () => {
    const request = await app.as(await person(ctx, 'security_admin', '210681115'));
    const own = await newAccount('210681115200');
    const made = await request('/api/accounts', { json: own });
    expect(made.status).toBe(201);
    expect((await made.json()).password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect((await request('/api/accounts', { json: await newAccount('210681105') })).status).toBe(403);
    expect((await request('/api/accounts', { json: await newAccount('210681115', '210681') })).status).toBe(403);
    const seen: { body_name: string; login: string }[] = await (await request('/api/accounts')).json();
    expect(seen.map(({ login: name }) => name)).toContain(own.login);
    expect(new Set(seen.map(({ body_name }) => body_name))).toEqual(new Set(['小甸子镇人民政府', '房身村委会']));
  });

  test('nobody rises by resetting the password of a colleague who may do more elsewhere', async () => {
    const mighty = await createAccount(ctx, commandLineActor('test'), {
      ...(await newAccount('210681115', '210681', 'office')),
      post: '',
    });
    const request = await app.as(await person(ctx, 'security_admin', '210681115'));
    const reset = await request(`/api/accounts/${mighty.id}/one-time-password`, { method: 'POST' });
    expect(reset.status).toBe(403);
  });

  test('a security administrator cannot change the own account', async () => {
    const me = await person(ctx, 'security_admin', '210681-01', '210681');
    const request = await app.as(me);
    const json = { roles: [{ role: 'audit_admin', bodyId: me.bodyId }] };
    expect((await request(`/api/accounts/${me.accountId}/roles`, { method: 'PUT', json })).status).toBe(403);
    expect((await request(`/api/accounts/${me.accountId}/disabling`, { method: 'POST' })).status).toBe(403);
  });

  test('a system administrator of one township adds no section to another', async () => {
    const request = await app.as(await person(ctx, 'system_admin', '210681115'));
    const other = await bodyByCode(ctx.db, '210681105');
    const own = await bodyByCode(ctx.db, '210681115');
    expect((await request('/api/bodies/sections', { json: { bodyId: other.id, name: '党政办' } })).status).toBe(403);
    expect((await request('/api/bodies/sections', { json: { bodyId: own.id, name: '党政办' } })).status).toBe(201);
  });

  test('an audit administrator reads the record of the own subtree only', async () => {
    const inside = await app.as(await person(ctx, 'audit_admin', '210681105'));
    const all = await app.as(await person(ctx, 'audit_admin', '210681-01', '210681'));
    const ofOne: { body_name: string | null }[] = await (await inside('/api/audit?limit=200')).json();
    const ofAll: { body_name: string | null }[] = await (await all('/api/audit?limit=200')).json();
    expect(new Set(ofOne.map(({ body_name }) => body_name))).not.toContain('小甸子镇人民政府');
    expect(ofOne.some(({ body_name }) => body_name === null)).toBe(false);
    expect(new Set(ofAll.map(({ body_name }) => body_name))).toContain('小甸子镇人民政府');
  });
});

describe('an account that cannot be made', () => {
  test('says what is wrong in words', async () => {
    const request = await app.as(await person(ctx, 'security_admin', '210681-01', '210681'));
    const body = await bodyByCode(ctx.db, '210681-05');
    const good = { login: 'taken', personName: '王敏', bodyId: body.id, roles: [{ role: 'clerk', bodyId: body.id }] };
    expect((await request('/api/accounts', { json: good })).status).toBe(201);
    const again = await request('/api/accounts', { json: good });
    expect([again.status, (await again.json()).message]).toEqual([409, '登录名 taken 已有人使用，请换一个。']);
    const bad = await request('/api/accounts', { json: { ...good, login: '王敏', personName: ' ', roles: [] } });
    expect((await bad.json()).fields).toMatchObject({ personName: '请填写姓名', roles: '至少给一个角色' });
    expect((await request('/api/accounts/not-an-id/disabling', { method: 'POST' })).status).toBe(404);
  });

  test.each([
    ['short', '至少 10 个字符'],
    ['aaaaaaaaaaaa', '不同的字符太少'],
    ['wangmin-2026', '不要包含登录名'],
    ['Yangguang2026', '太常见'],
    ['x'.repeat(201), '最长 200'],
  ])('the password %s is refused', (password, why) => {
    expect(passwordFault(password, 'wangmin')).toContain(why);
  });
});
