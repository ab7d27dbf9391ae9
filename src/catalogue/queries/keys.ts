import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { currentItems } from './items.ts';

/** An item as it binds one body on a legal day; what it is called by is the same in the next version. */
export interface BoundItem {
  bodyId: string;
  itemId: string;
  catalogueId: string;
  catalogueName: string;
  itemKey: string;
  level1: string;
  level2: string;
  level3: string;
}

/** The items that bind these bodies on a legal day, in the catalogue's order. */
export async function boundItems(db: Reader, bodyIds: readonly string[], day: string): Promise<BoundItem[]> {
  if (bodyIds.length === 0) return [];
  return currentItems(db, day)
    .innerJoin('catalogue_item_body', 'catalogue_item_body.item_id', 'catalogue_item.id')
    .where('catalogue_item_body.body_id', 'in', bodyIds)
    .where(sql<boolean>`coalesce(catalogue_item_body.from_on <= ${day}::date, true)`)
    .where(sql<boolean>`coalesce(catalogue_item_body.until_on > ${day}::date, true)`)
    .select([
      'catalogue_item_body.body_id as bodyId',
      'catalogue_item.id as itemId',
      'catalogue.id as catalogueId',
      'catalogue.name as catalogueName',
      'catalogue_item.key as itemKey',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
    ])
    .execute();
}

/** What these obligations are of: their body and the key of their item. */
export async function obligationKeys(db: Reader, obligationIds: readonly string[]) {
  if (obligationIds.length === 0) return [];
  return db
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select(['obligation.id', 'obligation.body_id as bodyId', 'obligation.catalogue_id as catalogueId'])
    .select(['obligation.item_key as itemKey', 'catalogue_item.level1', 'catalogue_item.level2'])
    .where('obligation.id', 'in', obligationIds)
    .execute();
}
