import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { closeCheck, startCheck } from './commands/check.ts';
import { inspect } from './commands/inspect.ts';
import { readLinks } from './commands/links.ts';
import { reviewStanding } from './commands/review.ts';
import { assignTask, moveTask, settleTasks } from './commands/task.ts';
import { findings } from './queries/findings.ts';
import { checkRound, checkRounds, gapsOfRound } from './queries/rounds.ts';
import { standingItems } from './queries/standing.ts';
import { rectificationTasks } from './queries/tasks.ts';
import {
  assignInput,
  checkInput,
  findingFilter,
  finishInput,
  remarkInput,
  reviewInput,
  standingFilter,
  taskFilter,
} from './schema.ts';
import { findingsCsv, gapsCsv } from './sheet.ts';

const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** What the nightly checks found (巡查), and the yearly review of what stands (长期公开). */
export const findingApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'finding.read'), input('query', findingFilter), async (c) =>
      c.json(await findings(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .get('/export', allow(ctx, 'finding.read'), input('query', findingFilter), async (c) => {
      const { rows } = await findings(ctx, c.get('actor'), c.req.valid('query'), true);
      return c.body(findingsCsv(rows), 200, csvHeaders(`巡查问题清单 ${legalDate(ctx.clock.now())}.csv`));
    })
    .post('/inspection', allow(ctx, 'finding.inspect'), async (c) => {
      await readLinks(ctx);
      return c.json(await inspect(ctx, c.get('actor')));
    })
    .get('/standing', allow(ctx, 'finding.read'), input('query', standingFilter), async (c) =>
      c.json(await standingItems(ctx, c.get('actor'), c.req.valid('query'))),
    )
    .post('/standing', allow(ctx, 'standing.review'), input('json', reviewInput), async (c) =>
      c.json({ dueAgainOn: await reviewStanding(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    );

/** Completeness checks (公开日前检查) and their tasks (整改任务). */
export const checkApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .route('/tasks', taskApi(ctx))
    .get('/', allow(ctx, 'check.read'), async (c) => {
      await settleTasks(ctx);
      return c.json(await checkRounds(ctx, c.get('actor')));
    })
    .post('/', allow(ctx, 'check.start'), input('json', checkInput), async (c) =>
      c.json({ id: await startCheck(ctx, c.get('actor'), c.req.valid('json')) }, 201),
    )
    .get('/:id', allow(ctx, 'check.read'), idInPath, async (c) => {
      await settleTasks(ctx);
      return c.json(await checkRound(ctx, c.get('actor'), c.req.valid('param').id));
    })
    .get('/:id/export', allow(ctx, 'check.read'), idInPath, async (c) => {
      await settleTasks(ctx);
      const rows = await gapsOfRound(ctx, c.get('actor'), c.req.valid('param').id);
      return c.body(gapsCsv(rows), 200, csvHeaders(`完整性检查 ${legalDate(ctx.clock.now())}.csv`));
    })
    .post('/:id/closing', allow(ctx, 'check.start'), idInPath, async (c) => {
      await closeCheck(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    });

const taskApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'check.read'), input('query', taskFilter), async (c) => {
      await settleTasks(ctx);
      return c.json(await rectificationTasks(ctx, c.get('actor'), c.req.valid('query')));
    })
    .post('/:id/finishing', allow(ctx, 'task.finish'), idInPath, input('json', finishInput), async (c) => {
      await moveTask(ctx, c.get('actor'), c.req.valid('param').id, 'finish', c.req.valid('json').note);
      return c.json({ ok: true });
    })
    .post('/:id/confirming', allow(ctx, 'check.start'), idInPath, async (c) => {
      await moveTask(ctx, c.get('actor'), c.req.valid('param').id, 'confirm');
      return c.json({ ok: true });
    })
    .post('/:id/returning', allow(ctx, 'check.start'), idInPath, input('json', remarkInput), async (c) => {
      await moveTask(ctx, c.get('actor'), c.req.valid('param').id, 'return', c.req.valid('json').remark);
      return c.json({ ok: true });
    })
    .put('/:id/person', allow(ctx, 'task.finish'), idInPath, input('json', assignInput), async (c) => {
      await assignTask(ctx, c.get('actor'), c.req.valid('param').id, c.req.valid('json').accountId);
      return c.json({ ok: true });
    });
