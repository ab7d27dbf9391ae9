import { sql } from 'kysely';
import type { Tx } from '../../platform/database/connect.ts';
import type { ReadDraft } from '../rules/sheet.ts';

/** Stores a sheet's rows as they were read, in place of those it was handed in with before. */
export async function storeLines(
  tx: Tx,
  { disclosure_id, version, body_id }: { disclosure_id: string; version: number; body_id: string },
  read: ReadDraft,
): Promise<void> {
  for (const table of ['village_money', 'village_person'] as const)
    await tx.deleteFrom(table).where('disclosure_id', '=', disclosure_id).where('version', '=', version).execute();
  const money = read.money.map((line, position) => ({ position, ...line }));
  await sql`
    insert into village_money (disclosure_id, version, body_id, position, spent_on, summary, income_fen, spending_fen, handler, note)
    select ${disclosure_id}::uuid, ${version}::int, ${body_id}::uuid, position, day, summary, "incomeFen", "spendingFen", handler, note
    from jsonb_to_recordset(${JSON.stringify(money)}::jsonb) as line (position int, day date, summary text,
      "incomeFen" bigint, "spendingFen" bigint, handler text, note text)`.execute(tx);
  const people = read.people.map((line, position) => ({ position, ...line }));
  await sql`
    insert into village_person (disclosure_id, version, body_id, position, person_name, place, amount_fen, note)
    select ${disclosure_id}::uuid, ${version}::int, ${body_id}::uuid, position, name, place, "amountFen", note
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as line (position int, name text, place text,
      "amountFen" bigint, note text)`.execute(tx);
}
