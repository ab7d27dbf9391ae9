import { beforeEach, describe, expect, test } from 'vitest';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { bodyByCode } from '../body/queries.ts';
import { createAccount } from './commands/accounts.ts';
import { commandLineActor, lockAfterFailedSignIns, wrongSignInsPerAddress, type Role } from './rules.ts';
import { loadSmallCounty, person, testApp } from './testing.ts';

const rightPassword = '春风又绿江南岸515';
let ctx: TestContext;
beforeEach(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
});

async function account(login: string, role: Role = 'clerk') {
  const body = await bodyByCode(ctx.db, '210681-05');
  const input = { login, personName: `${login} 某`, post: '', bodyId: body.id, roles: [{ role, bodyId: body.id }] };
  return createAccount(ctx, commandLineActor('test'), input, { password: rightPassword });
}

type App = ReturnType<typeof testApp>;

async function signIn(app: App, login: string, password: string) {
  const stranger = await app.as();
  const response = await stranger('/api/accounts/session', { json: { login, password } });
  const cookie = response.headers.get('set-cookie');
  return { status: response.status, said: await response.json(), cookie, key: cookie?.split(';')[0] ?? '' };
}

async function sessionStatus(app: App, cookie: string) {
  const stranger = await app.as();
  return (await stranger('/api/accounts/session', { headers: { cookie } })).status;
}

const minutesOn = (minutes: number) =>
  ctx.clock.set(new Date(ctx.clock.now().getTime() + minutes * 60_000).toISOString());

describe('signing in', () => {
  test('the cookie is out of reach of scripts and of other sites, and lasts no longer than the browser', async () => {
    await account('wangmin');
    const { status, cookie } = await signIn(testApp(ctx), 'wangmin', rightPassword);
    expect(status).toBe(200);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Lax');
    expect(cookie).toContain('Path=/');
    expect(cookie).not.toMatch(/Max-Age|Expires|Domain/i);
  });

  test('over https the cookie is bound to this host and to https', async () => {
    ctx.settings.publicUrl = 'https://zwgk.example.gov.cn';
    await account('wangmin');
    const { cookie } = await signIn(testApp(ctx), 'wangmin', rightPassword);
    expect(cookie).toMatch(/^__Host-yangguang=.*Secure/);
  });

  test('an unknown login and a wrong password are told in the same words', async () => {
    await account('wangmin');
    const app = testApp(ctx);
    const wrong = await signIn(app, 'wangmin', 'not this one');
    const unknown = await signIn(app, 'nobody', 'not this one');
    expect(wrong.status).toBe(401);
    expect(unknown).toEqual(wrong);
    expect(wrong.said.message).toBe('登录名或密码不对。');
  });

  test('what was typed as an unknown login is not kept: it may be a password', async () => {
    await signIn(testApp(ctx), 'my-secret-password', 'x');
    const events = await ctx.db
      .selectFrom('audit_event')
      .selectAll()
      .where('verb', '=', 'account.signInRefused')
      .execute();
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain('my-secret-password');
  });
});

describe('wrong passwords', () => {
  test('lock the account after five in a row, also across a restart, and the right one does not open it', async () => {
    await account('wangmin');
    for (let tries = 0; tries < lockAfterFailedSignIns - 1; tries += 1)
      await signIn(testApp(ctx), 'wangmin', 'wrong one');
    expect((await signIn(testApp(ctx), 'wangmin', 'wrong one')).status).toBe(401);
    const restarted = testApp(ctx);
    expect((await signIn(restarted, 'wangmin', rightPassword)).status).toBe(429);
    minutesOn(16);
    expect((await signIn(restarted, 'wangmin', rightPassword)).status).toBe(200);
  });

  test('sent all at once are counted one by one', async () => {
    await account('wangmin');
    const app = testApp(ctx);
    const tries = await Promise.all(Array.from({ length: 12 }, () => signIn(app, 'wangmin', 'wrong one')));
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(lockAfterFailedSignIns);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(429);
  });

  test('over many accounts from one address make that address wait', async () => {
    const app = testApp(ctx);
    for (let tries = 0; tries < wrongSignInsPerAddress; tries += 1) await signIn(app, `guess${tries}`, 'wrong one');
    await account('wangmin');
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(429);
    minutesOn(11);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(200);
  });
});

