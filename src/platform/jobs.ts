import { sql } from 'kysely';
import { legalDate, type Clock } from './clock.ts';
import type { Database, Tx } from './database/connect.ts';

/** Work that is done once each legal day. */
export interface NightlyJob {
  /** Names it in `nightly_run`; never changed once released. */
  name: string;
  /** Minutes after midnight in Asia/Shanghai from which it is due. */
  fromMinute: number;
  /** Does it for the legal day; `lastDay` is the newest earlier day it was done for. Returns what was made, for the record. */
  run(day: string, lastDay: string | null): Promise<object>;
}

interface Place {
  db: Database;
  clock: Clock;
}

const minuteMs = 60_000;
const shanghaiAheadMs = 8 * 3_600_000;
/** How long a job that failed waits before it is tried again, in minutes; the last one repeats. */
const againAfterMinutes = [1, 5, 15, 60];

/** Minutes since midnight in Asia/Shanghai. */
const minuteOfDay = (at: Date) => Math.floor(((at.getTime() + shanghaiAheadMs) % 86_400_000) / minuteMs);

/**
 * Does, in order, every job that is due today and not yet done: also after nights at which nothing ran. A job is tried
 * again after it failed; two processes never do one at the same time. Returns the names of those done now.
 */
export async function runDueJobs(place: Place, jobs: readonly NightlyJob[]): Promise<string[]> {
  const done: string[] = [];
  for (const job of jobs) {
    const now = place.clock.now();
    if (minuteOfDay(now) < job.fromMinute) continue;
    if (await runOnce(place, job, legalDate(now))) done.push(job.name);
  }
  return done;
}

/** The row's lock is held while the job runs, by a connection that ends with the process: a killed night is free at once. */
async function runOnce({ db, clock }: Place, job: NightlyJob, day: string): Promise<boolean> {
  const startedAt = clock.now();
  await db
    .insertInto('nightly_run')
    .values({ job: job.name, on_day: day, next_attempt_at: startedAt })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return db.transaction().execute(async (tx) => {
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    const mine = await tx
      .selectFrom('nightly_run')
      .select('attempts')
      .where('job', '=', job.name)
      .where('on_day', '=', day)
      .where('finished_at', 'is', null)
      .where('next_attempt_at', '<=', startedAt)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!mine) return false;
    const attempts = mine.attempts + 1;
    try {
      const outcome = JSON.stringify(await job.run(day, await lastDayOf(tx, job.name)));
      await note(tx, job.name, day, { attempts, started_at: startedAt, finished_at: clock.now(), outcome, fault: '' });
      return true;
    } catch (error) {
      const wait = againAfterMinutes[Math.min(attempts, againAfterMinutes.length) - 1] ?? 60;
      const next_attempt_at = new Date(clock.now().getTime() + wait * minuteMs);
      const fault = error instanceof Error ? error.message.slice(0, 500) : 'unknown';
      await note(tx, job.name, day, { attempts, started_at: startedAt, next_attempt_at, fault });
      return false;
    }
  });
}

interface Noted {
  attempts: number;
  started_at: Date;
  finished_at?: Date;
  next_attempt_at?: Date;
  outcome?: string;
  fault: string;
}

async function note(tx: Tx, job: string, day: string, set: Noted): Promise<void> {
  await tx.updateTable('nightly_run').set(set).where('job', '=', job).where('on_day', '=', day).execute();
}

async function lastDayOf(tx: Tx, job: string): Promise<string | null> {
  const row = await tx
    .selectFrom('nightly_run')
    .select((eb) => eb.fn.max('on_day').as('day'))
    .where('job', '=', job)
    .where('finished_at', 'is not', null)
    .executeTakeFirst();
  return row?.day ?? null;
}

export interface Repeating {
  /** Resolves when the round that is running has come to its end. */
  stop(): Promise<void>;
}

/**
 * Does `work` now and again and again, with a pause of `pauseMs` between. A round that fails (the database is away) is
 * told to `failed` and does not end it.
 */
export function repeat(work: () => Promise<unknown>, pauseMs: number, failed: (error: unknown) => void): Repeating {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<void> = Promise.resolve();
  const next = () => {
    round = work().then(() => {}, failed);
    void round.then(() => {
      if (isStopped) return;
      timer = setTimeout(next, pauseMs);
      timer.unref();
    });
  };
  next();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await round;
    },
  };
}
