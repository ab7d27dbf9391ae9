import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { Route, VersionState } from '../rules.ts';

/** The documents that villages' sheets become, with their working version; to be joined by `id`. */
export const sheetDocuments = (db: Reader) =>
  db
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.working_version'),
    )
    .where('disclosure.route', '!=', 'standard')
    .select([
      'disclosure.id',
      'disclosure.number',
      'disclosure.index_number',
      'disclosure.published_version',
      'disclosure.last_published_at',
      sql<'unpublished' | 'published' | 'withdrawn'>`disclosure.standing`.as('standing'),
      sql<Route>`disclosure.route`.as('route'),
      'version.version',
      sql<VersionState>`version.state`.as('state'),
      'version.revision',
      'version.title',
      'version.drafters',
      'version.reviewed_by',
      'version.returned_remark',
      'version.correction_reason',
      'version.updated_at',
    ]);

/** The obligations that a sheet's document is linked to. */
export async function sheetLinks(db: Reader, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('disclosure_obligation')
    .select('obligation_id')
    .where('disclosure_id', '=', id)
    .execute();
  return rows.map(({ obligation_id }) => obligation_id);
}
