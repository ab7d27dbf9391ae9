import { Hono } from 'hono';
import type { z } from 'zod';
import { allow, type ApiEnv } from '../account/allow.ts';
import { allowedBody } from '../account/scope.ts';
import { change, type Change } from '../audit/change.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { readCalendar } from '../workday/queries.ts';
import { setItemAudience } from './commands/audience.ts';
import { deriveOncePerDay } from './commands/derive.ts';
import { importCatalogue } from './commands/importing.ts';
import { headingsOf, previewCatalogue, readFile } from './commands/reading.ts';
import { confirmSubject } from './commands/subjects.ts';
import { extend, pause, resume } from './commands/adjust.ts';
import { confirmReading, setTarget, takeBackReading } from './commands/readings.ts';
import { replayCsv } from './movecsv.ts';
import { adjustmentList } from './queries/adjustments.ts';
import { obligationClock, targetWorkingDays } from './queries/clock.ts';
import { phrasesToRead, readingHistory, termReader } from './queries/readings.ts';
import { movesOf, replay, replays } from './queries/replays.ts';
import { isPausable } from './rules/own.ts';
import { termOfReading } from './rules/reading.ts';
import { registerEvent } from './commands/obligations.ts';
import { askWaiver, decideWaiver, endWaiver } from './commands/waiver.ts';
import { boardCsv, differenceCsv, fatesCsv } from './csv.ts';
import { deadlineOf } from './deadline.ts';
import { board, lateBodies, obligationOf } from './queries/board.ts';
import { catalogueItem, catalogueVersions, itemsToRead } from './queries/catalogues.ts';
import { itemsOfBody, publicItems } from './queries/items.ts';
import { changesOf, fatesOfVersion, versionWithPrevious } from './queries/versions.ts';
import { subjects } from './queries/subjects.ts';
import { standingOfUnits } from './queries/tally.ts';
import { waivers } from './queries/waivers.ts';
import { due } from './rules/due.ts';
import { explainTerm } from './rules/explain.ts';
import { needsEvent } from './rules/term.ts';
import {
  confirmReadingInput,
  extendInput,
  pauseInput,
  phraseQuery,
  previewReadingInput,
  resumeInput,
  takeBackReadingInput,
  targetInput,
  askWaiverInput,
  boardFilter,
  decideWaiverInput,
  endWaiverInput,
  importForm,
  itemAudienceInput,
  readingQuery,
  registerInput,
  subjectInput,
} from './schema.ts';

const fileOf = async ({ file, ...said }: z.infer<typeof importForm>) => ({
  ...said,
  fileName: file.name,
  bytes: Buffer.from(await file.arrayBuffer()),
});

