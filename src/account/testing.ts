import { v7 as uuidv7 } from 'uuid';
import { buildApp } from '../app.ts';
import { importBodies } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import { RequestLog } from '../platform/http/requestlog.ts';
import { commandLineActor, type Actor, type Role } from './rules.ts';
import { openSession } from './session.ts';

/** A small county for tests, in the shape of the real sheet. */
export const smallCounty = `代码,名称,类型,上级代码
210681,东港市,县（市、区）,
210681-01,东港市人民政府办公室,部门,210681
210681-05,东港市民政局,部门,210681
210681-20,东港市林业局,部门,210681
210681115,小甸子镇人民政府,乡镇（街道）,210681
210681105,长安镇人民政府,乡镇（街道）,210681
210681115200,房身村委会,村（社区）,210681115
210681115201,三道林村委会,村（社区）,210681115
210681105200,佟家店村委会,村（社区）,210681105
`;

/** Loads the small county. */
export const loadSmallCounty = (ctx: Context) => importBodies(ctx, commandLineActor('test'), Buffer.from(smallCounty));

/** A person with one role at a body (by code); `scope` is the subtree the role holds on, by default the body's own. */
export async function person(ctx: Context, role: Role, bodyCode: string, scope = bodyCode): Promise<Actor> {
  const body = await bodyByCode(ctx.db, bodyCode);
  const over = await bodyByCode(ctx.db, scope);
  const id = uuidv7();
  const personName = `${role}@${bodyCode}`;
  await ctx.db
    .insertInto('account')
    .values({
      id,
      body_id: body.id,
      login: `t${id.slice(-12)}`,
      person_name: personName,
      password_hash: '-',
      created_at: ctx.clock.now(),
    })
    .execute();
  await ctx.db.insertInto('account_role').values({ account_id: id, role, body_id: over.id }).execute();
  return {
    accountId: id,
    personName,
    bodyId: body.id,
    roles: [{ role, path: over.path }],
    address: '127.0.0.1',
    requestId: 'test',
  };
}

/** The real application in memory: `as(actor)` gives a fetch that carries that person's session; `as()` is a stranger. */
export function testApp(ctx: Context) {
  const app = buildApp(ctx, new RequestLog(ctx.clock, undefined));
  const as = async (actor?: Actor) => {
    const key = actor?.accountId && (await openSession(ctx, actor.accountId, { address: '127.0.0.1', agent: 'test' }));
    return (path: string, init: Omit<RequestInit, 'body'> & { json?: unknown; body?: BodyInit } = {}) => {
      const headers = new Headers({
        origin: 'http://localhost:3000',
        ...Object.fromEntries(new Headers(init.headers)),
      });
      if (key) headers.set('cookie', `yangguang=${key}`);
      if (init.json !== undefined) headers.set('content-type', 'application/json');
      const request = new Request(`http://localhost:3000${path}`, {
        ...init,
        method: init.method ?? (init.json === undefined ? 'GET' : 'POST'),
        headers,
        body: init.json === undefined ? init.body : JSON.stringify(init.json),
      });
      return Promise.resolve(app.fetch(request, { requestId: 'test', address: '127.0.0.1' }));
    };
  };
  return { app, as };
}
