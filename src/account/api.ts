import { Hono, type Context as HonoContext } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { allow, openToAll, sessionCookie, type ApiEnv } from './allow.ts';
import { Attempts } from './attempts.ts';
import { createAccount, disable, enable, resetPassword, setRoles, unlock } from './commands/accounts.ts';
import { changeOwnPassword } from './commands/password.ts';
import { signIn, signOut } from './commands/signin.ts';
import { accountsInScope, ownAccount, ownSessions } from './queries.ts';
import { wrongSignInsPerAddress, wrongSignInsWithinMinutes } from './rules.ts';
import { newAccountInput, ownPasswordInput, rolesInput, signInInput } from './schema.ts';

/** Sessions, one's own account, and the accounts of others. */
export const accountApi = (ctx: Context) =>
  new Hono<ApiEnv>().route('/session', sessionApi(ctx)).route('/', managementApi(ctx));

const sessionApi = (ctx: Context) => {
  const isSecure = ctx.settings.publicUrl.startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'Lax', secure: isSecure, path: '/' } as const;
  const attempts = new Attempts(wrongSignInsPerAddress, wrongSignInsWithinMinutes);
  const agentOf = (c: HonoContext) => c.req.header('user-agent') ?? '';
  return new Hono<ApiEnv>()
    .post('/', openToAll('signing in'), input('json', signInInput), async (c) => {
      const from = { ...c.env, agent: agentOf(c) };
      const key = await signIn(ctx, attempts, c.req.valid('json'), from);
      const former = getCookie(c, sessionCookie(ctx));
      if (former) await signOut(ctx, former, from);
      setCookie(c, sessionCookie(ctx), key, cookie);
      return c.json({ ok: true });
    })
    .get('/', allow(ctx, 'session.own'), async (c) => c.json(await ownAccount(ctx, c.get('actor'))))
    .delete('/', openToAll('signing out is never refused'), async (c) => {
      const key = getCookie(c, sessionCookie(ctx));
      if (key) await signOut(ctx, key, { ...c.env, agent: agentOf(c) });
      deleteCookie(c, sessionCookie(ctx), { path: '/', secure: isSecure });
      c.header('clear-site-data', '"cache", "storage"');
      return c.json({ ok: true });
    })
    .get('/all', allow(ctx, 'session.own'), async (c) => c.json(await ownSessions(ctx, c.get('actor'))))
    .put('/password', allow(ctx, 'session.own'), input('json', ownPasswordInput), async (c) => {
      const key = await changeOwnPassword(ctx, attempts, c.get('actor'), c.req.valid('json'), agentOf(c));
      setCookie(c, sessionCookie(ctx), key, cookie);
      return c.json({ ok: true });
    });
};

const managementApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'account.manage'), async (c) => c.json(await accountsInScope(ctx, c.get('actor'))))
    .post('/', allow(ctx, 'account.manage'), input('json', newAccountInput), async (c) =>
      c.json(await createAccount(ctx, c.get('actor'), c.req.valid('json')), 201),
    )
    .put('/:id/roles', allow(ctx, 'account.manage'), idInPath, input('json', rolesInput), async (c) => {
      await setRoles(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').roles);
      return c.json({ ok: true });
    })
    .post('/:id/disabling', allow(ctx, 'account.manage'), idInPath, async (c) => {
      await disable(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    })
    .delete('/:id/disabling', allow(ctx, 'account.manage'), idInPath, async (c) => {
      await enable(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    })
    .delete('/:id/lock', allow(ctx, 'account.manage'), idInPath, async (c) => {
      await unlock(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    })
    .post('/:id/one-time-password', allow(ctx, 'account.manage'), idInPath, async (c) =>
      c.json({ password: await resetPassword(ctx, c.get('actor'), c.req.valid('param').id) }),
    );
