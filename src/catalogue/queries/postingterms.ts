import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { Term } from '../rules/term.ts';

/** The posting periods (公示期) that the items which a disclosure answers ask for; empty: none asks for one. */
export async function postingTermsOf(db: Reader, disclosureId: string): Promise<NonNullable<Term['posting']>[]> {
  const rows = await db
    .selectFrom('disclosure_obligation')
    .innerJoin('obligation', 'obligation.id', 'disclosure_obligation.obligation_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select(sql<NonNullable<Term['posting']>>`catalogue_item.term -> 'posting'`.as('posting'))
    .where('disclosure_obligation.disclosure_id', '=', disclosureId)
    .where(sql<boolean>`jsonb_typeof(catalogue_item.term -> 'posting') = 'object'`)
    .execute();
  return rows.map(({ posting }) => posting);
}
