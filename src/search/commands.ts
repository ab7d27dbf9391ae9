import { sql } from 'kysely';
import type { Tx } from '../platform/database/connect.ts';
import { termsOf } from './rules.ts';

export type SearchKind = 'disclosure' | 'openday';

/** What the public may find. Only published, masked text may be given here: the index shows what it is given. */
export interface SearchEntry {
  kind: SearchKind;
  id: string;
  bodyId: string;
  title: string;
  /** Plain text, without marks. */
  text: string;
  /** Path on the public site. */
  url: string;
  publishedAt: Date;
}

/** Makes a record findable, or replaces what it is found by. */
export async function indexEntry(tx: Tx, entry: SearchEntry): Promise<void> {
  await indexEntries(tx, [entry]);
}

/** Makes many records findable with one statement. */
export async function indexEntries(tx: Tx, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx
    .insertInto('search_entry')
    .values(
      entries.map((entry) => ({
        kind: entry.kind,
        subject_id: entry.id,
        body_id: entry.bodyId,
        title: entry.title,
        text: entry.text,
        url: entry.url,
        published_at: entry.publishedAt,
        title_terms: vector(termsOf(entry.title)),
        all_terms: vector(termsOf(`${entry.title}\n${entry.text}`)),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject_id']).doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        text: eb.ref('excluded.text'),
        url: eb.ref('excluded.url'),
        published_at: eb.ref('excluded.published_at'),
        title_terms: eb.ref('excluded.title_terms'),
        all_terms: eb.ref('excluded.all_terms'),
      })),
    )
    .execute();
}

/** Takes a record out of the search. Removing what is not there is harmless. */
export async function removeEntry(tx: Tx, kind: SearchKind, id: string): Promise<void> {
  await tx.deleteFrom('search_entry').where('kind', '=', kind).where('subject_id', '=', id).execute();
}

const vector = (terms: string[]) => sql<string>`array_to_tsvector(${terms}::text[])`;
