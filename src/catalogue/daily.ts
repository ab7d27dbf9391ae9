import { commandLineActor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import type { NightlyJob } from '../platform/jobs.ts';
import { loadCalendar } from '../workday/commands.ts';
import { shippedYears } from '../workday/seed.ts';
import { deriveOncePerDay } from './commands/derive.ts';
import { recountCalendar } from './commands/recount.ts';
import { rereadAtStart } from './commands/reread.ts';

/** Makes everything that is owed today stand in the database: the shipped calendar years, then the obligations. */
export async function bringUpToDate(ctx: Context): Promise<void> {
  const actor = { ...commandLineActor('calendar'), personName: '系统' };
  await loadCalendar(ctx, actor, await shippedYears(), recountCalendar);
  await rereadAtStart(ctx);
  await deriveOncePerDay(ctx);
}

/** Just after midnight the new day's obligations; a midnight that was missed is also made up for when the board is read. */
export const deriveNightly = (ctx: Context): NightlyJob => ({
  name: 'derive',
  fromMinute: 0,
  run: async () => {
    await deriveOncePerDay(ctx);
    return {};
  },
});
