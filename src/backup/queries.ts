import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';

/** A table as it is copied: generated columns are left out, since PostgreSQL computes them again. */
export interface CopiedTable {
  name: string;
  columns: string[];
}

/** Values must read the same wherever they are written: independent of the server's own settings. */
export const copySettings = `
  set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'iso_8601';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local synchronize_seqscans = off;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;`;

/** Every table of the program but the record of its migrations, in order of name. */
export async function tablesOf(client: pg.ClientBase): Promise<CopiedTable[]> {
  const { rows } = await client.query<CopiedTable>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname order by c.relname`,
  );
  return rows;
}

/** Tables that a new database already holds rows in, the defaults of our migrations; a restore replaces them. */
export const filledByMigrations: readonly string[] = ['event_shortcut', 'reminder_rule'];

/** Where each sequence stands; null where it has never been used. */
export async function sequencesOf(client: pg.ClientBase): Promise<{ name: string; last: number | null }[]> {
  const { rows } = await client.query(
    "select sequencename as name, last_value::int8 as last from pg_sequences where schemaname = 'public' order by 1",
  );
  return rows;
}

/** The foreign keys of all tables, as the statement that makes each again. */
export async function foreignKeysOf(client: pg.ClientBase): Promise<{ drop: string; add: string }[]> {
  const { rows } = await client.query(
    `select format('alter table %I drop constraint %I', c.relname, k.conname) as drop,
            format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as add
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by c.relname, k.conname`,
  );
  return rows;
}

export const copied = ({ name, columns }: CopiedTable) =>
  `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;

/**
 * Reads a table in COPY text format, in stored order, and hands it on in parts.
 * Returns the number of rows and the SHA-256 of all bytes in hex.
 */
export async function readTable(
  client: pg.ClientBase,
  table: CopiedTable,
  take: (part: Buffer) => Promise<void> | void,
): Promise<{ rows: number; sha256: string }> {
  const partBytes = 4 * 1024 * 1024;
  const hash = createHash('sha256');
  let rows = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    if (waitingBytes > 0) await take(Buffer.concat(waiting));
    waiting = [];
    waitingBytes = 0;
  };
  for await (const part of client.query(copyTo(`copy ${copied(table)} to stdout`)) as AsyncIterable<Buffer>) {
    hash.update(part);
    rows += lineEnds(part);
    waiting.push(part);
    waitingBytes += part.length;
    if (waitingBytes >= partBytes) await flush();
  }
  await flush();
  return { rows, sha256: hash.digest('hex') };
}

/** Each row ends with a line feed; one inside a value is written as \n. */
function lineEnds(part: Buffer): number {
  let count = 0;
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) count += 1;
  return count;
}
