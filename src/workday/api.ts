import { Hono } from 'hono';
import { z } from 'zod';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { setCalendarYear, type AfterEdit } from './commands.ts';
import { previewCalendarFile, previewNotice, type SheetReader } from './importing.ts';
import { calendarOfYear, calendarYears } from './queries.ts';
import { calendarFileForm, calendarYearInput, noticeInput } from './schema.ts';

const byYear = z.object({ year: z.coerce.number('应为年份').int().min(1990).max(2200) });

/** The statutory calendar. `afterEdit` counts again what rests on it, in the same transaction. */
export const calendarApi = (
  ctx: Context,
  { afterEdit, readSheets }: { afterEdit: AfterEdit; readSheets: SheetReader },
) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'calendar.read'), async (c) => c.json(await calendarYears(ctx.db)))
    .post('/notice', allow(ctx, 'calendar.edit'), input('json', noticeInput), async (c) =>
      c.json(await previewNotice(ctx.db, c.req.valid('json').text)),
    )
    .post('/file', allow(ctx, 'calendar.edit'), input('form', calendarFileForm), async (c) => {
      const { file } = c.req.valid('form');
      const bytes = Buffer.from(await file.arrayBuffer());
      return c.json(await previewCalendarFile(ctx.db, { name: file.name, bytes }, readSheets));
    })
    .get('/:year', allow(ctx, 'calendar.read'), input('param', byYear), async (c) =>
      c.json(await calendarOfYear(ctx.db, c.req.valid('param').year)),
    )
    .put('/', allow(ctx, 'calendar.edit'), input('json', calendarYearInput), async (c) =>
      c.json(await setCalendarYear(ctx, c.get('actor'), c.req.valid('json'), afterEdit)),
    );
