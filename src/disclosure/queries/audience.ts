import { sql } from 'kysely';
import type { Audience } from '../../catalogue/rules/audience.ts';
import type { Reader } from '../../platform/database/connect.ts';

/** The audiences of the items that a disclosure answers. */
export async function audiencesOfItems(db: Reader, disclosureId: string): Promise<Audience[]> {
  const rows = await db
    .selectFrom('disclosure_obligation')
    .innerJoin('obligation', 'obligation.id', 'disclosure_obligation.obligation_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select(sql<Audience>`catalogue_item.audience`.as('audience'))
    .distinct()
    .where('disclosure_obligation.disclosure_id', '=', disclosureId)
    .execute();
  return rows.map(({ audience }) => audience);
}
