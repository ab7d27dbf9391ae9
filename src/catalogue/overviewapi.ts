import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { gridFilter, overviewFilter, weekFilter } from './boardschema.ts';
import { bodiesCsv, gridCsv, itemsCsv } from './boardsheet.ts';
import { deriveOncePerDay } from './commands/derive.ts';
import { townships, villageGrid } from './queries/grid.ts';
import { byBody, byItem } from './queries/overview.ts';
import { dueByDay } from './queries/week.ts';

const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** The boards (看板) of the office, the supervisor and leaders: by body, by item, by day, and villages × items. */
export const overviewApi = (ctx: Context) => {
  const dayOf = (asOf: string | undefined) => asOf ?? legalDate(ctx.clock.now());
  return new Hono<ApiEnv>()
    .get('/bodies', allow(ctx, 'obligation.read'), input('query', overviewFilter), async (c) => {
      await deriveOncePerDay(ctx);
      const filter = c.req.valid('query');
      const asOf = dayOf(filter.asOf);
      return c.json({ asOf, rows: await byBody(ctx, c.get('actor'), filter, asOf) });
    })
    .get('/bodies/export', allow(ctx, 'obligation.read'), input('query', overviewFilter), async (c) => {
      const filter = c.req.valid('query');
      const asOf = dayOf(filter.asOf);
      return c.body(
        bodiesCsv(await byBody(ctx, c.get('actor'), filter, asOf)),
        200,
        csvHeaders(`各机构公开情况 ${asOf}.csv`),
      );
    })
    .get('/items', allow(ctx, 'obligation.read'), input('query', overviewFilter), async (c) => {
      await deriveOncePerDay(ctx);
      const filter = c.req.valid('query');
      const asOf = dayOf(filter.asOf);
      return c.json({ asOf, rows: await byItem(ctx, c.get('actor'), filter, asOf) });
    })
    .get('/items/export', allow(ctx, 'obligation.read'), input('query', overviewFilter), async (c) => {
      const filter = c.req.valid('query');
      const asOf = dayOf(filter.asOf);
      return c.body(
        itemsCsv(await byItem(ctx, c.get('actor'), filter, asOf)),
        200,
        csvHeaders(`各事项公开情况 ${asOf}.csv`),
      );
    })
    .get('/week', allow(ctx, 'obligation.read'), input('query', weekFilter), async (c) => {
      await deriveOncePerDay(ctx);
      const filter = c.req.valid('query');
      return c.json(await dueByDay(ctx, c.get('actor'), filter, dayOf(filter.asOf)));
    })
    .get('/grid', allow(ctx, 'obligation.read'), input('query', gridFilter), async (c) => {
      const { township, asOf } = c.req.valid('query');
      const choices = await townships(ctx, c.get('actor'));
      const chosen = township ?? choices[0]?.code ?? '';
      return c.json({ townships: choices, ...(await villageGrid(ctx, c.get('actor'), chosen, dayOf(asOf))) });
    })
    .get('/grid/export', allow(ctx, 'obligation.read'), input('query', gridFilter), async (c) => {
      const { township, asOf } = c.req.valid('query');
      const day = dayOf(asOf);
      const grid = await villageGrid(ctx, c.get('actor'), township ?? '', day);
      return c.body(gridCsv(grid), 200, csvHeaders(`各村公开情况 ${day}.csv`));
    });
};
