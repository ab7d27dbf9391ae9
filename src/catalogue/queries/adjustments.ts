import type { Reader } from '../../platform/database/connect.ts';
import type { ClockUnit, Extension, Pause } from '../../workday/rules/clock.ts';

/** What pauses and extends the terms of some obligations, by obligation, in the order in which it was ordered. */
export async function adjustmentsOf(
  db: Reader,
  obligationIds: readonly string[],
): Promise<Map<string, { pauses: Pause[]; extensions: Extension[] }>> {
  const found = new Map<string, { pauses: Pause[]; extensions: Extension[] }>();
  if (obligationIds.length === 0) return found;
  const rows = await db
    .selectFrom('due_adjustment')
    .select(['obligation_id', 'kind', 'from_on', 'to_on', 'amount', 'unit', 'approver', 'reason'])
    .where('obligation_id', 'in', obligationIds)
    .orderBy('ordered_at')
    .orderBy('due_adjustment.id')
    .execute();
  for (const row of rows) {
    const of = found.get(row.obligation_id) ?? { pauses: [], extensions: [] };
    found.set(row.obligation_id, of);
    if (row.from_on !== null) of.pauses.push({ from: row.from_on, to: row.to_on, why: row.reason });
    else if (row.amount !== null)
      of.extensions.push({ amount: row.amount, unit: row.unit as ClockUnit, by: row.approver, why: row.reason });
  }
  return found;
}

/** The pauses and extensions of one obligation as a person reads them, with who ordered each and when. */
export async function adjustmentList(db: Reader, obligationId: string) {
  return db
    .selectFrom('due_adjustment')
    .leftJoin('account', 'account.id', 'due_adjustment.ordered_by')
    .select([
      'due_adjustment.id',
      'kind',
      'from_on as fromOn',
      'to_on as toOn',
      'amount',
      'unit',
      'approver',
      'reason',
      'ordered_at as orderedAt',
      'account.person_name as orderedBy',
    ])
    .where('obligation_id', '=', obligationId)
    .orderBy('ordered_at')
    .orderBy('due_adjustment.id')
    .execute();
}
