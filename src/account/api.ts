import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { allow, openToAll, sessionCookie, type ApiEnv } from './allow.ts';
import { createAccount, signIn } from './commands.ts';
import { accountsInScope, ownAccount } from './queries.ts';
import { newAccountInput, signInInput } from './schema.ts';
import { closeSession } from './session.ts';

export const accountApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .post('/session', openToAll('signing in'), input('json', signInInput), async (c) => {
      const from = { ...c.env, agent: c.req.header('user-agent') ?? '' };
      const key = await signIn(ctx, c.req.valid('json'), from);
      const isSecure = ctx.settings.publicUrl.startsWith('https:');
      setCookie(c, sessionCookie(ctx), key, { httpOnly: true, sameSite: 'Lax', secure: isSecure, path: '/' });
      return c.json({ ok: true });
    })
    .get('/session', allow(ctx, 'session.own'), async (c) => c.json(await ownAccount(ctx, c.get('actor'))))
    .delete('/session', openToAll('signing out is never refused'), async (c) => {
      const key = getCookie(c, sessionCookie(ctx));
      if (key) await closeSession(ctx, key);
      deleteCookie(c, sessionCookie(ctx), { path: '/', secure: ctx.settings.publicUrl.startsWith('https:') });
      c.header('clear-site-data', '"cache", "storage"');
      return c.json({ ok: true });
    })
    .get('/', allow(ctx, 'account.manage'), async (c) => c.json(await accountsInScope(ctx, c.get('actor'))))
    .post('/', allow(ctx, 'account.manage'), input('json', newAccountInput), async (c) =>
      c.json({ id: await createAccount(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    );
