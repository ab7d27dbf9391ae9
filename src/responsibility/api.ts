import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, inPath, input } from '../platform/http/input.ts';
import { fileHeaders, xlsxType } from '../platform/xlsx.ts';
import { assign, replace } from './commands/assign.ts';
import { attach, confirmLine, detach, evidenceFile, fill, returnLine, setTerm } from './commands/five.ts';
import { linkText, unlinkText } from './commands/institution.ts';
import { institutionsDocx } from './document.ts';
import { responsibleForOne } from './queries/assigned.ts';
import { fiveOfBodies, fiveOfBody } from './queries/five.ts';
import { figureRecords, institutionsOf } from './queries/institutions.ts';
import { matrixOf, placesOf } from './queries/matrix.ts';
import {
  assignInput,
  fileForm,
  fiveInput,
  fiveParam,
  obligationParam,
  onlyYear,
  recordsQuery,
  replaceInput,
  replaceQuery,
  returnInput,
  spanQuery,
  termInput,
  textInput,
  textParam,
  yearQuery,
} from './schema.ts';
import { fiveXlsx, institutionsXlsx, matrixXlsx } from './sheet.ts';

const done = { ok: true } as const;
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** 五个落实: the checklists of all bodies, one body's, its evidence, and who confirmed it. */
export const fiveThingsApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'fivethings.read'), input('query', yearQuery), async (c) =>
      c.json(await fiveOfBodies(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/export', allow(ctx, 'fivethings.read'), input('query', yearQuery), async (c) => {
      const query = c.req.valid('query');
      const asOf = legalDate(ctx.clock.now());
      const file = await fiveXlsx(await fiveOfBodies(ctx, c.get('actor'), query), query.year, asOf);
      return c.body(new Uint8Array(file), 200, fileHeaders(xlsxType, `五个落实 ${query.year} 年.xlsx`));
    })
    .get('/bodies/:id', allow(ctx, 'fivethings.read'), idInPath, input('query', onlyYear), async (c) =>
      c.json(await fiveOfBody(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('query').year)),
    )
    // Before `:kind`, which would take “term” for the name of a line.
    .put('/bodies/:id/term', allow(ctx, 'fivethings.setTerm'), idInPath, input('json', termInput), async (c) => {
      await setTerm(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .put('/bodies/:id/:kind', allow(ctx, 'fivethings.fill'), inPath(fiveParam), input('json', fiveInput), async (c) => {
      const { id, kind } = c.req.valid('param');
      return c.json({ id: await fill(ctx, c.get('actor'), id, kind, c.req.valid('json')) });
    })
    .post(
      '/bodies/:id/:kind/files',
      allow(ctx, 'fivethings.fill'),
      inPath(fiveParam),
      input('form', fileForm),
      async (c) => {
        const { id, kind } = c.req.valid('param');
        const { year, file } = c.req.valid('form');
        const bytes = Buffer.from(await file.arrayBuffer());
        return c.json({ id: await attach(ctx, c.get('actor'), id, kind, { year, name: file.name, bytes }) }, 201);
      },
    )
    .get('/files/:id', allow(ctx, 'fivethings.read'), idInPath, async (c) => {
      const { name, type, bytes } = await evidenceFile(ctx, c.get('actor'), c.req.valid('param').id);
      return c.body(new Uint8Array(bytes), 200, fileHeaders(type, name));
    })
    .delete('/files/:id', allow(ctx, 'fivethings.fill'), idInPath, async (c) => {
      await detach(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json(done);
    })
    .post('/entries/:id/confirmation', allow(ctx, 'fivethings.confirm'), idInPath, async (c) => {
      await confirmLine(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json(done);
    })
    .post('/entries/:id/return', allow(ctx, 'fivethings.confirm'), idInPath, input('json', returnInput), async (c) => {
      await returnLine(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').remark);
      return c.json(done);
    });

/** 责任到人: a body's matrix, naming persons, putting one in another's place. */
export const responsibilityApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/:id', allow(ctx, 'responsibility.read'), idInPath, async (c) =>
      c.json(await matrixOf(ctx, c.get('actor'), c.req.valid('param').id)),
    )
    .get('/of/:obligationId', allow(ctx, 'responsibility.read'), inPath(obligationParam), async (c) =>
      c.json(await responsibleForOne(ctx, c.get('actor'), c.req.valid('param').obligationId)),
    )
    .get('/:id/export', allow(ctx, 'responsibility.read'), idInPath, async (c) => {
      const { body, items, today } = await matrixOf(ctx, c.get('actor'), c.req.valid('param').id);
      const file = await matrixXlsx(body.name, items, today);
      return c.body(new Uint8Array(file), 200, fileHeaders(xlsxType, `${body.name}责任分工表.xlsx`));
    })
    .put('/:id', allow(ctx, 'responsibility.assign'), idInPath, input('json', assignInput), async (c) => {
      await assign(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done);
    })
    .get('/:id/places', allow(ctx, 'responsibility.read'), idInPath, input('query', replaceQuery), async (c) => {
      const { id = null, name } = c.req.valid('query');
      return c.json(await placesOf(ctx, c.get('actor'), c.req.valid('param').id, { id, name }));
    })
    .post('/:id/replacements', allow(ctx, 'responsibility.assign'), idInPath, input('json', replaceInput), async (c) =>
      c.json({ places: await replace(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) }),
    );

/** 六项制度: what each has left on record, the records under each figure, and the texts. */
export const institutionApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/:id', allow(ctx, 'institution.read'), idInPath, input('query', spanQuery), async (c) =>
      c.json(await institutionsOf(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('query'))),
    )
    .get('/:id/export.xlsx', allow(ctx, 'institution.read'), idInPath, input('query', spanQuery), async (c) => {
      const table = await institutionsOf(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('query'));
      const file = await institutionsXlsx(table);
      return c.body(new Uint8Array(file), 200, fileHeaders(xlsxType, `${table.body.name}六项制度.xlsx`));
    })
    .get('/:id/export.docx', allow(ctx, 'institution.read'), idInPath, input('query', spanQuery), async (c) => {
      const table = await institutionsOf(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('query'));
      const file = await institutionsDocx(table, legalDate(ctx.clock.now()));
      return c.body(new Uint8Array(file), 200, fileHeaders(docxType, `${table.body.name}六项制度.docx`));
    })
    .get('/:id/records', allow(ctx, 'institution.read'), idInPath, input('query', recordsQuery), async (c) => {
      const { figure, ...span } = c.req.valid('query');
      return c.json(await figureRecords(ctx, c.get('actor'), c.req.valid('param').id, figure, span));
    })
    .post('/:id/texts', allow(ctx, 'institution.link'), idInPath, input('json', textInput), async (c) => {
      await linkText(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
      return c.json(done, 201);
    })
    .delete('/:id/texts/:institution/:disclosureId', allow(ctx, 'institution.link'), inPath(textParam), async (c) => {
      const { id, institution, disclosureId } = c.req.valid('param');
      await unlinkText(ctx, c.get('actor'), id, institution, disclosureId);
      return c.json(done);
    });
