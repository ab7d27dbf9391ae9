import { deriveOncePerDay } from '../catalogue/commands/derive.ts';
import type { Context } from '../platform/context.ts';
import type { NightlyJob } from '../platform/jobs.ts';
import { remind } from './commands/remind.ts';

/** At seven in the morning, before people come to work: nobody wants mail at midnight. */
const remindFromMinute = 7 * 60;

/** Everybody's notice of the day. */
export const remindNightly = (ctx: Context): NightlyJob => ({
  name: 'remind',
  fromMinute: remindFromMinute,
  run: async (day, lastDay) => {
    await deriveOncePerDay(ctx);
    return remind(ctx, day, lastDay);
  },
});
