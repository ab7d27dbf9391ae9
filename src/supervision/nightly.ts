import { deriveOncePerDay } from '../catalogue/commands/derive.ts';
import type { Context } from '../platform/context.ts';
import { askOutside } from '../platform/http/outside.ts';
import type { NightlyJob } from '../platform/jobs.ts';
import { inspect } from './commands/inspect.ts';
import { askLinks, readLinks } from './commands/links.ts';
import { settleTasks } from './commands/task.ts';

/** At night, when nobody is kept waiting: links first, since what they say is found by the inspection. */
export const inspectNightly = (ctx: Context, siteAddress: string): NightlyJob => ({
  name: 'inspect',
  fromMinute: 60,
  run: async () => {
    await deriveOncePerDay(ctx);
    const read = await readLinks(ctx);
    const inside = async (path: string) => {
      const answer = await fetch(siteAddress + path, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
      await answer.body?.cancel();
      return answer.status;
    };
    const outside = ctx.settings.checksOutsideLinks ? (url: string) => askOutside(url) : undefined;
    const asked = await askLinks(ctx, { inside, outside });
    const settled = await inspect(ctx);
    return { read, asked, tasks: await settleTasks(ctx), ...settled };
  },
});
