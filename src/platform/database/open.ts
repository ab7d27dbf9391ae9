import { startEngine, type Engine } from '../engine/engine.ts';
import type { Settings } from '../settings.ts';
import { connect, type Connection, type Database } from './connect.ts';
import { ensureDatabase } from './migrate.ts';
import type pg from 'pg';

export interface OpenDatabase {
  db: Database;
  pool: pg.Pool;
  connection: Connection;
  engine: Engine | undefined;
  close(): Promise<void>;
}

/**
 * Opens the database that the settings name: `DATABASE_URL`, or the embedded engine of the data folder.
 * `shared` lets a command use the engine of a running server. Throws EngineError with advice.
 */
export async function openDatabase(
  settings: Settings,
  options: { shared?: boolean; report?: (message: string) => void } = {},
): Promise<OpenDatabase> {
  if (settings.databaseUrl) {
    const connection = { url: settings.databaseUrl };
    const { db, pool } = connect(connection);
    return { db, pool, connection, engine: undefined, close: () => db.destroy() };
  }
  const engine = await startEngine({
    dataDir: settings.dataDir,
    // Each process's pool and listener, and as much again for commands run beside the server.
    configuration: { max_connections: String(40 + 12 * settings.processes) },
    ...options,
  });
  const connection = { host: engine.host, database: 'yangguang' };
  await ensureDatabase(engine.host, 'yangguang').catch(async (error) => {
    await engine.stop();
    throw error;
  });
  const { db, pool } = connect(connection);
  const close = async () => {
    await db.destroy();
    await engine.stop();
  };
  return { db, pool, connection, engine, close };
}
