import type { Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { buildApp } from './app.ts';
import { bringUpToDate } from './catalogue/daily.ts';
import { startNightly } from './nightly.ts';
import { Blobs } from './platform/blobs.ts';
import { systemClock, type Clock } from './platform/clock.ts';
import type { Context } from './platform/context.ts';
import { connect, type Connection } from './platform/database/connect.ts';
import { migrate } from './platform/database/migrate.ts';
import { openDatabase, type OpenDatabase } from './platform/database/open.ts';
import { PageCache } from './platform/http/pagecache.ts';
import { RequestLog } from './platform/http/requestlog.ts';
import { httpServer } from './platform/http/server.ts';
import { listenForTouches } from './platform/http/touches.ts';
import { connectionOfOwner, startProcesses, stopWithOwner } from './platform/processes.ts';
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

interface Answering {
  port: number;
  stop(): Promise<void>;
}

const drainMs = 10_000;

/**
 * Database → migrations → `prepare` (first data) → listening, in this process or in `settings.processes` of them.
 * Throws EngineError, MigrationError, or the system's error when the port is taken.
 */
export async function serve(
  settings: Settings,
  options: { report: (message: string) => void; prepare?: (ctx: Context) => Promise<void> },
): Promise<Running> {
  await refuseTakenPort(settings);
  const opened = await openDatabase(settings, { report: options.report });
  try {
    await migrate(opened.connection);
    const ctx = makeContext(settings, opened);
    await options.prepare?.(ctx);
    await bringUpToDate(ctx);
    const answering =
      settings.processes > 1
        ? await startProcesses(settings.processes, opened.connection, options.report)
        : await answerRequests(ctx, opened.connection);
    const host = ['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host;
    const siteAddress = `http://${host.includes(':') ? `[${host}]` : host}:${answering.port}`;
    const stopNightly = startNightly(ctx, siteAddress, options.report);
    const stop = async () => {
      await Promise.all([stopNightly(), answering.stop()]);
      await opened.close();
    };
    return { ctx, opened, port: answering.port, stop };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** Answers requests in one of several processes, until the owner of the database says stop. */
export async function serveForOwner(settings: Settings): Promise<void> {
  const connection = connectionOfOwner();
  const { db } = connect(connection);
  const { stop } = await answerRequests(makeContext(settings, { db }), connection);
  stopWithOwner(async () => {
    await stop();
    await db.destroy();
  });
}

async function answerRequests(ctx: Context, connection: Connection): Promise<Answering> {
  const { settings } = ctx;
  // Where the log goes may be full or closed; the site is worth more than its log.
  process.stdout.on('error', () => {});
  const log = new RequestLog(systemClock, settings.log === 'json' ? (text) => process.stdout.write(text) : undefined);
  const stopListening = await listenForTouches(connection, ctx.pages);
  try {
    const { fetch } = buildApp(ctx, log);
    const server = httpServer({ fetch, pages: ctx.pages, clock: ctx.clock, log, trustProxy: settings.trustProxy });
    await listen(server, settings);
    const stop = async () => {
      await drain(server);
      await stopListening();
      log.flush();
    };
    return { port: (server.address() as AddressInfo).port, stop };
  } catch (error) {
    await stopListening();
    throw error;
  }
}

/** Before the database is started and the sample loaded, which would be in vain. Throws the system's EADDRINUSE. */
async function refuseTakenPort({ port, host }: Settings): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(port, host, resolve));
  await new Promise((resolve) => probe.close(resolve));
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
