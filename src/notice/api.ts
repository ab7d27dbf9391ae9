import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { idInPath, input } from '../platform/http/input.ts';
import { askCode, forgetAddress, proveAddress, setWantsMail } from './commands/address.ts';
import { sendAgain } from './commands/again.ts';
import { markRead } from './commands/read.ts';
import { setReminderRule } from './commands/rule.ts';
import { letters } from './queries/mails.ts';
import { ownAddress, ownNotices } from './queries/notices.ts';
import { reminderRule } from './queries/rule.ts';
import { addressInput, codeInput, mailFilter, reminderRuleInput, wantsInput } from './schema.ts';

/** Notices (提醒): one's own, one's own address, and for the office the rule and the queue of letters. */
export const noticeApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .route('/address', addressApi(ctx))
    .get('/', allow(ctx, 'session.own'), async (c) => c.json(await ownNotices(ctx, c.get('actor'))))
    .post('/reading', allow(ctx, 'session.own'), async (c) => {
      await markRead(ctx, c.get('actor'));
      return c.json({ ok: true });
    })
    .post('/:id/reading', allow(ctx, 'session.own'), idInPath, async (c) => {
      await markRead(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    })
    .get('/rule', allow(ctx, 'obligation.read'), async (c) => c.json(await reminderRule(ctx.db)))
    .put('/rule', allow(ctx, 'reminder.set'), input('json', reminderRuleInput), async (c) => {
      await setReminderRule(ctx, c.get('actor'), c.req.valid('json'));
      return c.json({ ok: true });
    })
    .get('/letters', allow(ctx, 'mail.read'), input('query', mailFilter), async (c) =>
      c.json(await letters(ctx, c.get('actor'), c.req.valid('query').state)),
    )
    .post('/letters/:id/again', allow(ctx, 'mail.read'), idInPath, async (c) => {
      await sendAgain(ctx, c.get('actor'), c.req.valid('param').id);
      return c.json({ ok: true });
    });

const addressApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    .get('/', allow(ctx, 'session.own'), async (c) => c.json(await ownAddress(ctx, c.get('actor'))))
    .post('/code', allow(ctx, 'session.own'), input('json', addressInput), async (c) => {
      await askCode(ctx, c.get('actor'), c.req.valid('json').address);
      return c.json({ ok: true });
    })
    .put('/', allow(ctx, 'session.own'), input('json', codeInput), async (c) => {
      await proveAddress(ctx, c.get('actor'), c.req.valid('json').code);
      return c.json({ ok: true });
    })
    .put('/wants', allow(ctx, 'session.own'), input('json', wantsInput), async (c) => {
      await setWantsMail(ctx, c.get('actor'), c.req.valid('json').wantsMail);
      return c.json({ ok: true });
    })
    .delete('/', allow(ctx, 'session.own'), async (c) => {
      await forgetAddress(ctx, c.get('actor'));
      return c.json({ ok: true });
    });
