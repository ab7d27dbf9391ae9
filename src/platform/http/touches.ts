import pg from 'pg';
import { clientConfig, type Connection } from '../database/connect.ts';
import type { PageCache } from './pagecache.ts';

const tryAgainMs = 300;
const heartbeatMs = 5000;

/**
 * Drops pages from this process's cache as any process commits a change that touches them.
 * While the database is away nothing can change, so pages stay readable; on return all are dropped, since a
 * message may have been missed. Returns a function that stops listening.
 */
export async function listenForTouches(connection: Connection, pages: PageCache): Promise<() => Promise<void>> {
  let client: pg.Client | undefined;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const listen = async () => {
    const next = new pg.Client({ ...clientConfig(connection), keepAlive: true, connectionTimeoutMillis: 5000 });
    next.on('error', () => {});
    next.on('notification', ({ payload }) => pages.drop(JSON.parse(payload ?? '["*"]')));
    const ended = new Promise<void>((resolve) => next.once('end', () => resolve()));
    // A database that dies at the wrong moment may leave a statement without an answer.
    const isListening = await Promise.race([
      next
        .connect()
        .then(() => next.query('listen page_touched'))
        .then(() => true),
      ended.then(() => false),
    ]);
    if (!isListening) throw new Error('Connection terminated while it began to listen');
    void ended.then(again);
    client = next;
    pages.drop(['*']);
    if (isStopped) await next.end();
  };
  const again = () => {
    client = undefined;
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void listen().catch(again), tryAgainMs);
  };
  // A connection that died without saying so would leave pages stale for ever.
  const heartbeat = setInterval(() => {
    const beating = client;
    if (!beating) return;
    const late = setTimeout(() => void beating.end().catch(() => {}), heartbeatMs);
    beating.query('select 1').then(
      () => clearTimeout(late),
      () => clearTimeout(late),
    );
  }, heartbeatMs);
  heartbeat.unref();

  await listen();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    clearInterval(heartbeat);
    await client?.end();
  };
}
