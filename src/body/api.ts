import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Actor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import type { Change } from '../audit/change.ts';
import {
  addSection,
  closeBody,
  importBodies,
  ImportRefused,
  renameSection,
  setLeadingGroup,
  type ClosedBody,
} from './commands.ts';
import { allBodies, bodyInside } from './queries.ts';
import { bodySheetInput, closeBodyInput, leadingGroupInput, newSectionInput, sectionNameInput } from './schema.ts';

/**
 * Bodies (机构) with their sections and leading groups. `afterImport` lets new ones join what they belong to,
 * `afterClosing` passes on what a closed one owes.
 */
export const bodyApi = (
  ctx: Context,
  afterImport: (change: Change) => Promise<unknown>,
  afterClosing: (change: Change, closed: ClosedBody) => Promise<unknown>,
) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'body.read'), async (c) => c.json(await allBodies(ctx.db)))
    .post('/import', allow(ctx, 'body.edit'), input('form', bodySheetInput), async (c) => {
      const bytes = new Uint8Array(await c.req.valid('form').file.arrayBuffer());
      return c.json(await importOutcome(ctx, c.get('actor'), bytes, afterImport));
    })
    .get('/:id', allow(ctx, 'body.read'), idInPath, async (c) => c.json(await bodyInside(ctx, c.req.valid('param').id)))
    .post('/sections', allow(ctx, 'body.edit'), input('json', newSectionInput), async (c) =>
      c.json({ id: await addSection(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .put('/sections/:id', allow(ctx, 'body.edit'), idInPath, input('json', sectionNameInput), async (c) => {
      await renameSection(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').name);
      return c.json({ ok: true });
    })
    .post('/:id/closing', allow(ctx, 'body.edit'), idInPath, input('json', closeBodyInput), async (c) => {
      await closeBody(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'), afterClosing);
      return c.json({ ok: true });
    })
    .put(
      '/:id/leading-group',
      allow(ctx, 'leadinggroup.edit'),
      idInPath,
      input('json', leadingGroupInput),
      async (c) => {
        await setLeadingGroup(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json'));
        return c.json({ ok: true });
      },
    );

/** Each row's fate, whether the sheet was stored or, for one bad row, was not. */
async function importOutcome(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  afterImport: (change: Change) => Promise<unknown>,
) {
  try {
    return { isStored: true, rows: await importBodies(ctx, actor, bytes, afterImport) };
  } catch (error) {
    if (error instanceof ImportRefused) return { isStored: false, rows: error.fates };
    throw error;
  }
}