describe('a session ends', () => {
  async function opened(login = 'wangmin') {
    const { id } = await account(login);
    const app = testApp(ctx);
    const { key } = await signIn(app, login, rightPassword);
    expect(await sessionStatus(app, key)).toBe(200);
    const security = await app.as(await person(ctx, 'security_admin', '210681-01', '210681'));
    return { id, app, key, security };
  }

  test('after an hour without use, and goes on while used', async () => {
    const { app, key } = await opened();
    minutesOn(50);
    expect(await sessionStatus(app, key)).toBe(200);
    minutesOn(50);
    expect(await sessionStatus(app, key)).toBe(200);
    minutesOn(61);
    expect(await sessionStatus(app, key)).toBe(401);
  });

  test('after twelve hours, however busy', async () => {
    const { app, key } = await opened();
    for (let halfHours = 0; halfHours < 23; halfHours += 1) {
      minutesOn(30);
      expect(await sessionStatus(app, key)).toBe(200);
    }
    minutesOn(30);
    expect(await sessionStatus(app, key)).toBe(401);
  });

  test('by signing out, on the server and not in the browser alone', async () => {
    const { app, key } = await opened();
    const stranger = await app.as();
    expect((await stranger('/api/accounts/session', { method: 'DELETE', headers: { cookie: key } })).status).toBe(200);
    expect(await sessionStatus(app, key)).toBe(401);
  });

  test('when somebody signs in again in the same browser, and a key that was planted there opens nothing', async () => {
    await account('wangmin');
    await account('lihua');
    const app = testApp(ctx);
    const { key } = await signIn(app, 'wangmin', rightPassword);
    const json = { login: 'lihua', password: rightPassword };
    const next = await (await app.as())('/api/accounts/session', { json, headers: { cookie: key } });
    const nextKey = next.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(nextKey).not.toBe(key);
    expect([await sessionStatus(app, key), await sessionStatus(app, nextKey)]).toEqual([401, 200]);
    const planted = { json, headers: { cookie: 'yangguang=planted' } };
    await (
      await app.as()
    )('/api/accounts/session', planted);
    expect(await sessionStatus(app, 'yangguang=planted')).toBe(401);
  });

  test('when the account is disabled', async () => {
    const { id, app, key, security } = await opened();
    expect((await security(`/api/accounts/${id}/disabling`, { method: 'POST' })).status).toBe(200);
    expect(await sessionStatus(app, key)).toBe(401);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(401);
    expect((await security(`/api/accounts/${id}/disabling`, { method: 'DELETE' })).status).toBe(200);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(200);
  });

  test('when the roles change', async () => {
    const { id, app, key, security } = await opened();
    const body = await bodyByCode(ctx.db, '210681-05');
    const json = { roles: [{ role: 'reviewer', bodyId: body.id }] };
    expect((await security(`/api/accounts/${id}/roles`, { method: 'PUT', json })).status).toBe(200);
    expect(await sessionStatus(app, key)).toBe(401);
  });

  test('when one changes one’s password: all others end, this browser goes on with a new key', async () => {
    const { app, key } = await opened();
    const { key: elsewhere } = await signIn(app, 'wangmin', rightPassword);
    const stranger = await app.as();
    const json = { current: rightPassword, next: '明月何时照我还2026' };
    const response = await stranger('/api/accounts/session/password', {
      method: 'PUT',
      json,
      headers: { cookie: key },
    });
    expect(response.status).toBe(200);
    const renewed = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await sessionStatus(app, renewed)).toBe(200);
    expect([await sessionStatus(app, key), await sessionStatus(app, elsewhere)]).toEqual([401, 401]);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(401);
    expect((await signIn(app, 'wangmin', json.next)).status).toBe(200);
  });

  test('when the password is reset; the one-time password opens nothing but its own change', async () => {
    const { id, app, key, security } = await opened();
    const { password } = await (await security(`/api/accounts/${id}/one-time-password`, { method: 'POST' })).json();
    expect(await sessionStatus(app, key)).toBe(401);
    expect((await signIn(app, 'wangmin', rightPassword)).status).toBe(401);
    const { key: limited } = await signIn(app, 'wangmin', password);
    const stranger = await app.as();
    const bodies = await stranger('/api/bodies', { headers: { cookie: limited } });
    expect([bodies.status, (await bodies.json()).code]).toEqual([403, 'change_password']);
    const json = { current: password, next: '明月何时照我还2026' };
    const changed = await stranger('/api/accounts/session/password', {
      method: 'PUT',
      json,
      headers: { cookie: limited },
    });
    const free = changed.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect((await stranger('/api/bodies', { headers: { cookie: free } })).status).toBe(200);
  });

  test('a one-time password not used within three days opens nothing', async () => {
    const { id, app, security } = await opened();
    const { password } = await (await security(`/api/accounts/${id}/one-time-password`, { method: 'POST' })).json();
    minutesOn(73 * 60);
    expect((await signIn(app, 'wangmin', password)).status).toBe(401);
  });
});

test('in production a sample account opens no session, and one left open is dead', async () => {
  const body = await bodyByCode(ctx.db, '210681-05');
  const input = {
    login: 'jingban',
    personName: '王敏',
    post: '',
    bodyId: body.id,
    roles: [{ role: 'clerk' as const, bodyId: body.id }],
  };
  await createAccount(ctx, commandLineActor('sample'), input, { password: 'sunshine-515', isSample: true });
  const sample = await signIn(testApp(ctx), 'jingban', 'sunshine-515');
  expect(sample.status).toBe(200);
  ctx.settings.mode = 'production';
  expect(await sessionStatus(testApp(ctx), sample.key)).toBe(401);
  expect((await signIn(testApp(ctx), 'jingban', 'sunshine-515')).status).toBe(401);
});

describe('requests from elsewhere', () => {
  test('another site’s form is refused', async () => {
    const stranger = await testApp(ctx).as();
    const headers = { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' };
    const response = await stranger('/api/accounts/session', { method: 'POST', headers, body: 'login=a&password=b' });
    expect(response.status).toBe(403);
  });

  test('more than 4 MB of JSON is refused with 413, before it is read', async () => {
    const stranger = await testApp(ctx).as();
    const json = { login: 'a', password: 'x'.repeat(5 * 1024 * 1024) };
    const headers = { 'content-length': String(JSON.stringify(json).length) };
    const response = await stranger('/api/accounts/session', { json, headers });
    expect(response.status).toBe(413);
    expect((await response.json()).message).toContain('最多 4 MB');
  });
});
