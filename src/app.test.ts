import { beforeAll, describe, expect, test } from 'vitest';
import { guardedRoutes } from './account/allow.ts';
import { loadSmallCounty, testApp } from './account/testing.ts';
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
