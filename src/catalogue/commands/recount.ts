import { sql } from 'kysely';
import type { Change } from '../../audit/change.ts';
import { readCalendar } from '../../workday/queries.ts';
import { dueOfEvent } from '../rules/due.ts';
import { derivedUntil, owed } from '../rules/plan.ts';
import type { Term } from '../rules/term.ts';

/**
 * Counts the due dates again that are still open: after a year was loaded or corrected, or a time limit read anew. Each
 * wording is counted once, then all that is owed by it moves together. Returns how many obligations moved. What is
 * already published keeps the due date it was judged by, and the words that explain it.
 */
export async function recount({ tx, today, touch }: Change): Promise<number> {
  const calendar = await readCalendar(tx);
  const wordings = await tx
    .selectFrom('due_date')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'due_date.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select([
      'due_date.event_on',
      'due_date.due_on',
      'due_date.reason',
      sql<string | null>`case when due_date.event_on is null then due_date.period end`.as('period'),
      sql<string | null>`case when due_date.event_on is null then catalogue_version.effective_on end`.as('from'),
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .distinct()
    .execute();
  const moved = wordings.flatMap(({ event_on, due_on, reason, period, from, term }) => {
    const again = event_on
      ? dueOfEvent(term, event_on, calendar)
      : owed(term, { from: from ?? today, until: derivedUntil(today) }, calendar).find((one) => one.period === period);
    if (!again || (again.due === due_on && again.reason === reason)) return [];
    return [{ term, event_on, period, from, due_on, reason, to: again.due, why: again.reason }];
  });
  if (moved.length === 0) return 0;
  const { rows } = await sql<{ count: number }>`
    with shift as (
      select due_date.no, due_date.reason as old_reason, moved.to, moved.why
      from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as moved
        (term jsonb, event_on date, period text, "from" date, due_on date, reason text, "to" date, why text)
      join due_date on due_date.event_on is not distinct from moved.event_on
        and due_date.due_on is not distinct from moved.due_on and due_date.reason = moved.reason
        and (moved.period is null or due_date.period = moved.period)
      join catalogue_item item on item.id = due_date.item_id and item.term = moved.term
      join catalogue_version version on version.id = item.version_id
        and (moved."from" is null or version.effective_on = moved."from")),
    kept as (
      update obligation_record set reason = shift.old_reason from shift
      where due_no = shift.no and met_on is not null and reason is null),
    shared as (
      update due_date set due_on = shift.to, reason = shift.why from shift where due_date.no = shift.no),
    open as (
      update obligation_record set due_on = shift.to from shift
      where due_no = shift.no and met_on is null and reason is null and due_on is distinct from shift.to returning 1)
    select count(*) as count from open`.execute(tx);
  touch('*');
  return rows[0]?.count ?? 0;
}
