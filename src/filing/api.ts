import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { fileHeaders, xlsxType } from '../platform/xlsx.ts';
import { answer, ask, confirm } from './commands.ts';
import { filingRecord, filings, filingsExport } from './queries.ts';
import { answerInput, confirmInput, filingFilter, opinionInput } from './schema.ts';
import { registerXlsx } from './sheet.ts';

const done = { ok: true } as const;

/** Filing (备案): the register, one line, confirming and asking back. */
export const filingApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'filing.read'), input('query', filingFilter), async (c) =>
      c.json(await filings(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/export', allow(ctx, 'filing.read'), input('query', filingFilter), async (c) => {
      const asOf = legalDate(ctx.clock.now());
      const file = await registerXlsx(await filingsExport(ctx, c.get('actor'), c.req.valid('query')), asOf);
      return c.body(new Uint8Array(file), 200, fileHeaders(xlsxType, `备案登记簿 ${asOf}.xlsx`));
    })
    .post('/confirmations', allow(ctx, 'filing.confirm'), input('json', confirmInput), async (c) =>
      c.json({ confirmed: await confirm(ctx, c.get('actor'), c.req.valid('json')) }),
    )
    .get('/:id', allow(ctx, 'filing.read'), idInPath, async (c) =>
      c.json(await filingRecord(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/:id/opinions', allow(ctx, 'filing.confirm'), idInPath, input('json', opinionInput), async (c) => {
      await ask(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done, 201);
    })
    .post('/:id/answers', allow(ctx, 'filing.answer'), idInPath, input('json', answerInput), async (c) => {
      await answer(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done, 201);
    });
