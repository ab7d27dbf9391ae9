import { beforeAll, describe, expect, test } from 'vitest';
import { guardedRoutes } from './account/allow.ts';
import { acts } from './account/rules.ts';
import { loadSmallCounty, person, testApp } from './account/testing.ts';
import { bodyByCode } from './body/queries.ts';
import { testContext, type TestContext } from './platform/testing/database.ts';

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
});

describe('access, generated from the routes', () => {
  test('every API route has an access rule, and refuses a stranger unless it is open on purpose', async () => {
    const { app, as } = testApp(ctx);
    const stranger = await as();
    const routes = [...guardedRoutes(app)].filter(([route]) => route.includes(' /api/'));
    expect(routes.length).toBeGreaterThan(5);
    const open = [];
    for (const [route, act] of routes) {
      expect(act, `${route} has no access rule`).toBeDefined();
      if (act === 'open') {
        open.push(route);
        continue;
      }
      const [method = '', path = ''] = route.split(' ');
      const id = '00000000-0000-7000-8000-000000000000';
      const response = await stranger(path.replaceAll(/:\w+/g, id), { method });
      expect(response.status, route).toBe(401);
    }
    expect(open).toEqual(['POST /api/accounts/session', 'DELETE /api/accounts/session']);
  });
});

describe('addresses that name nothing, generated from the routes', () => {
  const malformed = ['x', '-1', '%00', '%E4%BD', "'--", '00000000-0000-7000-8000', 'a'.repeat(2000)];

  test('every API route with an id answers a malformed one with 404 or 422, to a person who may use it', async () => {
    const { app, as } = testApp(ctx);
    const routes = [...guardedRoutes(app)].filter(([route]) => /^\w+ \/api\/.*:/.test(route));
    expect(routes.length).toBeGreaterThan(30);
    for (const [route, act] of routes) {
      if (act === undefined || act === 'open') throw new Error(`${route} has an id and is open`);
      const allowed = await as(await person(ctx, acts[act][0], '210681'));
      const [method = '', path = ''] = route.split(' ');
      const json = method === 'GET' || method === 'DELETE' ? undefined : {};
      for (const id of malformed) {
        const { status } = await allowed(path.replaceAll(/:\w+/g, id), { method, json });
        expect([404, 422], `${route} with ${id.slice(0, 30)} answers ${status}`).toContain(status);
      }
    }
  });
});

describe('input that no database can hold', () => {
  const urls = [
    '/b/%00',
    '/d/%00',
    '/openday/a%00',
    '/catalogue/%00',
    '/documents?category=%00',
    '/documents?body=%00',
  ];
  const odd = [
    '/search?q=%00',
    '/search?q=%E4%BD',
    '/b/%E4%BD',
    '/documents?category=%ED%A0%80',
    '/documents?year=0000',
  ];

  test('is never a citizen’s error page with a number', async () => {
    const citizen = await testApp(ctx).as();
    for (const url of [...urls, ...odd]) expect([200, 404, 422], url).toContain((await citizen(url)).status);
  });

  test('is refused to staff by the field, in words', async () => {
    const request = await testApp(ctx).as(await person(ctx, 'office', '210681'));
    const { id: bodyId } = await bodyByCode(ctx.db, '210681');
    const day = { bodyId, name: '公开日', heldOn: '2026-05-15' };
    for (const name of ['公开日\0', '公开日\ud800', '\udc00公开日']) {
      const response = await request('/api/opendays', { json: { ...day, name } });
      expect([response.status, (await response.json()).fields.name]).toEqual([
        422,
        '里面有存不了的特殊字符，请删去后重新填写',
      ]);
    }
    expect((await request('/api/opendays', { json: { ...day, name: '公开日🌞' } })).status).toBe(201);
    expect((await request('/api/opendays', { json: { ...day, heldOn: '0000-05-15' } })).status).toBe(422);
    expect((await request('/api/obligations?asOf=0000-01-01')).status).toBe(422);
    const members = [{ role: 'head', personName: '王\0敏' }];
    const group = await request(`/api/bodies/${bodyId}/leading-group`, { method: 'PUT', json: { members } });
    expect((await group.json()).fields).toHaveProperty(['members.0.personName']);
  });
});
