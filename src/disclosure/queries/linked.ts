import type { Reader } from '../../platform/database/connect.ts';
import { numberNamed } from './published.ts';

/** What anybody may know of the published disclosure that a person names by number or index number; undefined: none. */
export async function disclosureNamed(db: Reader, typed: string): Promise<LinkedDisclosure | undefined> {
  const number = await numberNamed(db, typed);
  const row = await titles(db)
    .where('disclosure.number', '=', number ?? '')
    .executeTakeFirst();
  return row;
}

export interface LinkedDisclosure {
  id: string;
  number: string;
  indexNumber: string | null;
  title: string;
}

/** The same of those of these disclosures that are public now, by id. */
export async function disclosureTitles(db: Reader, ids: readonly string[]): Promise<Map<string, LinkedDisclosure>> {
  if (ids.length === 0) return new Map();
  const rows = await titles(db).where('disclosure.id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

const titles = (db: Reader) =>
  db
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .select(['disclosure.id', 'disclosure.number', 'disclosure.index_number as indexNumber', 'version.title'])
    .where('disclosure.standing', '=', 'published')
    .where('disclosure.audience', '=', 'public');
