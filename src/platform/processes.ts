import cluster, { type Worker } from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Connection } from './database/connect.ts';

/** Processes that answer requests on one port; the one that started them owns the database. */
export interface Processes {
  port: number;
  /** Lets each finish its running requests, then ends it. */
  stop(): Promise<void>;
}

const connectionVariable = 'YANGGUANG_CONNECTION';
const againAfterMs = 500;
/** So often in a row a process may end before it listens (the database may just be restarting) until we give up the start. */
const failuresAtMost = 5;
const stopWithinMs = 15_000;

/**
 * Starts `count` copies of this program that share the port, and starts one anew whenever it dies.
 * Resolves when all of them listen; throws when one cannot be brought so far.
 */
export async function startProcesses(
  count: number,
  connection: Connection,
  report: (message: string) => void,
): Promise<Processes> {
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && ended(worker)));
  };
  /** Keeps one place filled; `failures` counts the copies before it that never listened. */
  const keepOne = (onListening: (port: number) => void, onGivenUp: (error: Error) => void, failures = 0) => {
    const worker = cluster.fork({ [connectionVariable]: JSON.stringify(connection) });
    let failed = failures + 1;
    worker.once('listening', ({ port }) => {
      failed = 0;
      onListening(port);
    });
    worker.once('exit', (code, signal) => {
      if (isStopping) return;
      report(`一个服务进程意外退出（${worker.process.pid}，${signal ?? code}），正在补上。`);
      if (failed >= failuresAtMost) onGivenUp(new Error(`A process ended ${failed} times before it listened`));
      void sleep(againAfterMs).then(() => !isStopping && keepOne(onListening, onGivenUp, failed));
    });
  };
  try {
    const ports = await Promise.all(Array.from({ length: count }, () => new Promise<number>(keepOne)));
    return { port: ports[0] ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => worker.process.kill('SIGKILL'), stopWithinMs + 2000);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    worker.process.kill('SIGTERM');
  });
}

/** True in a process that `startProcesses` started. */
export const isOneOfMany = () => cluster.isWorker;

/** The database that the owning process opened. */
export function connectionOfOwner(): Connection {
  const given = JSON.parse(process.env[connectionVariable] ?? '{}');
  return z
    .object({ host: z.string().optional(), database: z.string().optional(), url: z.string().optional() })
    .parse(given);
}

/** Calls `stop` once the owning process asks for it, and ends at once when that is gone. */
export function stopWithOwner(stop: () => Promise<void>): void {
  process.removeAllListeners('SIGINT').on('SIGINT', () => {}); // Ctrl-C reaches the owner too, who decides
  process.removeAllListeners('SIGTERM').once('SIGTERM', () => {
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    void stop().then(() => process.exit(0));
  });
  process.on('disconnect', () => process.exit(1));
}
