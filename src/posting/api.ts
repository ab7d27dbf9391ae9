import { Hono } from 'hono';
import { z } from 'zod';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Actor } from '../account/rules.ts';
import { allowedBody } from '../account/scope.ts';
import type { Context } from '../platform/context.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { idInPath, inPath, input } from '../platform/http/input.ts';
import { addBoard, BoardsRefused, changeBoard, closeBoard, importBoards } from './commands/board.ts';
import { makeKeys, renewKey } from './commands/key.ts';
import { post, takeDown } from './commands/posting.ts';
import { releasePhoto } from './commands/proof.ts';
import { answer, hide, release, setAside } from './commands/question.ts';
import { makeSheet } from './commands/sheet.ts';
import { postingCsv } from './export.ts';
import { isPrintable, paperAnswer, sheetPaper } from './papers.tsx';
import { PlatePaper } from './public/platepaper.tsx';
import { boardList } from './queries/board.ts';
import { plateList, platesOf } from './queries/key.ts';
import { postingExport, postingList, postingRecord, staffPhoto } from './queries/posting.ts';
import { questionList, questionRecord, questionsOpen } from './queries/question.ts';
import { sheetOfDisclosure } from './queries/sheet.ts';
import { postable, waitingAtBoards } from './queries/waiting.ts';
import {
  answerInput,
  boardFilter,
  boardInput,
  boardSheetInput,
  newBoardInput,
  newPostingInput,
  postingFilter,
  proofParam,
  questionFilter,
  releaseInput,
  setAsideInput,
  takeDownInput,
} from './schema.ts';

const done = { ok: true } as const;

