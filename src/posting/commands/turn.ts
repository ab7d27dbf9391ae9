import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';

/** Two sendings of the same record at once take turns until the transaction ends, so that the second sees what the first stored. */
export async function takeTurn(tx: Tx, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(tx);
}
