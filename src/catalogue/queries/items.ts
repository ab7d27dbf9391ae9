import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { Audience } from '../rules/audience.ts';
import type { ReadItem } from '../rules/rows.ts';
import type { Term } from '../rules/term.ts';

/** The first day of the version that follows `catalogue_version` in time: it holds until the day before; null: without end. */
export const nextEffectiveOn = sql<string | null>`(
  select min(later.effective_on) from catalogue_version later where later.catalogue_id = catalogue_version.catalogue_id
    and (later.effective_on, later.version) > (catalogue_version.effective_on, catalogue_version.version))`;

/** Items (公开事项) of every version there ever was, in order; to be narrowed by the caller. */
export const allItems = (db: Reader) =>
  db
    .selectFrom('catalogue_item')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .orderBy('catalogue.name')
    .orderBy('catalogue_version.effective_on')
    .orderBy('catalogue_version.version')
    .orderBy('catalogue_item.position');

/** Items of the version of every catalogue that holds on the legal day `day`; to be narrowed by the caller. */
export const currentItems = (db: Reader, day: string) =>
  allItems(db)
    .where('catalogue_version.effective_on', '<=', day)
    .where(sql<boolean>`coalesce(${nextEffectiveOn} > ${day}::date, true)`);

/**
 * Items of the versions that hold on `day` or will later; with `nextEffectiveOn` selected, what a version owes ends the
 * day before it.
 */
export const itemsFrom = (db: Reader, day: string) =>
  allItems(db).where(sql<boolean>`coalesce(${nextEffectiveOn} > ${day}::date, true)`);

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

/** The catalogue items that bind a body on a legal day, in the catalogue's order. */
export async function itemsOfBody(db: Reader, bodyId: string, day: string): Promise<BodyItem[]> {
  return currentItems(db, day)
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
export async function categories(db: Reader, day: string): Promise<string[]> {
  const rows = await currentItems(db, day).select('catalogue_item.level1').execute();
  return [...new Set(rows.map(({ level1 }) => level1))];
}

export interface PublicItem extends Omit<ReadItem, 'row' | 'levels' | 'bodyIds'> {
  id: string;
  catalogueName: string;
  /** A pilot domain (试点领域) by name; '': 其他. */
  domain: string;
  /** How many bodies it binds. */
  bodies: number;
  /** The legal date of the newest publication that met an obligation of this item; null: none yet. */
  newestOn: string | null;
}

/** The catalogue as it holds on a legal day, in the catalogues' order. */
export async function publicItems(db: Reader, day: string): Promise<PublicItem[]> {
  return currentItems(db, day)
    .select((eb) => [
      'catalogue_item.id',
      'catalogue_item.key',
      'catalogue.name as catalogueName',
      'catalogue_item.domain',
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
      sql<Audience>`catalogue_item.audience`.as('audience'),
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
