import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import type { Audience } from '../rules/audience.ts';
import { difference, type Difference, type VersionItem } from '../rules/difference.ts';
import type { ExtraCell, RowFate } from '../rules/rows.ts';
import { nextEffectiveOn } from './items.ts';

/** Versions of catalogues: what each says, from when until when, and the one before it. */

export interface VersionLine {
  id: string;
  catalogueId: string;
  name: string;
  version: number;
  fileName: string;
  effectiveOn: string;
  /** The first day of the next version: it holds until the day before; null: without end. */
  nextOn: string | null;
  importedAt: Date;
  items: number;
}

const versions = (db: Reader) =>
  db
    .selectFrom('catalogue_version')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .select((eb) => [
      'catalogue_version.id',
      'catalogue.id as catalogueId',
      'catalogue.name',
      'catalogue_version.version',
      'catalogue_version.file_name as fileName',
      'catalogue_version.effective_on as effectiveOn',
      nextEffectiveOn.as('nextOn'),
      'catalogue_version.imported_at as importedAt',
      eb
        .selectFrom('catalogue_item')
        .select(sql<number>`count(*)`.as('items'))
        .whereRef('catalogue_item.version_id', '=', 'catalogue_version.id')
        .$asScalar()
        .$notNull()
        .as('items'),
    ]);

/** Every version of every catalogue, the newest of each first. */
export async function versionLines(db: Reader): Promise<VersionLine[]> {
  return versions(db).orderBy('catalogue.name').orderBy('catalogue_version.version', 'desc').execute();
}

/** One version with the one before it. Throws 404. */
export async function versionWithPrevious(
  db: Reader,
  id: string,
): Promise<{ version: VersionLine; previous: VersionLine | undefined }> {
  const version = await versions(db)
    .where(sql`catalogue_version.id::text`, '=', id)
    .executeTakeFirst();
  if (!version) throw notFound('目录版本');
  const previous = await versions(db)
    .where('catalogue_version.catalogue_id', '=', version.catalogueId)
    .where('catalogue_version.version', '<', version.version)
    .orderBy('catalogue_version.version', 'desc')
    .executeTakeFirst();
  return { version, previous };
}

/** The newest version of the catalogue that a body has under a name, also one that is still to come; undefined: none yet. */
export async function newestVersion(db: Reader, bodyId: string, name: string): Promise<VersionLine | undefined> {
  return versions(db)
    .where('catalogue.body_id', '=', bodyId)
    .where('catalogue.name', '=', name)
    .orderBy('catalogue_version.version', 'desc')
    .executeTakeFirst();
}

/** The items of one version as far as versions are compared, in order. */
export async function itemsOfVersion(db: Reader, versionId: string): Promise<VersionItem[]> {
  return db
    .selectFrom('catalogue_item')
    .select([
      'key',
      'level1',
      'level2',
      'level3',
      'domain',
      'content',
      'legal_basis as legalBasis',
      'time_limit as timeLimit',
      'responsible',
      sql<string[]>`channels`.as('channels'),
      sql<string[]>`optional_channels`.as('optionalChannels'),
      sql<Audience>`audience`.as('audience'),
      sql<'proactive' | 'request'>`manner`.as('manner'),
      sql<string[]>`levels`.as('levels'),
      sql<ExtraCell[]>`extra`.as('extra'),
    ])
    .where('version_id', '=', versionId)
    .orderBy('position')
    .execute();
}

/** What changed from one version to the next; of a first one everything is new. */
export async function changesOf(
  db: Reader,
  version: Pick<VersionLine, 'id'>,
  previous: Pick<VersionLine, 'id'> | undefined,
): Promise<Difference> {
  const before = previous ? await itemsOfVersion(db, previous.id) : [];
  return difference(before, await itemsOfVersion(db, version.id));
}

/** The fate of every row of the sheet that a version came from. */
export async function fatesOfVersion(db: Reader, versionId: string): Promise<RowFate[]> {
  const row = await db
    .selectFrom('catalogue_version')
    .select(sql<RowFate[]>`report`.as('fates'))
    .where('id', '=', versionId)
    .executeTakeFirst();
  if (!row) throw notFound('目录版本');
  return row.fates;
}
