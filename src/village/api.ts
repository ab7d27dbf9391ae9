import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { allowedBody } from '../account/scope.ts';
import { photoRefused } from '../attachment/photo.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, inPath, input } from '../platform/http/input.ts';
import { setCommittee } from './commands/committee.ts';
import {
  decideVillageSheet,
  discardVillageSheet,
  pullVillageSheetBack,
  reviewVillageSheet,
  sendVillageSheetBack,
  submitVillageSheet,
} from './commands/flow.ts';
import { pushList, saveList } from './commands/list.ts';
import { addPhoto, describePhoto, removePhoto } from './commands/photo.ts';
import {
  answerAlso,
  beginEventSheet,
  beginVillageSheet,
  correctVillageSheet,
  saveVillageSheet,
} from './commands/sheet.ts';
import { committeeOf } from './queries/committee.ts';
import { dueInVillage, ownVillages } from './queries/due.ts';
import { gridCsv, villageGrid } from './queries/grid.ts';
import { listForEditing, townshipLists } from './queries/lists.ts';
import { photoBytes } from './queries/photos.ts';
import { sheetOf, sheetsToReview } from './queries/sheets.ts';
import {
  alsoInput,
  bodyParam,
  committeeInput,
  correctionInput,
  decisionInput,
  gridFilter,
  listInput,
  newEventInput,
  newSheetInput,
  photoInput,
  photoParam,
  photoSizeParam,
  pushInput,
  saveSheetInput,
  sendBackInput,
  stepInput,
  submitInput,
  villageFilter,
} from './schema.ts';

const done = { ok: true } as const;

