import { Hono } from 'hono';
import { z } from 'zod';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Change } from '../audit/change.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { setCalendarYear } from './commands.ts';
import { calendarOfYear, calendarYears } from './queries.ts';
import { calendarYearInput } from './schema.ts';

const byYear = z.object({ year: z.coerce.number('应为年份').int().min(1990).max(2200) });

/** The statutory calendar. `afterEdit` counts again what rests on it, in the same transaction. */
export const calendarApi = (ctx: Context, afterEdit: (change: Change) => Promise<unknown>) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'calendar.read'), async (c) => c.json(await calendarYears(ctx.db)))
    .get('/:year', allow(ctx, 'calendar.read'), input('param', byYear), async (c) =>
      c.json(await calendarOfYear(ctx.db, c.req.valid('param').year)),
    )
    .put('/', allow(ctx, 'calendar.edit'), input('json', calendarYearInput), async (c) => {
      await setCalendarYear(ctx, c.get('actor'), c.req.valid('json'), afterEdit);
      return c.json({ ok: true });
    });