/** Notice boards (公开栏). */
export const boardApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'posting.read'), input('query', boardFilter), async (c) =>
      c.json(await boardList(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .post('/', allow(ctx, 'board.edit'), input('json', newBoardInput), async (c) =>
      c.json({ id: await addBoard(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .post('/import', allow(ctx, 'board.edit'), input('form', boardSheetInput), async (c) => {
      const bytes = new Uint8Array(await c.req.valid('form').file.arrayBuffer());
      return c.json(await importOutcome(ctx, c.get('actor'), bytes));
    })
    .put('/:id', allow(ctx, 'board.edit'), idInPath, input('json', boardInput), async (c) => {
      await changeBoard(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .delete('/:id', allow(ctx, 'board.edit'), idInPath, async (c) => {
      await closeBoard(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json(done);
    });

/** Each row's fate, whether the sheet was stored or, for one bad row, was not. */
async function importOutcome(ctx: Context, actor: Actor, bytes: Uint8Array) {
  try {
    return { isStored: true, rows: await importBoards(ctx, actor, bytes) };
  } catch (error) {
    if (error instanceof BoardsRefused) return { isStored: false, rows: error.fates };
    throw error;
  }
}

/** Sheets, postings and their proofs (张贴). */
export const postingApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'posting.read'), input('query', postingFilter), async (c) =>
      c.json(await postingList(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/export', allow(ctx, 'posting.read'), input('query', postingFilter), async (c) => {
      const rows = await postingExport(ctx, c.get('actor'), c.req.valid('query'));
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', "attachment; filename*=UTF-8''" + encodeURIComponent('张贴台账.csv'));
      return c.body(postingCsv(rows));
    })
    .get('/waiting', allow(ctx, 'posting.record'), async (c) => c.json(await waitingAtBoards(ctx, c.get('actor'))))
    .get('/postable', allow(ctx, 'posting.record'), input('query', wordsInput), async (c) =>
      c.json(await postable(ctx, c.get('actor'), c.req.valid('query').words)),
    )
    .post('/', allow(ctx, 'posting.record'), input('form', newPostingInput), async (c) =>
      c.json(await post(ctx, c.get('actor'), c.req.valid('form')), 201),
    )
    .post('/sheets/:id', allow(ctx, 'posting.record'), idInPath, async (c) =>
      c.json({ code: await makeSheet(ctx, c.get('actor'), c.req.valid('param').id) }, 201),
    )
    // The paper itself; the one way to print what is for a village's own people.
    .get('/sheets/:id', allow(ctx, 'posting.record'), idInPath, input('query', sheetQuery), async (c) => {
      const { id } = c.req.valid('param');
      const sheet = await sheetOfDisclosure(ctx.db, id);
      if (!sheet) throw notFound('张贴件');
      await allowedBody(ctx.db, c.get('actor'), 'posting.record', sheet.bodyId);
      if (!isPrintable(sheet)) throw conflict('这份文件刚刚更正或撤下了，请重新做张贴件。');
      return paperAnswer(await sheetPaper(ctx, sheet, { ...c.req.valid('query'), path: c.req.path }));
    })
    .get('/:id', allow(ctx, 'posting.read'), idInPath, async (c) =>
      c.json(await postingRecord(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/:id/taking-down', allow(ctx, 'posting.record'), idInPath, input('form', takeDownInput), async (c) =>
      c.json({ remarks: await takeDown(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('form')) }, 201),
    )
    .get('/:id/photos/:kind', allow(ctx, 'posting.read'), inPath(proofParam), async (c) => {
      const { id, kind } = c.req.valid('param');
      const photo = await staffPhoto(ctx, c.get('actor'), id, kind);
      return c.body(new Uint8Array(photo), 200, { 'content-type': 'image/jpeg' });
    })
    .post('/:id/photos/:kind/release', allow(ctx, 'posting.release'), inPath(proofParam), async (c) => {
      const { id, kind } = c.req.valid('param');
      await releasePhoto(ctx, c.get('actor'), id, kind, true);
      return c.json(done);
    })
    .delete('/:id/photos/:kind/release', allow(ctx, 'posting.release'), inPath(proofParam), async (c) => {
      const { id, kind } = c.req.valid('param');
      await releasePhoto(ctx, c.get('actor'), id, kind, false);
      return c.json(done);
    });

const wordsInput = z.object({ words: z.string().trim().max(100).default('') });
const sheetQuery = z.object({ size: z.enum(['a3', 'a4']).optional(), from: z.string().max(10).optional() });

/** Plates (一村一码) and the keys on them. */
export const plateApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'plate.read'), async (c) => c.json(await plateList(ctx, c.get('actor'))))
    .get('/:id/paper', allow(ctx, 'plate.read'), idInPath, async (c) => {
      const { name, plates } = await platesOf(ctx, c.get('actor'), c.req.valid('param').id);
      return paperAnswer(PlatePaper({ name, plates, publicUrl: ctx.settings.publicUrl }));
    })
    .post('/:id/keys', allow(ctx, 'plate.make'), idInPath, async (c) =>
      c.json({ made: await makeKeys(ctx, c.get('actor'), c.req.valid('param').id) }, 201),
    )
    .post('/:id/renewal', allow(ctx, 'plate.make'), idInPath, async (c) => {
      await renewKey(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json(done);
    });

/** Villagers' questions (质疑). */
export const questionApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'question.read'), input('query', questionFilter), async (c) =>
      c.json(await questionList(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/open', allow(ctx, 'question.read'), async (c) => c.json(await questionsOpen(ctx, c.get('actor'))))
    .get('/:id', allow(ctx, 'question.read'), idInPath, async (c) =>
      c.json(await questionRecord(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/:id/answer', allow(ctx, 'question.answer'), idInPath, input('json', answerInput), async (c) => {
      await answer(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/release', allow(ctx, 'question.release'), idInPath, input('json', releaseInput), async (c) => {
      await release(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .delete('/:id/release', allow(ctx, 'question.release'), idInPath, async (c) => {
      await hide(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json(done);
    })
    .post('/:id/setting-aside', allow(ctx, 'question.setAside'), idInPath, input('json', setAsideInput), async (c) => {
      await setAside(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    });