const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** Catalogues (公开目录): reading, trying out a time limit, importing. `afterAudience` lets documents follow their item. */
export const catalogueApi = (ctx: Context, afterAudience: (changing: Change, itemId: string) => Promise<unknown>) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'catalogue.read'), async (c) => c.json(await catalogueVersions(ctx)))
    .get('/subjects', allow(ctx, 'catalogue.read'), async (c) => c.json(await subjects(ctx)))
    .put('/subjects', allow(ctx, 'catalogue.import'), input('json', subjectInput), async (c) =>
      c.json(await confirmSubject(ctx, c.get('actor'), c.req.valid('json'))),
    )
    .get('/versions/:id', allow(ctx, 'catalogue.read'), idInPath, async (c) => {
      const { version, previous } = await versionWithPrevious(ctx.db, c.req.valid('param').id);
      const changes = await changesOf(ctx.db, version, previous);
      return c.json({ version, previous: previous ?? null, changes, fates: await fatesOfVersion(ctx.db, version.id) });
    })
    .get('/versions/:id/difference.csv', allow(ctx, 'catalogue.read'), idInPath, async (c) => {
      const { version, previous } = await versionWithPrevious(ctx.db, c.req.valid('param').id);
      const changes = await changesOf(ctx.db, version, previous);
      return c.body(differenceCsv(changes), 200, csvHeaders(`${version.name}第${version.version}版的变化.csv`));
    })
    .get('/versions/:id/fates.csv', allow(ctx, 'catalogue.read'), idInPath, async (c) => {
      const { version } = await versionWithPrevious(ctx.db, c.req.valid('param').id);
      const fates = await fatesOfVersion(ctx.db, version.id);
      return c.body(fatesCsv(fates), 200, csvHeaders(`${version.name}第${version.version}版每一行的去向.csv`));
    })
    .get('/items', allow(ctx, 'catalogue.read'), async (c) =>
      c.json({
        items: await publicItems(ctx.db, legalDate(ctx.clock.now())),
        toRead: (await itemsToRead(ctx)).map(({ id }) => id),
      }),
    )
    .get('/items/:id', allow(ctx, 'catalogue.read'), idInPath, async (c) => {
      const item = await catalogueItem(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ...item, reading: explainTerm(item.term) });
    })
    .put(
      '/items/:id/audience',
      allow(ctx, 'catalogue.import'),
      idInPath,
      input('json', itemAudienceInput),
      async (c) => {
        await setItemAudience(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'), afterAudience);
        return c.json({ ok: true });
      },
    )
    .get('/reading', allow(ctx, 'catalogue.read'), input('query', readingQuery), async (c) => {
      const { text, from } = c.req.valid('query');
      const { confirmed } = await termReader(ctx.db);
      return c.json(deadlineOf(text, from, await readCalendar(ctx.db), confirmed(text)));
    })
    .get('/readings', allow(ctx, 'catalogue.read'), async (c) =>
      c.json({
        phrases: await phrasesToRead(ctx.db, legalDate(ctx.clock.now())),
        targetWorkingDays: await targetWorkingDays(ctx.db),
      }),
    )
    .get('/readings/history', allow(ctx, 'catalogue.read'), input('query', phraseQuery), async (c) => {
      const history = await readingHistory(ctx.db, c.req.valid('query').phrase);
      return c.json(history.map((one) => ({ ...one, reading: one.term && explainTerm(one.term) })));
    })
    .post('/readings/preview', allow(ctx, 'timelimit.confirm'), input('json', previewReadingInput), async (c) => {
      const { reading, from } = c.req.valid('json');
      const term = termOfReading(reading);
      const dated = due(term, { from, calendar: await readCalendar(ctx.db) });
      return c.json({ ...dated, reading: explainTerm(term) });
    })
    .post('/readings', allow(ctx, 'timelimit.confirm'), input('json', confirmReadingInput), async (c) =>
      c.json(await confirmReading(ctx, c.get('actor'), c.req.valid('json'))),
    )
    .post('/readings/ending', allow(ctx, 'timelimit.confirm'), input('json', takeBackReadingInput), async (c) =>
      c.json(await takeBackReading(ctx, c.get('actor'), c.req.valid('json'))),
    )
    .put('/target', allow(ctx, 'timelimit.confirm'), input('json', targetInput), async (c) => {
      await setTarget(ctx, c.get('actor'), c.req.valid('json').workingDays);
      return c.json({ ok: true });
    })
    .post('/headings', allow(ctx, 'catalogue.import'), input('form', importForm), async (c) => {
      const { name, sheets, notes } = await readFile(ctx, await fileOf(c.req.valid('form')));
      return c.json({
        name,
        notes,
        sheets: sheets.map((sheet) => ({ ...headingsOf(sheet), rows: sheet.rows.length })),
      });
    })
    .post('/fates', allow(ctx, 'catalogue.import'), input('form', importForm), async (c) => {
      const { fates, name } = await previewCatalogue(ctx, await fileOf(c.req.valid('form')));
      return c.body(fatesCsv(fates), 200, csvHeaders(`${name}每一行的去向.csv`));
    })
    .post('/preview', allow(ctx, 'catalogue.import'), input('form', importForm), async (c) => {
      const { items: _, ...preview } = await previewCatalogue(ctx, await fileOf(c.req.valid('form')));
      return c.json(preview);
    })
    .post('/', allow(ctx, 'catalogue.import'), input('form', importForm), async (c) =>
      c.json(await importCatalogue(ctx, c.get('actor'), await fileOf(c.req.valid('form')))),
    );

/** Obligations (应公开): the board, one explained, registering an event. */
export const obligationApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'obligation.read'), input('query', boardFilter), async (c) => {
      await deriveOncePerDay(ctx);
      const filter = c.req.valid('query');
      return c.json(await board(ctx, c.get('actor'), filter, filter.asOf ?? legalDate(ctx.clock.now())));
    })
    .get('/late-bodies', allow(ctx, 'obligation.read'), async (c) =>
      c.json(await lateBodies(ctx, c.get('actor'), legalDate(ctx.clock.now()))),
    )
    .get('/export', allow(ctx, 'obligation.read'), input('query', boardFilter), async (c) => {
      const filter = c.req.valid('query');
      const asOf = filter.asOf ?? legalDate(ctx.clock.now());
      const { rows } = await board(ctx, c.get('actor'), filter, asOf, true);
      return c.body(boardCsv(rows), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`应公开清单 ${asOf}.csv`)}`,
      });
    })
    .get('/items/:id', allow(ctx, 'obligation.register'), idInPath, async (c) => {
      const { id } = await allowedBody(ctx.db, c.get('actor'), 'obligation.register', c.req.valid('param').id);
      const items = (await itemsOfBody(ctx.db, id, legalDate(ctx.clock.now()))).filter(
        ({ term, manner }) => needsEvent(term) && manner === 'proactive',
      );
      return c.json(items.map((item) => ({ ...item, reading: explainTerm(item.term) })));
    })
    .get('/units', allow(ctx, 'obligation.read'), async (c) =>
      c.json(await standingOfUnits(ctx, c.get('actor'), 1, legalDate(ctx.clock.now()))),
    )
    .get('/replays', allow(ctx, 'obligation.read'), async (c) => c.json(await replays(ctx.db)))
    .get('/replays/:id', allow(ctx, 'obligation.read'), idInPath, async (c) =>
      c.json(await replay(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .get('/replays/:id/export', allow(ctx, 'obligation.read'), idInPath, async (c) => {
      const one = await replay(ctx, c.get('actor'), c.req.valid('param').id, true);
      return c.body(replayCsv(one), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`期限变动 ${legalDate(one.replayedAt)}.csv`)}`,
      });
    })
    .get('/waivers', allow(ctx, 'obligation.read'), async (c) => c.json(await waivers(ctx, c.get('actor'))))
    .put('/waivers/:id', allow(ctx, 'waiver.decide'), idInPath, input('json', decideWaiverInput), async (c) => {
      await decideWaiver(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ ok: true });
    })
    .post('/waivers/:id/ending', allow(ctx, 'waiver.decide'), idInPath, input('json', endWaiverInput), async (c) => {
      await endWaiver(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').remark);
      return c.json({ ok: true });
    })
    .post('/:id/waivers', allow(ctx, 'waiver.ask'), idInPath, input('json', askWaiverInput), async (c) =>
      c.json({ id: await askWaiver(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }, 201),
    )
    .get('/:id', allow(ctx, 'obligation.read'), idInPath, async (c) => {
      const asOf = legalDate(ctx.clock.now());
      const row = await obligationOf(ctx, c.get('actor'), c.req.valid('param').id, asOf);
      const clock = await obligationClock(ctx.db, row.id, asOf);
      const asked = await waivers(ctx, c.get('actor'), row.id);
      return c.json({
        ...{ ...row, asOf, clock, reading: clock.reading, ledger: clock.ledger, waivers: asked },
        adjustments: await adjustmentList(ctx.db, row.id),
        isPausable: isPausable(row),
        moves: await movesOf(ctx.db, row.id),
      });
    })
    .get('/:id/ledger', allow(ctx, 'obligation.read'), idInPath, async (c) => {
      const asOf = legalDate(ctx.clock.now());
      const { id } = await obligationOf(ctx, c.get('actor'), c.req.valid('param').id, asOf);
      return c.json(await obligationClock(ctx.db, id, asOf));
    })
    .post('/:id/pause', allow(ctx, 'obligation.adjust'), idInPath, input('json', pauseInput), async (c) => {
      await pause(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ ok: true });
    })
    .post('/:id/resumption', allow(ctx, 'obligation.adjust'), idInPath, input('json', resumeInput), async (c) => {
      await resume(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ ok: true });
    })
    .post('/:id/extension', allow(ctx, 'obligation.adjust'), idInPath, input('json', extendInput), async (c) => {
      await extend(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json({ ok: true });
    })
    .post('/', allow(ctx, 'obligation.register'), input('json', registerInput), async (c) => {
      const id = await change(ctx, c.get('actor'), (changing) => registerEvent(changing, c.req.valid('json')));
      return c.json({ id }, 201);
    });
