import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './tables.generated.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;
/** What a read needs: the database, or a transaction that must see its own writes. */
export type Reader = Database | Tx;

// A legal date is a plain 'YYYY-MM-DD'; the driver would make it midnight of this machine's time zone, a day off
// elsewhere. Counts fit a number: none of ours passes 2^53.
const dateOid = 1082;
const int8Oid = 20;
const numericOid = 1700;
pg.types.setTypeParser(dateOid, (text) => text);
pg.types.setTypeParser(int8Oid, Number);
pg.types.setTypeParser(numericOid, Number);

export interface Connection {
  host?: string;
  database?: string;
  url?: string;
}

/** Opens a pool. It connects again by itself after the database was away. */
export function connect(connection: Connection, poolSize = 10): { db: Database; pool: pg.Pool } {
  const pool = new pg.Pool({
    ...clientConfig(connection),
    max: poolSize,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    // A bounded wait for the answer: a page must say that the database is busy rather than hang.
    statement_timeout: 60_000,
    options: '-c timezone=UTC -c jit=off',
  });
  // An idle connection that breaks (database restarted) is reported here; the next query opens a new one.
  pool.on('error', () => {});
  // One that breaks while a request holds it, between two statements, has nobody else to tell; the next statement fails.
  pool.on('connect', (client) => client.on('error', () => {}));
  return { db: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }), pool };
}

/** What `pg` needs to reach the embedded engine's socket or the given server. */
export function clientConfig(connection: Connection): pg.ClientConfig {
  return connection.url
    ? { connectionString: connection.url }
    : { host: connection.host, user: 'yangguang', database: connection.database ?? 'yangguang' };
}
