import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { auditEvents } from './queries.ts';
import { auditFilter } from './schema.ts';

export const auditApi = (ctx: Context) =>
  new Hono<ApiEnv>().get('/', allow(ctx, 'audit.read'), input('query', auditFilter), async (c) =>
    c.json(await auditEvents(ctx, c.get('actor'), c.req.valid('query'))),
  );
