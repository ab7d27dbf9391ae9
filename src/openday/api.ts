import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, inPath, input } from '../platform/http/input.ts';
import { addMaterial, addStall, moveDay, planDay, removeStall, reviseDay } from './commands/day.ts';
import { makeSummary } from './commands/summary.ts';
import { recordGiving, recordVisit } from './commands/visit.ts';
import { summaryDocx } from './document.ts';
import { dayOf, dayPage, daysInScope } from './queries/day.ts';
import { recordedStatisticsOf } from './queries/statistics.ts';
import { draftNow, figureOf, summaryOf } from './queries/summary.ts';
import { newestVisits } from './queries/visits.ts';
import {
  figureParam,
  materialParam,
  newDayInput,
  newGivingInput,
  newMaterialInput,
  newStallInput,
  newSummaryInput,
  newVisitInput,
  revisedDayInput,
  stallParam,
} from './schema.ts';
import { statisticsCsv, statisticsXlsx } from './sheet.ts';

const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const fileHeaders = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

export const opendayApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'openday.read'), async (c) => c.json(await daysInScope(ctx, c.get('actor'))))
    .post('/', allow(ctx, 'openday.plan'), input('json', newDayInput), async (c) =>
      c.json(await planDay(ctx, c.get('actor'), c.req.valid('json')), 201),
    )
    .get('/:id', allow(ctx, 'openday.read'), idInPath, async (c) =>
      c.json(await dayPage(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .put('/:id', allow(ctx, 'openday.plan'), idInPath, input('json', revisedDayInput), async (c) => {
      await reviseDay(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ ok: true });
    })
    .post('/:id/opening', allow(ctx, 'openday.plan'), idInPath, async (c) => {
      await moveDay(ctx, c.get('actor'), c.req.valid('param').id, 'open');
      return c.json({ ok: true });
    })
    .post('/:id/closing', allow(ctx, 'openday.plan'), idInPath, async (c) => {
      await moveDay(ctx, c.get('actor'), c.req.valid('param').id, 'close');
      return c.json({ ok: true });
    })
    .post('/:id/stalls', allow(ctx, 'openday.plan'), idInPath, input('json', newStallInput), async (c) =>
      c.json({ id: await addStall(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .delete('/:id/stalls/:stallId', allow(ctx, 'openday.plan'), inPath(stallParam), async (c) => {
      const { id, stallId } = c.req.valid('param');
      await removeStall(ctx, c.get('actor'), id, stallId);
      return c.json({ ok: true });
    })
    .post('/:id/materials', allow(ctx, 'openday.plan'), idInPath, input('json', newMaterialInput), async (c) =>
      c.json({ id: await addMaterial(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .post(
      '/:id/materials/:materialId/givings',
      allow(ctx, 'visit.record'),
      inPath(materialParam),
      input('json', newGivingInput),
      async (c) => {
        const { id, materialId } = c.req.valid('param');
        return c.json(await recordGiving(ctx, c.get('actor'), id, materialId, c.req.valid('json')), 201);
      },
    )
    .get('/:id/visits', allow(ctx, 'openday.read'), idInPath, async (c) =>
      c.json(await newestVisits(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/:id/visits', allow(ctx, 'visit.record'), idInPath, input('json', newVisitInput), async (c) => {
      const receipt = await recordVisit(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(receipt, receipt.isRepeat ? 200 : 201);
    })
    .get('/:id/statistics', allow(ctx, 'openday.read'), idInPath, async (c) => {
      const day = await dayOf(ctx.db, c.get('actor'), c.req.valid('param').id);
      return c.json(await recordedStatisticsOf(ctx.db, day, ctx.clock.now()));
    })
    .get('/:id/statistics.xlsx', allow(ctx, 'openday.read'), idInPath, async (c) => {
      const day = await dayOf(ctx.db, c.get('actor'), c.req.valid('param').id);
      const file = await statisticsXlsx(day.name, await recordedStatisticsOf(ctx.db, day, ctx.clock.now()));
      return c.body(new Uint8Array(file), 200, fileHeaders(xlsxType, `${day.name}统计总表.xlsx`));
    })
    .get('/:id/statistics.csv', allow(ctx, 'openday.read'), idInPath, async (c) => {
      const day = await dayOf(ctx.db, c.get('actor'), c.req.valid('param').id);
      const file = statisticsCsv(await recordedStatisticsOf(ctx.db, day, ctx.clock.now()));
      return c.body(file, 200, fileHeaders('text/csv; charset=utf-8', `${day.name}统计总表.csv`));
    })
    .get('/:id/draft', allow(ctx, 'openday.read'), idInPath, async (c) =>
      c.json(await draftNow(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/:id/summaries', allow(ctx, 'openday.plan'), idInPath, input('json', newSummaryInput), async (c) =>
      c.json({ id: await makeSummary(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .get('/summaries/:id', allow(ctx, 'openday.read'), idInPath, async (c) =>
      c.json(await summaryOf(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .get('/summaries/:id/document.docx', allow(ctx, 'openday.read'), idInPath, async (c) => {
      const summary = await summaryOf(ctx, c.get('actor'), c.req.valid('param').id);
      const { publicUrl } = ctx.settings;
      const { bodyName, name } = summary.day;
      const file = await summaryDocx({ ...summary, summaryId: summary.id, bodyName, publicUrl });
      return c.body(new Uint8Array(file), 200, fileHeaders(docxType, `${name}总结.docx`));
    })
    .get('/summaries/:id/figures/:figureId', allow(ctx, 'openday.read'), inPath(figureParam), async (c) => {
      const { id, figureId } = c.req.valid('param');
      return c.json(await figureOf(ctx, c.get('actor'), id, figureId));
    });
