import { sql, type RawBuilder } from 'kysely';
import type { Audience, PublicReader } from '../../catalogue/rules/audience.ts';
import type { Validity, WithdrawalKind } from '../rules.ts';
import { readNumber } from '../../number/rules.ts';
import type { Reader } from '../../platform/database/connect.ts';

/** What anybody may read: published versions, and what is left of those withdrawn. Nothing else of a disclosure. */

/** `mayRead` of catalogue/rules/audience.ts in SQL, for the rows of `disclosure` (by that name in the query). */
export function readableBy({ villageKeyOf }: PublicReader): RawBuilder<boolean> {
  if (villageKeyOf === undefined) return sql<boolean>`disclosure.audience = 'public'`;
  return sql<boolean>`(disclosure.audience = 'public' or (disclosure.audience = 'village' and exists (
    select from body owner where owner.id = disclosure.body_id and starts_with(${villageKeyOf}, owner.path))))`;
}

export interface PublishedLine {
  id: string;
  number: string;
  title: string;
  category: string;
  bodyCode: string;
  bodyName: string;
  documentNumber: string;
  issuedOn: string | null;
  firstPublishedAt: Date;
  /** When the version shown was published: later than the first after a correction. */
  lastPublishedAt: Date;
}

export interface PublishedFilter {
  category?: string;
  bodyId?: string;
  /** The year of 成文日期. */
  year?: number;
  /** Who reads; by default somebody without any key. */
  reader?: PublicReader;
  /** Only what was published for these, of what the reader may read. */
  onlyAudience?: Audience;
}

/**
 * The newest published documents. Ids are read from the index first, so that a far page costs no more than walking it.
 */
export async function publishedLines(
  db: Reader,
  filter: PublishedFilter,
  { offset = 0, limit }: { offset?: number; limit: number },
): Promise<PublishedLine[]> {
  const page = published(db, filter)
    .select(['disclosure.id', 'disclosure.first_published_at'])
    .orderBy('disclosure.first_published_at', 'desc')
    .orderBy('disclosure.id', 'desc')
    .offset(offset)
    .limit(limit);
  const rows = await db
    .selectFrom(page.as('page'))
    .innerJoin('disclosure', 'disclosure.id', 'page.id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .select([
      'disclosure.id',
      'disclosure.number',
      'disclosure.category',
      'disclosure.first_published_at as firstPublishedAt',
      'version.title',
      'version.document_number as documentNumber',
      'version.issued_on as issuedOn',
      'version.published_at as lastPublishedAt',
      'body.code as bodyCode',
      'body.name as bodyName',
    ])
    .orderBy('disclosure.first_published_at', 'desc')
    .orderBy('disclosure.id', 'desc')
    .$narrowType<{ firstPublishedAt: Date; lastPublishedAt: Date }>()
    .execute();
  return rows;
}

/** How many published documents the filter leaves. */
export async function countPublished(db: Reader, filter: PublishedFilter): Promise<number> {
  const row = await published(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

function published(db: Reader, { category, bodyId, year, reader = {}, onlyAudience }: PublishedFilter) {
  return db
    .selectFrom('disclosure')
    .where('disclosure.standing', '=', 'published')
    .where(readableBy(reader))
    .$if(onlyAudience !== undefined, (query) => query.where('disclosure.audience', '=', onlyAudience ?? ''))
    .$if(category !== undefined, (query) => query.where('disclosure.category', '=', category ?? ''))
    .$if(bodyId !== undefined, (query) => query.where('disclosure.body_id', '=', bodyId ?? ''))
    .$if(year !== undefined, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('disclosure_version as version')
            .select('version.version')
            .whereRef('version.disclosure_id', '=', 'disclosure.id')
            .whereRef('version.version', '=', 'disclosure.published_version')
            .where(sql<boolean>`version.issued_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)`),
        ),
      ),
    );
}

