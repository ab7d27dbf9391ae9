import type { Reader } from '../platform/database/connect.ts';

/** The names of persons by the ids of their accounts. */
export async function personNames(db: Reader, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db.selectFrom('account').select(['id', 'person_name']).where('id', 'in', accountIds).execute();
  return new Map(rows.map(({ id, person_name }) => [id, person_name]));
}
