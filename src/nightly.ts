import { deriveNightly } from './catalogue/daily.ts';
import type { Context } from './platform/context.ts';
import { deliver } from './notice/commands/deliver.ts';
import { remindNightly } from './notice/nightly.ts';
import { smtpPost } from './notice/smtp.ts';
import { repeat, runDueJobs, type NightlyJob } from './platform/jobs.ts';
import { inspectNightly } from './supervision/nightly.ts';

const lookEveryMs = 20_000;
const postEveryMs = 5000;

/** What is done every night, in this order: one line a feature. */
export const nightlyJobs = (ctx: Context, siteAddress: string): NightlyJob[] => [
  deriveNightly(ctx),
  inspectNightly(ctx, siteAddress),
  remindNightly(ctx),
];

/**
 * `siteAddress` is where this site answers on this machine. Starts what runs by itself, in the one process that owns the database. Returns a function that lets the running round
 * end and stops it.
 */
export function startNightly(
  ctx: Context,
  siteAddress: string,
  report: (message: string) => void,
): () => Promise<void> {
  const jobs = nightlyJobs(ctx, siteAddress);
  const nights = repeat(
    () => runDueJobs(ctx, jobs),
    lookEveryMs,
    () => report('夜间任务没有做成（数据库暂时连不上），稍后自动再做。'),
  );
  const { smtp } = ctx.settings;
  const post = smtp && smtpPost(smtp);
  // What cannot be sent stands in the queue; a database that is away has said so above.
  const mail =
    post &&
    repeat(
      () => deliver(ctx, post),
      postEveryMs,
      () => {},
    );
  return async () => {
    await Promise.all([nights.stop(), mail?.stop()]);
  };
}
