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
    next.on('end', () => again());
    next.on('notification', ({ payload }) => pages.drop(JSON.parse(payload ?? '["*"]')));
    await next.connect();
    await next.query('listen page_touched');
    client = next;
    pages.drop(['*']);
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
