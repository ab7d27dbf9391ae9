import { deriveNightly } from './catalogue/daily.ts';
import type { Context } from './platform/context.ts';
import { repeat, runDueJobs, type NightlyJob } from './platform/jobs.ts';

const lookEveryMs = 20_000;

/** What is done every night, in this order: one line a feature. */
export const nightlyJobs = (ctx: Context): NightlyJob[] => [deriveNightly(ctx)];

/**
 * Starts what runs by itself, in the one process that owns the database. Returns a function that lets the running round
 * end and stops it.
 */
export function startNightly(ctx: Context, report: (message: string) => void): () => Promise<void> {
  const jobs = nightlyJobs(ctx);
  const nights = repeat(
    () => runDueJobs(ctx, jobs),
    lookEveryMs,
    () => report('夜间任务没有做成（数据库暂时连不上），稍后自动再做。'),
  );
  return () => nights.stop();
}
