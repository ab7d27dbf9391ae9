import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { obligationsOfBody } from '../catalogue/queries/obligations.ts';
import { itemsOfBody } from '../catalogue/queries/items.ts';
import { needsEvent } from '../catalogue/rules/term.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, inPath, input } from '../platform/http/input.ts';
import { allowedBody } from '../account/scope.ts';
import { setAudience } from './commands/audience.ts';
import { createDraft, maskDraft, saveDraft } from './commands/draft.ts';
import { clear, discard, pullBack, review, sendBack, sign, submit } from './commands/flow.ts';
import { linkDraft, unlinkDraft } from './commands/link.ts';
import { correct, withdraw } from './commands/standing.ts';
import { choices } from './queries/choices.ts';
import { disclosureExport, disclosureList } from './queries/list.ts';
import { disclosureRecord } from './queries/record.ts';
import { todoOf } from './queries/todo.ts';
import { waitingFor } from './queries/waiting.ts';
import { listCsv } from './export.ts';
import {
  audienceInput,
  clearInput,
  correctInput,
  linkInput,
  linkParam,
  listFilter,
  newDraftInput,
  ownBodyParam,
  saveDraftInput,
  sendBackInput,
  stepInput,
  withdrawInput,
} from './schema.ts';

const done = { ok: true } as const;

export const disclosureApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'disclosure.read'), input('query', listFilter), async (c) =>
      c.json(await disclosureList(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/todo', allow(ctx, 'disclosure.draft'), async (c) => c.json(await todoOf(ctx, c.get('actor'))))
    .get('/waiting', allow(ctx, 'disclosure.read'), async (c) => c.json(await waitingFor(ctx, c.get('actor'))))
    .get('/choices', allow(ctx, 'disclosure.read'), async (c) => c.json(await choices(ctx, c.get('actor'))))
    .get('/export', allow(ctx, 'disclosure.read'), input('query', listFilter), async (c) => {
      const rows = await disclosureExport(ctx, c.get('actor'), c.req.valid('query'));
      c.header('content-type', 'text/csv; charset=utf-8');
      c.header('content-disposition', "attachment; filename*=UTF-8''" + encodeURIComponent('主动公开.csv'));
      return c.body(listCsv(rows));
    })
    // What a draft of this body can answer: open obligations, and items that are owed when something happens.
    .get('/owed/:bodyId', allow(ctx, 'disclosure.draft'), inPath(ownBodyParam), async (c) => {
      const body = await allowedBody(ctx.db, c.get('actor'), 'disclosure.draft', c.req.valid('param').bodyId);
      const [obligations, items] = await Promise.all([
        obligationsOfBody(ctx.db, body.id, legalDate(ctx.clock.now())),
        itemsOfBody(ctx.db, body.id, legalDate(ctx.clock.now())),
      ]);
      return c.json({
        obligations: obligations.filter(({ metBy }) => !metBy),
        items: items.filter(({ term }) => needsEvent(term)),
      });
    })
    .get('/:id', allow(ctx, 'disclosure.read'), idInPath, async (c) =>
      c.json(await disclosureRecord(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .post('/', allow(ctx, 'disclosure.draft'), input('json', newDraftInput), async (c) =>
      c.json(await createDraft(ctx, c.get('actor'), c.req.valid('json')), 201),
    )
    .put('/:id/draft', allow(ctx, 'disclosure.draft'), idInPath, input('json', saveDraftInput), async (c) =>
      c.json(await saveDraft(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/:id/mask', allow(ctx, 'disclosure.draft'), idInPath, input('json', stepInput), async (c) =>
      c.json(await maskDraft(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'))),
    )
    .post('/:id/obligations', allow(ctx, 'disclosure.draft'), idInPath, input('json', linkInput), async (c) =>
      c.json({ obligationId: await linkDraft(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .delete('/:id/obligations/:obligationId', allow(ctx, 'disclosure.draft'), inPath(linkParam), async (c) => {
      const { id, obligationId } = c.req.valid('param');
      await unlinkDraft(ctx, c.get('actor'), id, obligationId);
      return c.json(done);
    })
    .put('/:id/audience', allow(ctx, 'disclosure.draft'), idInPath, input('json', audienceInput), async (c) => {
      await setAudience(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/submit', allow(ctx, 'disclosure.draft'), idInPath, input('json', stepInput), async (c) => {
      await submit(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/review', allow(ctx, 'disclosure.review'), idInPath, input('json', stepInput), async (c) => {
      await review(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/clear', allow(ctx, 'disclosure.clear'), idInPath, input('json', clearInput), async (c) => {
      await clear(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/sign', allow(ctx, 'disclosure.sign'), idInPath, input('json', stepInput), async (c) =>
      c.json({ indexNumber: await sign(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }),
    )
    // Reviewer, confidentiality reviewer and leader may each send back what lies before them: the command knows whose turn it is.
    .post('/:id/send-back', allow(ctx, 'disclosure.read'), idInPath, input('json', sendBackInput), async (c) => {
      await sendBack(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/pull-back', allow(ctx, 'disclosure.draft'), idInPath, input('json', stepInput), async (c) => {
      await pullBack(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/discard', allow(ctx, 'disclosure.draft'), idInPath, input('json', stepInput), async (c) => {
      await discard(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .post('/:id/correct', allow(ctx, 'disclosure.draft'), idInPath, input('json', correctInput), async (c) =>
      c.json({ version: await correct(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .post('/:id/withdraw', allow(ctx, 'disclosure.withdraw'), idInPath, input('json', withdrawInput), async (c) => {
      await withdraw(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    });
