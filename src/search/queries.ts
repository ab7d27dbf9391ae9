import { sql } from 'kysely';
import { legalDate } from '../platform/clock.ts';
import type { Reader } from '../platform/database/connect.ts';
import { marked, readQuery, snippet, type Part, type Query } from './rules.ts';

export interface Hit {
  title: Part[];
  snippet: Part[];
  url: string;
  /** Legal date, YYYY-MM-DD. */
  publishedOn: string;
  bodyName: string;
}

export interface SearchResult {
  hits: Hit[];
  total: number;
  /** There are at least `total`; how many exactly would cost too much to say. */
  isTotalCapped: boolean;
}

export const hitsPerPage = 20;
/** Only so many of the newest records are looked through one by one; ranking all hits of a common word takes seconds. */
const newestLookedThrough = 3000;
/** With fewer hits than this among the newest, the index is asked for all of them: then they are few. */
const fewHits = 20;
const countAtMost = 1000;

interface Found {
  kind: string;
  subject_id: string;
  in_title: boolean;
}

/**
 * Searches what the public may read: hits in the title first, then the newest. `page` counts from 1.
 * Empty or unreadable words find nothing.
 */
export async function search(db: Reader, { words, page = 1 }: { words: string; page?: number }): Promise<SearchResult> {
  const query = readQuery(words);
  if (!query.tsquery) return { hits: [], total: 0, isTotalCapped: false };
  const { found, isComplete } = await find(db, query);
  const shown = found.slice((page - 1) * hitsPerPage, page * hitsPerPage);
  return {
    hits: await describe(db, shown, query),
    total: found.length,
    isTotalCapped: !isComplete,
  };
}

async function find(db: Reader, query: Query): Promise<{ found: Found[]; isComplete: boolean }> {
  const newest = await among(
    db,
    query,
    sql`select * from search_entry order by published_at desc limit ${newestLookedThrough}`,
  );
  const isAll = newest.length < countAtMost && (await isSmall(db));
  if (isAll) return { found: newest, isComplete: true };
  // Older titles are found in any case: who types a title wants that document.
  const titles = sql`select * from search_entry where title_terms @@ ${query.tsquery}::tsquery`;
  if (newest.length >= fewHits) {
    const titled = await among(db, query, titles, fewHits);
    const known = new Set(newest.map(({ subject_id }) => subject_id));
    const older = titled.filter(({ subject_id }) => !known.has(subject_id));
    const inTitle = newest.filter(({ in_title }) => in_title);
    return {
      found: [...inTitle, ...older, ...newest.filter(({ in_title }) => !in_title)].slice(0, countAtMost),
      isComplete: false,
    };
  }
  const everywhere = sql`select * from search_entry where all_terms @@ ${query.tsquery}::tsquery`;
  const found = await among(db, query, everywhere);
  return { found, isComplete: found.length < countAtMost };
}

/**
 * The hits among the rows of `source`, title first, then newest. `source` is materialized: left to itself the planner
 * walks the whole table by date, hoping to meet enough hits of a rare word (1–3 s at 500,000 records).
 */
async function among(
  db: Reader,
  { tsquery, phrases }: Query,
  source: ReturnType<typeof sql>,
  limit = countAtMost,
): Promise<Found[]> {
  const wordForWord = phrases.map((phrase) => sql`(strpos(title, ${phrase}) > 0 or strpos(text, ${phrase}) > 0)`);
  const conditions = sql.join([sql`all_terms @@ ${tsquery}::tsquery`, ...wordForWord], sql` and `);
  const result = await sql<Found>`
    with source as materialized (${source})
    select kind, subject_id, title_terms @@ ${tsquery}::tsquery as in_title
    from source where ${conditions}
    order by in_title desc, published_at desc limit ${limit}`.execute(db);
  return result.rows;
}

/** Whether the newest records are all there are. */
async function isSmall(db: Reader): Promise<boolean> {
  const beyond = await sql`select 1 from search_entry offset ${newestLookedThrough} limit 1`.execute(db);
  return beyond.rows.length === 0;
}

async function describe(db: Reader, found: Found[], { words }: Query): Promise<Hit[]> {
  if (found.length === 0) return [];
  const rows = await db
    .selectFrom('search_entry')
    .innerJoin('body', 'body.id', 'search_entry.body_id')
    .select(['subject_id', 'title', 'text', 'url', 'published_at', 'body.name as body_name'])
    .where(
      'subject_id',
      'in',
      found.map(({ subject_id }) => subject_id),
    )
    .execute();
  const bySubject = new Map(rows.map((row) => [row.subject_id, row]));
  return found.flatMap(({ subject_id }) => {
    const row = bySubject.get(subject_id);
    if (!row) return [];
    const { title, text, url, published_at, body_name } = row;
    const parts = { title: marked(title, words), snippet: snippet(text, words) };
    return [{ ...parts, url, publishedOn: legalDate(published_at), bodyName: body_name }];
  });
}
