import { commandLineActor } from '../account/rules.ts';
import { untilNextLegalDay } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { loadCalendar } from '../workday/commands.ts';
import { shippedYears } from '../workday/seed.ts';
import { deriveOncePerDay, recount } from './commands/derive.ts';

const afterMidnightMs = 2000;

/** Makes everything that is owed today stand in the database: the shipped calendar years, then the obligations. */
export async function bringUpToDate(ctx: Context): Promise<void> {
  const actor = { ...commandLineActor('calendar'), personName: '系统' };
  await loadCalendar(ctx, actor, await shippedYears(), recount);
  await deriveOncePerDay(ctx);
}

/**
 * Brings what is owed up to date now, and again just after each midnight in Asia/Shanghai. Returns a function that stops it.
 * A midnight at which the database was away is made up for when the board is next read.
 */
export async function deriveEveryDay(ctx: Context): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    timer = setTimeout(
      () =>
        void deriveOncePerDay(ctx)
          .catch(() => {})
          .then(next),
      untilNextLegalDay(ctx.clock.now()) + afterMidnightMs,
    );
    timer.unref();
  };
  await bringUpToDate(ctx);
  next();
  return () => clearTimeout(timer);
}
