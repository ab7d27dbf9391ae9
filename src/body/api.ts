import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { input } from '../platform/http/input.ts';
import { addSection, setLeadingGroup } from './commands.ts';
import { allBodies, bodyInside } from './queries.ts';
import { leadingGroupInput, newSectionInput } from './schema.ts';

export const bodyApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'body.read'), async (c) => c.json(await allBodies(ctx.db)))
    .get('/:id', allow(ctx, 'body.read'), async (c) => c.json(await bodyInside(ctx, c.req.param('id'))))
    .post('/sections', allow(ctx, 'body.edit'), input('json', newSectionInput), async (c) =>
      c.json({ id: await addSection(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .put('/:id/leading-group', allow(ctx, 'leadinggroup.edit'), input('json', leadingGroupInput), async (c) => {
      await setLeadingGroup(ctx, c.get('actor'), c.req.param('id'), c.req.valid('json'));
      return c.json({ ok: true });
    });
