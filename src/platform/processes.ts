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

/**
 * Starts `count` copies of this program that share the port, and starts one anew when it dies.
 * Resolves when all of them listen; throws when one ends before that.
 */
export async function startProcesses(
  count: number,
  connection: Connection,
  report: (message: string) => void,
): Promise<Processes> {
  let isStopping = false;
  let isUp = false;
  const start = () => cluster.fork({ [connectionVariable]: JSON.stringify(connection) });
  cluster.on('exit', (worker, code, signal) => {
    if (isStopping || !isUp) return;
    report(`一个服务进程意外退出（${worker.process.pid}，${signal ?? code}），正在补上。`);
    void sleep(againAfterMs).then(() => !isStopping && start());
  });
  const ports = await Promise.all(Array.from({ length: count }, () => listening(start())));
  isUp = true;
  const stop = async () => {
    isStopping = true;
    await Promise.all(Object.values(cluster.workers ?? {}).map((worker) => worker && ended(worker)));
  };
  return { port: ports[0] ?? 0, stop };
}

function listening(worker: Worker): Promise<number> {
  return new Promise((resolve, reject) => {
    worker.once('listening', ({ port }) => resolve(port));
    worker.once('exit', (code) => reject(new Error(`A process ended with ${code} before it listened`)));
  });
}

function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve());
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
  process.removeAllListeners('SIGTERM').once('SIGTERM', () => void stop().then(() => process.exit(0)));
  process.on('disconnect', () => process.exit(1));
}
