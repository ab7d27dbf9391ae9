import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { parseTerm } from '../rules/parse.ts';
import { plainPhrase } from '../rules/phrase.ts';
import type { Term } from '../rules/term.ts';
import { itemsFrom } from './items.ts';

/** How time limits are read: a person's reading of the same phrase before the program's own. */
export interface TermReader {
  /** The reading that counts. */
  termOf(written: string): Term;
  /** A person's reading; undefined: nobody gave one, or it was taken back. */
  confirmed(written: string): Term | undefined;
}

/** The newest reading of every phrase that a person read. Every import and every new look at the catalogue goes through it. */
export async function termReader(db: Reader): Promise<TermReader> {
  const rows = await db
    .selectFrom('time_limit_reading')
    .distinctOn('phrase')
    .select(['phrase', sql<Term | null>`term`.as('term')])
    .orderBy('phrase')
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const readings = new Map(rows.map(({ phrase, term }) => [phrase, term ?? undefined]));
  const confirmed = (written: string) => readings.get(plainPhrase(written));
  return { confirmed, termOf: (written) => confirmed(written) ?? parseTerm(written) };
}

/** What people said of a phrase, newest first. */
export async function readingHistory(db: Reader, phrase: string) {
  return db
    .selectFrom('time_limit_reading')
    .innerJoin('account', 'account.id', 'time_limit_reading.read_by')
    .select([
      'time_limit_reading.id',
      'written',
      sql<Term | null>`term`.as('term'),
      'reason',
      'read_at as readAt',
      'account.person_name as readBy',
    ])
    .where('phrase', '=', plainPhrase(phrase))
    .orderBy('read_at', 'desc')
    .orderBy('time_limit_reading.id', 'desc')
    .execute();
}

export interface PhraseToRead {
  /** As written where it was first met. */
  written: string;
  term: Term;
  isConfirmed: boolean;
  /** Items of the catalogues in force, or to come, that say so. */
  items: { id: string; level1: string; level2: string; catalogueName: string }[];
}

/** The phrases that wait for a person, and those a person has read, each once with its items; what waits stands first. */
export async function phrasesToRead(db: Reader, day: string): Promise<PhraseToRead[]> {
  const { confirmed } = await termReader(db);
  const items = await itemsFrom(db, day)
    .select([
      'catalogue_item.id',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue.name as catalogueName',
      'catalogue_item.time_limit as written',
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .execute();
  const phrases = new Map<string, PhraseToRead>();
  for (const { written, term, ...item } of items) {
    const isConfirmed = confirmed(written) !== undefined;
    if (!isConfirmed && term.kind !== 'unknown' && term.kind !== 'refer') continue;
    const phrase = plainPhrase(written);
    const known = phrases.get(phrase) ?? { written, term, isConfirmed, items: [] };
    known.items.push(item);
    phrases.set(phrase, known);
  }
  return [...phrases.values()].sort(
    (a, b) => Number(a.isConfirmed) - Number(b.isConfirmed) || b.items.length - a.items.length,
  );
}
