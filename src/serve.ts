import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buildApp } from './app.ts';
import { Blobs } from './platform/blobs.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Context } from './platform/context.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDatabase, type OpenDatabase } from './platform/database/open.ts';
import { PageCache } from './platform/http/pagecache.ts';
import { RequestLog } from './platform/http/requestlog.ts';
import { httpServer } from './platform/http/server.ts';
import { listenForTouches } from './platform/http/touches.ts';
import type { Settings } from './platform/settings.ts';

/** The parts that features are given, over an open database. */
export function makeContext(settings: Settings, opened: Pick<OpenDatabase, 'db'>, clock: Clock = systemClock): Context {
  return {
    db: opened.db,
    clock,
    settings,
    pages: new PageCache(),
    blobs: new Blobs(path.join(settings.dataDir, 'files')),
  };
}

export interface Running {
  ctx: Context;
  opened: OpenDatabase;
  port: number;
  /** Lets running requests finish, then closes the database. */
  stop(): Promise<void>;
}

const drainMs = 10_000;

/**
 * Database → migrations → `prepare` (first data) → listening.
 * Throws EngineError, MigrationError, or the system's error when the port is taken.
 */
export async function serve(
  settings: Settings,
  options: { report: (message: string) => void; prepare?: (ctx: Context) => Promise<void> },
): Promise<Running> {
  const opened = await openDatabase(settings, { report: options.report });
  const log = new RequestLog(systemClock, settings.log === 'json' ? (text) => process.stdout.write(text) : undefined);
  let stopListening: (() => Promise<void>) | undefined;
  try {
    await migrate(opened.connection);
    const ctx = makeContext(settings, opened);
    await options.prepare?.(ctx);
    stopListening = await listenForTouches(opened.connection, ctx.pages);
    const app = buildApp(ctx, log);
    const server = httpServer({
      fetch: app.fetch,
      pages: ctx.pages,
      clock: ctx.clock,
      log,
      trustProxy: settings.trustProxy,
    });
    await listen(server, settings);
    const stop = async () => {
      await drain(server);
      await stopListening?.();
      await opened.close();
      log.flush();
    };
    return { ctx, opened, port: (server.address() as AddressInfo).port, stop };
  } catch (error) {
    await stopListening?.();
    await opened.close();
    throw error;
  }
}

function listen(server: Server, settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
}

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), drainMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
