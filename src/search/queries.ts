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
/**
 * Words that more records hold than this are looked for among so many of the newest only, one by one: ranking all hits
 * of a common word takes seconds. Rarer ones are all found through the index.
 */
const newestLookedThrough = 3000;
/** With fewer hits than this among the newest, the index is asked after all. */
const fewHits = 20;
const indexHitsAtMost = 5000;
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
  const run = async (reader: Reader) => {
    // The planner does not count what it costs to unpack the terms of a long document: it would read every one.
    await sql`select set_config('enable_seqscan', 'off', true)`.execute(reader);
    const { found, isComplete } = await find(reader, query);
    const shown = found.slice((page - 1) * hitsPerPage, page * hitsPerPage);
    return { hits: await describe(reader, shown, query), total: found.length, isTotalCapped: !isComplete };
  };
  return db.isTransaction ? run(db) : db.transaction().setAccessMode('read only').execute(run);
}

async function find(db: Reader, query: Query): Promise<{ found: Found[]; isComplete: boolean }> {
  const everywhere = () => among(db, query, matching('all_terms', query, indexHitsAtMost));
  const isCertain = ({ length }: Found[]) => length < countAtMost;
  if ((await estimate(db, query)) <= newestLookedThrough) {
    const found = await everywhere();
    return { found, isComplete: isCertain(found) };
  }
  const newest = await among(
    db,
    query,
    sql`select * from (select * from search_entry order by published_at desc limit ${newestLookedThrough}) newest
      where all_terms @@ ${query.tsquery}::tsquery`,
  );
  if (newest.length < fewHits) {
    const found = await everywhere();
    return { found, isComplete: isCertain(found) };
  }
  // Older titles are found in any case: who types a title wants that document.
  const titled = await among(db, query, matching('title_terms', query, indexHitsAtMost), fewHits);
  const known = new Set(newest.map(({ subject_id }) => subject_id));
  const older = titled.filter(({ subject_id }) => !known.has(subject_id));
  const inTitle = newest.filter(({ in_title }) => in_title);
  const found = [...inTitle, ...older, ...newest.filter(({ in_title }) => !in_title)];
  return { found: found.slice(0, countAtMost), isComplete: false };
}

/** What the planner expects to be found: a fraction of a millisecond, and good enough to choose the way. */
async function estimate(db: Reader, { tsquery }: Query): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`
    explain (format json) select 1 from search_entry where all_terms @@ ${sql.lit(tsquery)}::tsquery`.execute(db);
  return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

/** Records that the index gives for the query, at most so many: the estimate may be wrong, the work may not be. */
const matching = (terms: 'title_terms' | 'all_terms', { tsquery }: Query, atMost: number) =>
  sql`select * from search_entry where ${sql.ref(terms)} @@ ${tsquery}::tsquery limit ${atMost}`;

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
  const conditions = sql.join([sql`true`, ...wordForWord], sql` and `);
  const result = await sql<Found>`
    with source as materialized (${source})
    select kind, subject_id, title_terms @@ ${tsquery}::tsquery as in_title
    from source where ${conditions}
    order by in_title desc, published_at desc limit ${limit}`.execute(db);
  return result.rows;
}

/** So much of a long text is taken out around its first match: room for a snippet and for the spaces it folds. */
const windowChars = 400;
const windowLeadChars = 60;

interface Described {
  subject_id: string;
  title: string;
  url: string;
  published_at: Date;
  body_name: string;
  piece: string;
  /** Null where the whole text came. */
  is_cut: boolean | null;
}

async function describe(db: Reader, found: Found[], { words }: Query): Promise<Hit[]> {
  if (found.length === 0) return [];
  // The database cuts the window: a page of hits is twenty texts of up to a hundred thousand characters each. Only a word
  // written in another width or case than typed needs the whole text. Materialized, or each use of `at` looks again.
  const { rows } = await sql<Described>`
    with hit as materialized (
      select subject_id, body_id, title, url, published_at, text,
        least(${sql.join(words.map((word) => sql`nullif(strpos(text, ${word}), 0)`))}) as at
      from search_entry where subject_id in (${sql.join(found.map(({ subject_id }) => subject_id))})
    )
    select hit.subject_id, hit.title, hit.url, hit.published_at, body.name as body_name, hit.at > ${windowLeadChars} as is_cut,
      case when hit.at is null then hit.text
        else substr(hit.text, greatest(hit.at - ${windowLeadChars}, 1), ${windowChars}) end as piece
    from hit join body on body.id = hit.body_id`.execute(db);
  const bySubject = new Map(rows.map((row) => [row.subject_id, row]));
  return found.flatMap(({ subject_id }) => {
    const row = bySubject.get(subject_id);
    if (!row) return [];
    const { title, piece, is_cut, url, published_at, body_name } = row;
    const parts = { title: marked(title, words), snippet: snippet(piece, words, is_cut === true) };
    return [{ ...parts, url, publishedOn: legalDate(published_at), bodyName: body_name }];
  });
}