/** What a township does: its list, its view, its villages' committees. */
const townshipApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/lists', allow(ctx, 'village.read'), async (c) => c.json(await townshipLists(ctx, c.get('actor'))))
    .get('/lists/:bodyId', allow(ctx, 'village.read'), inPath(bodyParam), async (c) =>
      c.json(await listForEditing(ctx, c.get('actor'), c.req.valid('param').bodyId)),
    )
    .put('/lists/:bodyId', allow(ctx, 'villagelist.edit'), inPath(bodyParam), input('json', listInput), async (c) =>
      c.json({ revision: await saveList(ctx, c.get('actor'), c.req.valid('param').bodyId, c.req.valid('json')) }),
    )
    .post(
      '/lists/:bodyId/push',
      allow(ctx, 'villagelist.edit'),
      inPath(bodyParam),
      input('json', pushInput),
      async (c) => c.json(await pushList(ctx, c.get('actor'), c.req.valid('param').bodyId, c.req.valid('json')), 201),
    )
    .get('/grid', allow(ctx, 'village.read'), input('query', gridFilter), async (c) =>
      c.json(await villageGrid(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/grid/export', allow(ctx, 'village.read'), input('query', gridFilter), async (c) => {
      const { name, text } = await gridCsv(ctx, c.get('actor'), c.req.valid('query'));
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      return c.body(text);
    })
    .get('/committees/:bodyId', allow(ctx, 'village.read'), inPath(bodyParam), async (c) => {
      const body = await allowedBody(ctx.db, c.get('actor'), 'village.read', c.req.valid('param').bodyId);
      return c.json(await committeeOf(ctx.db, body.id));
    })
    .put(
      '/committees/:bodyId',
      allow(ctx, 'villagelist.edit'),
      inPath(bodyParam),
      input('json', committeeInput),
      async (c) => {
        await setCommittee(ctx, c.get('actor'), c.req.valid('param').bodyId, c.req.valid('json').members);
        return c.json(done);
      },
    );

/** The steps of one sheet, from handing in to public. */
const stepApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .post('/:id/submit', allow(ctx, 'village.fill'), idInPath, input('json', submitInput), async (c) => {
      await submitVillageSheet(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/review', allow(ctx, 'village.review'), idInPath, input('json', stepInput), async (c) => {
      const { id } = c.req.valid('param');
      return c.json({ indexNumber: await reviewVillageSheet(ctx, c.get('actor'), id, c.req.valid('json').revision) });
    })
    .post('/:id/send-back', allow(ctx, 'village.review'), idInPath, input('json', sendBackInput), async (c) => {
      await sendVillageSheetBack(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/pull-back', allow(ctx, 'village.fill'), idInPath, input('json', stepInput), async (c) => {
      await pullVillageSheetBack(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').revision);
      return c.json(done);
    })
    .post('/:id/discard', allow(ctx, 'village.fill'), idInPath, input('json', stepInput), async (c) => {
      await discardVillageSheet(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').revision);
      return c.json(done);
    })
    .post('/:id/decision', allow(ctx, 'village.fill'), idInPath, input('json', decisionInput), async (c) =>
      c.json({
        indexNumber: await decideVillageSheet(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')),
      }),
    )
    .post('/:id/correction', allow(ctx, 'village.fill'), idInPath, input('json', correctionInput), async (c) => {
      await correctVillageSheet(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').reason);
      return c.json(done, 201);
    });

/** One sheet's content: what is typed and its photographs. */
const sheetApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .post('/', allow(ctx, 'village.fill'), input('json', newSheetInput), async (c) =>
      c.json({ id: await beginVillageSheet(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .post('/events', allow(ctx, 'village.fill'), input('json', newEventInput), async (c) =>
      c.json({ id: await beginEventSheet(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .get('/:id', allow(ctx, 'village.read'), idInPath, async (c) =>
      c.json(await sheetOf(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .put('/:id/draft', allow(ctx, 'village.fill'), idInPath, input('json', saveSheetInput), async (c) =>
      c.json(await saveVillageSheet(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'))),
    )
    .put('/:id/obligations', allow(ctx, 'village.fill'), idInPath, input('json', alsoInput), async (c) => {
      const { obligationIds } = c.req.valid('json');
      await answerAlso(ctx, c.get('actor'), c.req.valid('param').id, obligationIds);
      return c.json(done);
    })
    .post('/:id/photos', allow(ctx, 'village.fill'), idInPath, async (c) => {
      const { photo } = await c.req.parseBody();
      if (!(photo instanceof File)) throw photoRefused('empty');
      const bytes = Buffer.from(await photo.arrayBuffer());
      return c.json(await addPhoto(ctx, c.get('actor'), c.req.valid('param').id, bytes), 201);
    })
    .put(
      '/:id/photos/:photoId',
      allow(ctx, 'village.fill'),
      inPath(photoParam),
      input('json', photoInput),
      async (c) => {
        const { id, photoId } = c.req.valid('param');
        await describePhoto(ctx, c.get('actor'), id, photoId, c.req.valid('json'));
        return c.json(done);
      },
    )
    .delete('/:id/photos/:photoId', allow(ctx, 'village.fill'), inPath(photoParam), async (c) => {
      const { id, photoId } = c.req.valid('param');
      await removePhoto(ctx, c.get('actor'), id, photoId);
      return c.json(done);
    });

export const villageApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .route('/', townshipApi(ctx))
    .get('/own', allow(ctx, 'village.read'), async (c) => c.json(await ownVillages(ctx, c.get('actor'))))
    .get('/due', allow(ctx, 'village.read'), input('query', villageFilter), async (c) =>
      c.json(await dueInVillage(ctx, c.get('actor'), c.req.valid('query').body)),
    )
    .get('/to-review', allow(ctx, 'village.read'), async (c) => c.json(await sheetsToReview(ctx, c.get('actor'))))
    .get('/photos/:id/:size', allow(ctx, 'village.read'), inPath(photoSizeParam), async (c) => {
      const { id, size } = c.req.valid('param');
      const bytes = await photoBytes(ctx, c.get('actor'), id, size);
      return c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/jpeg' });
    })
    .route('/sheets', sheetApi(ctx))
    .route('/sheets', stepApi(ctx));
