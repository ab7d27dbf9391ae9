import { sql } from 'kysely';
import type { Actor } from '../account/rules.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/database/connect.ts';

export interface AuditRecord {
  /** The act in the statute's word, e.g. 'disclosure.publish'. */
  verb: string;
  subject: { type: string; id: string };
  bodyId: string | null;
  before?: unknown;
  after?: unknown;
}

/** One change of state in progress: everything done through `tx` stands or falls together with its record. */
export interface Change {
  tx: Tx;
  actor: Actor;
  at: Date;
  /** The legal date of `at`. */
  today: string;
  record(entry: AuditRecord): void;
  /** Names what public pages show and this change alters, e.g. 'disclosure:<id>'; pages with these tags are dropped on commit. */
  touch(...tags: string[]): void;
}

/**
 * Runs `work` in one transaction together with the audit events it records, and tells every process which pages changed.
 * Throws when `work` recorded nothing: a change of state without a record is a bug.
 */
export async function change<T>(ctx: Context, actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
  const at = ctx.clock.now();
  const events: AuditRecord[] = [];
  const tags = new Set<string>();
  const done = await ctx.db.transaction().execute(async (tx) => {
    const result = await work({
      tx,
      actor,
      at,
      today: legalDate(at),
      record: (entry) => void events.push(entry),
      touch: (...names) => names.forEach((name) => tags.add(name)),
    });
    if (events.length === 0) throw new Error('A change must record what it did');
    await writeEvents(tx, actor, at, events);
    if (tags.size > 0) await announce(tx, [...tags]);
    return result;
  });
  // The announcement reaches this process too, but after the answer to the person who will look at once.
  if (tags.size > 0) ctx.pages.drop([...tags]);
  return done;
}

async function writeEvents(tx: Tx, actor: Actor, at: Date, events: AuditRecord[]): Promise<void> {
  const rows = events.map((event) => ({
    at,
    account_id: actor.accountId,
    person_name: actor.personName,
    body_id: event.bodyId,
    verb: event.verb,
    subject_type: event.subject.type,
    subject_id: event.subject.id,
    before: event.before === undefined ? null : JSON.stringify(event.before),
    after: event.after === undefined ? null : JSON.stringify(event.after),
    address: actor.address,
    request_id: actor.requestId,
  }));
  const rowsAtOnce = 1000; // a statement holds 65,535 parameters at most
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await tx
      .insertInto('audit_event')
      .values(rows.slice(from, from + rowsAtOnce))
      .execute();
  }
}

/** Delivered by PostgreSQL on commit, and only then. A payload holds 8,000 bytes; beyond that all pages are dropped. */
async function announce(tx: Tx, tags: string[]): Promise<void> {
  const payload = JSON.stringify(tags);
  await sql`select pg_notify('page_touched', ${payload.length < 7000 ? payload : '["*"]'})`.execute(tx);
}
