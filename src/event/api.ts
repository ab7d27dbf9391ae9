import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { previewPasted, registerPasted } from './commands/bulk.ts';
import { markItem } from './commands/interpretation.ts';
import { createProject, recordStage } from './commands/project.ts';
import { interpretationMarks, interpretations, projects, shortcuts } from './queries.ts';
import { markInput, pastedInput, projectInput, stageInput } from './schema.ts';

/** What happens that must be disclosed (信息形成): many at once, policies to be explained, stages of projects. */
export const eventApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/shortcuts', allow(ctx, 'obligation.register'), async (c) => c.json(await shortcuts(ctx.db)))
    .post('/preview', allow(ctx, 'obligation.register'), input('json', pastedInput), async (c) =>
      c.json(await previewPasted(ctx, c.get('actor'), c.req.valid('json'))),
    )
    .post('/', allow(ctx, 'obligation.register'), input('json', pastedInput), async (c) =>
      c.json(await registerPasted(ctx, c.get('actor'), c.req.valid('json')), 201),
    )
    .get('/interpretations', allow(ctx, 'obligation.read'), async (c) =>
      c.json(await interpretations(ctx, c.get('actor'))),
    )
    .get('/marks', allow(ctx, 'event.mark'), async (c) => c.json(await interpretationMarks(ctx, c.get('actor'))))
    .put('/marks', allow(ctx, 'event.mark'), input('json', markInput), async (c) => {
      await markItem(ctx, c.get('actor'), c.req.valid('json'));
      return c.json({ ok: true });
    })
    .get('/projects', allow(ctx, 'obligation.read'), async (c) => c.json(await projects(ctx, c.get('actor'))))
    .post('/projects', allow(ctx, 'obligation.register'), input('json', projectInput), async (c) =>
      c.json({ id: await createProject(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .post('/projects/:id/stages', allow(ctx, 'obligation.register'), idInPath, input('json', stageInput), async (c) =>
      c.json(
        { obligationId: await recordStage(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json')) },
        201,
      ),
    );
