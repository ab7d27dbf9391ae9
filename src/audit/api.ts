import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { exportAudit } from './commands.ts';
import { auditEvents } from './queries.ts';
import { auditFilter } from './schema.ts';

/** The record of acts (审计记录): read and taken out, never written here. */
export const auditApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'audit.read'), input('query', auditFilter), async (c) =>
      c.json(await auditEvents(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/export', allow(ctx, 'audit.read'), input('query', auditFilter), async (c) => {
      const csv = await exportAudit(ctx, c.get('actor'), c.req.valid('query'));
      c.header('content-disposition', `attachment; filename="audit-${legalDate(ctx.clock.now())}.csv"`);
      return c.body(csv, 200, { 'content-type': 'text/csv; charset=utf-8' });
    });
