import type { Hono, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Context } from '../platform/context.ts';
import { AppError, forbidden, signInNeeded } from '../platform/errors.ts';
import type { ServerEnv } from '../platform/http/server.ts';
import { scopeOf, type ActName, type Actor } from './rules.ts';
import { actorOfSession } from './session.ts';

export type ApiEnv = { Bindings: ServerEnv; Variables: { actor: Actor } };

const markOf = new WeakMap<object, ActName | 'open'>();

/** The first handler of every API route: lets in who may do the act somewhere; the command then checks the body. */
export function allow(ctx: Context, act: ActName): MiddlewareHandler<ApiEnv> {
  const guard: MiddlewareHandler<ApiEnv> = async (c, next) => {
    const key = getCookie(c, sessionCookie(ctx));
    const actor = key && (await actorOfSession(ctx, key, { address: c.env.address, requestId: c.env.requestId }));
    if (!actor) throw signInNeeded();
    if (actor.mustChangePassword && act !== 'session.own')
      throw new AppError('change_password', 403, '请先把一次性密码改成自己的密码，再办理其他事情。');
    if (scopeOf(actor, act).length === 0) throw forbidden();
    c.set('actor', actor);
    await next();
  };
  markOf.set(guard, act);
  return guard;
}

/** Marks a route that anybody may call, with the reason. */
export function openToAll(_reason: string): MiddlewareHandler<ApiEnv> {
  const guard: MiddlewareHandler<ApiEnv> = (_c, next) => next();
  markOf.set(guard, 'open');
  return guard;
}

/** `__Host-` binds the cookie to this host and to https; plain http exists on one's own machine only. */
export const sessionCookie = (ctx: Context) =>
  ctx.settings.publicUrl.startsWith('https:') ? '__Host-yangguang' : 'yangguang';

/** Each API route with the act that guards it; `undefined` is a route that somebody forgot. */
export function guardedRoutes(api: Pick<Hono, 'routes'>): Map<string, ActName | 'open' | undefined> {
  const found = new Map<string, ActName | 'open' | undefined>();
  for (const { method, path, handler } of api.routes) {
    if (method === 'ALL') continue;
    const name = `${method} ${path}`;
    found.set(name, found.get(name) ?? markOf.get(handler));
  }
  return found;
}
