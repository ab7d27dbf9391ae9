import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { ReadItem } from '../rules/rows.ts';
import type { Term } from '../rules/term.ts';

/** The condition that keeps `catalogue_version` to the newest version of each catalogue. */
const isCurrent = sql<boolean>`catalogue_version.version = (
  select max(newer.version) from catalogue_version newer where newer.catalogue_id = catalogue_version.catalogue_id)`;

/** Items (公开事项) of the newest version of every catalogue, in order; to be narrowed by the caller. */
export const currentItems = (db: Reader) =>
  db
    .selectFrom('catalogue_item')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .where(isCurrent)
    .orderBy('catalogue.name')
    .orderBy('catalogue_item.position');

export interface BodyItem {
  id: string;
  key: string;
  catalogueName: string;
  level1: string;
  level2: string;
  level3: string;
  timeLimit: string;
  term: Term;
  manner: 'proactive' | 'request';
}

/** The catalogue items that bind a body, in the catalogue's order. */
export async function itemsOfBody(db: Reader, bodyId: string): Promise<BodyItem[]> {
  return currentItems(db)
    .innerJoin('catalogue_item_body', 'catalogue_item_body.item_id', 'catalogue_item.id')
    .where('catalogue_item_body.body_id', '=', bodyId)
    .select([
      'catalogue_item.id',
      'catalogue_item.key',
      'catalogue.name as catalogueName',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'catalogue_item.time_limit as timeLimit',
      sql<Term>`catalogue_item.term`.as('term'),
      sql<'proactive' | 'request'>`catalogue_item.manner`.as('manner'),
    ])
    .execute();
}

/** The first-level items (一级事项) of all catalogues, each once, in the catalogues' order: the categories of the site. */
export async function categories(db: Reader): Promise<string[]> {
  const rows = await currentItems(db).select('catalogue_item.level1').execute();
  return [...new Set(rows.map(({ level1 }) => level1))];
}

export interface PublicItem extends Omit<ReadItem, 'row' | 'levels' | 'bodyIds'> {
  id: string;
  catalogueName: string;
  /** How many bodies it binds. */
  bodies: number;
  /** The legal date of the newest publication that met an obligation of this item; null: none yet. */
  newestOn: string | null;
}

/** The catalogue as the public reads it, in the catalogues' order. */
export async function publicItems(db: Reader): Promise<PublicItem[]> {
  return currentItems(db)
    .select((eb) => [
      'catalogue_item.id',
      'catalogue_item.key',
      'catalogue.name as catalogueName',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'catalogue_item.content',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_item.time_limit as timeLimit',
      sql<Term>`catalogue_item.term`.as('term'),
      'catalogue_item.responsible',
      sql<string[]>`catalogue_item.channels`.as('channels'),
      sql<'proactive' | 'request'>`catalogue_item.manner`.as('manner'),
      sql<'public' | 'group'>`catalogue_item.audience`.as('audience'),
      eb
        .selectFrom('catalogue_item_body')
        .select(sql<number>`count(*)`.as('bodies'))
        .whereRef('catalogue_item_body.item_id', '=', 'catalogue_item.id')
        .$asScalar()
        .$notNull()
        .as('bodies'),
      eb
        .selectFrom('obligation')
        .select(sql<string>`max(obligation.met_on)`.as('newest'))
        .whereRef('obligation.catalogue_id', '=', 'catalogue.id')
        .whereRef('obligation.item_key', '=', 'catalogue_item.key')
        .$asScalar()
        .as('newestOn'),
    ])
    .execute();
}