/** What the list can be narrowed to: categories and years of 成文日期, each with its number of documents. */
export async function publishedFacets(
  db: Reader,
): Promise<{ categories: { name: string; count: number }[]; years: { year: number; count: number }[] }> {
  const categories = await db
    .selectFrom('disclosure')
    .select((eb) => ['category as name', eb.fn.countAll<number>().as('count')])
    .where('standing', '=', 'published')
    .where(readableBy({}))
    .groupBy('category')
    .orderBy('count', 'desc')
    .orderBy('name')
    .execute();
  const years = await db
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .select((eb) => [
      sql<number>`extract(year from version.issued_on)::int`.as('year'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('disclosure.standing', '=', 'published')
    .where(readableBy({}))
    .where('version.issued_on', 'is not', null)
    .groupBy('year')
    .orderBy('year', 'desc')
    .execute();
  return { categories, years };
}

export interface PublicVersion {
  version: number;
  publishedAt: Date;
  contentHash: string;
  /** Why the version before it was corrected; empty for the first. */
  correctionReason: string;
}

export interface PublicDocument extends PublishedLine {
  standing: 'published';
  indexNumber: string;
  validity: Validity;
  html: string;
  bodyId: string;
  /** Newest first; the first is the one shown. */
  versions: PublicVersion[];
}

/** A withdrawn disclosure: that it was there, when it went and why; not its text. */
export interface Tombstone {
  standing: 'withdrawn';
  id: string;
  number: string;
  indexNumber: string;
  title: string;
  bodyName: string;
  bodyCode: string;
  firstPublishedAt: Date;
  withdrawnAt: Date;
  kind: WithdrawalKind;
  reason: string;
}

/** What this reader may see under a number; undefined where nothing was ever published for them under it. */
export async function publicDisclosure(
  db: Reader,
  number: string,
  reader: PublicReader = {},
): Promise<PublicDocument | Tombstone | undefined> {
  const found = await db
    .selectFrom('disclosure')
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .selectAll('disclosure')
    .select(['body.code as body_code', 'body.name as body_name'])
    .where('disclosure.number', '=', number)
    .where('disclosure.standing', 'in', ['published', 'withdrawn'])
    .where(readableBy(reader))
    .executeTakeFirst();
  if (!found?.first_published_at) return undefined;
  const rows = await db
    .selectFrom('disclosure_version')
    .selectAll()
    .where('disclosure_id', '=', found.id)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute();
  const shown = rows.find(({ version }) => version === found.published_version) ?? rows[0];
  if (!shown) return undefined;
  const common = {
    id: found.id,
    number: found.number,
    indexNumber: found.index_number ?? '',
    title: shown.title,
    bodyCode: found.body_code,
    bodyName: found.body_name,
    firstPublishedAt: found.first_published_at,
  };
  if (found.withdrawn_at)
    return {
      ...common,
      standing: 'withdrawn',
      withdrawnAt: found.withdrawn_at,
      kind: (found.withdrawal_kind ?? 'withdrawn') as WithdrawalKind,
      reason: found.withdrawal_reason ?? '',
    };
  return {
    ...common,
    standing: 'published',
    bodyId: found.body_id,
    category: found.category,
    documentNumber: shown.document_number,
    issuedOn: shown.issued_on,
    lastPublishedAt: shown.published_at ?? found.first_published_at,
    validity: shown.validity as Validity,
    html: shown.html,
    versions: rows.map((row) => ({
      version: row.version,
      publishedAt: row.published_at ?? found.first_published_at ?? row.updated_at,
      contentHash: row.content_hash ?? '',
      correctionReason: row.correction_reason ?? '',
    })),
  };
}

/** The numbers of those of these disclosures that this reader may read, by id: to link to them. */
export async function publishedNumbers(
  db: Reader,
  ids: readonly (string | null)[],
  reader: PublicReader = {},
): Promise<Map<string, string>> {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return new Map();
  const rows = await db
    .selectFrom('disclosure')
    .select(['id', 'number'])
    .where('id', 'in', asked)
    .where('standing', '=', 'published')
    .where(readableBy(reader))
    .execute();
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/**
 * The number of the disclosure that a person names by its number (as heard on the telephone, checked by its check
 * digit) or by its index number (索引号); undefined where the words are neither, or nothing public has it.
 */
export async function numberNamed(db: Reader, typed: string): Promise<string | undefined> {
  const number = readNumber(typed);
  const row = await db
    .selectFrom('disclosure')
    .select('number')
    .where((eb) => eb.or([eb('number', '=', number ?? ''), eb('index_number', '=', typed.normalize('NFKC'))]))
    .where('standing', 'in', ['published', 'withdrawn'])
    .where(readableBy({}))
    .executeTakeFirst();
  return row?.number;
}
