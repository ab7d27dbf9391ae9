import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../../audit/change.ts';
import type { AfterEdit } from '../../workday/commands.ts';
import { readCalendar } from '../../workday/queries.ts';
import type { Calendar } from '../../workday/rules.ts';
import type { DayChange } from '../../workday/rules/year.ts';
import { dueOfEvent } from '../rules/due.ts';
import { derivedUntil, owed, type Owed } from '../rules/plan.ts';
import type { Term } from '../rules/term.ts';
import { readjust } from './readjust.ts';

/** Counts open terms again after the calendar was edited (workday's `AfterEdit`). */
export const recountCalendar: AfterEdit = (changing, { years, days }) =>
  recount(changing, { cause: 'calendar', subject: years.join('、'), days });

/** What makes open terms be counted again. */
export interface ReplayCause {
  cause: 'calendar' | 'reading' | 'program';
  /** The year of the notice, or the phrase that is read anew. */
  subject: string;
  /** Days that are another kind of day than before. */
  days: readonly DayChange[];
}

export interface Replay {
  /** How many obligations have another due date, or another provisional one. */
  moved: number;
  /** The record of what moved; null: nothing did. */
  replayId: string | null;
}

/**
 * Counts the due dates again that are still open: after a year was loaded or corrected, or a time limit read anew. Each
 * wording is counted once, then all that is owed by it moves together; what moved, from when to when, is kept
 * (`due_move`). What is already published keeps the due date it was judged by, and the words that explain it.
 */
export async function recount(changing: Change, why: ReplayCause): Promise<Replay> {
  const { tx, touch } = changing;
  const calendar = await readCalendar(tx);
  const replayId = uuidv7();
  await tx
    .insertInto('due_replay')
    .values({
      id: replayId,
      cause: why.cause,
      subject: why.subject,
      days: JSON.stringify(why.days),
      moved: 0,
      account_id: changing.actor.accountId,
      person_name: changing.actor.personName,
      replayed_at: changing.at,
    })
    .execute();
  const shifts = await shiftsOf(changing, calendar);
  if (shifts.length > 0) await shift(changing, replayId, shifts);
  await readjust(changing, { calendar, replayId });
  const { moved } = await tx
    .selectFrom('due_move')
    .select(({ fn }) => fn.countAll<number>().as('moved'))
    .where('replay_id', '=', replayId)
    .executeTakeFirstOrThrow();
  if (shifts.length > 0 || moved > 0) touch('*');
  if (moved > 0) await tx.updateTable('due_replay').set({ moved }).where('id', '=', replayId).execute();
  else await tx.deleteFrom('due_replay').where('id', '=', replayId).execute();
  return { moved, replayId: moved > 0 ? replayId : null };
}

interface Shift {
  term: Term;
  event_on: string | null;
  period: string | null;
  from: string | null;
  due_on: string | null;
  provisional_on: string | null;
  reason: string;
  to: string | null;
  to_provisional: string | null;
  why: string;
}

/** The wordings whose due date or explanation is another by this calendar, each once. */
async function shiftsOf({ tx, today }: Change, calendar: Calendar): Promise<Shift[]> {
  const wordings = await tx
    .selectFrom('due_date')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'due_date.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select([
      'due_date.event_on',
      'due_date.due_on',
      'due_date.provisional_on',
      'due_date.reason',
      sql<string | null>`case when due_date.event_on is null then due_date.period end`.as('period'),
      sql<string | null>`case when due_date.event_on is null then catalogue_version.effective_on end`.as('from'),
      sql<Term>`catalogue_item.term`.as('term'),
    ])
    .distinct()
    .execute();
  const plans = new Map<string, Owed[]>();
  const planOf = (term: Term, from: string) => {
    const key = from + JSON.stringify(term);
    const plan = plans.get(key) ?? owed(term, { from, until: derivedUntil(today) }, calendar);
    plans.set(key, plan);
    return plan;
  };
  return wordings.flatMap((wording) => {
    const { event_on, due_on, provisional_on, reason, period, from, term } = wording;
    const again = event_on
      ? dueOfEvent(term, event_on, calendar)
      : planOf(term, from ?? today).find((one) => one.period === period);
    if (!again) return [];
    const { due, provisional, reason: why } = again;
    if (due === due_on && provisional === provisional_on && why === reason) return [];
    return [{ ...wording, to: due, to_provisional: provisional, why }];
  });
}

async function shift({ tx }: Change, replayId: string, shifts: readonly Shift[]): Promise<void> {
  await sql`
    with shift as (
      select due_date.no, due_date.item_id, due_date.period, due_date.event, due_date.event_on,
        version.effective_on, due_date.reason as old_reason, due_date.due_on, due_date.provisional_on,
        moved.to, moved.to_provisional, moved.why
      from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as moved
        (term jsonb, event_on date, period text, "from" date, due_on date, provisional_on date, reason text,
          "to" date, to_provisional date, why text)
      join due_date on due_date.event_on is not distinct from moved.event_on
        and due_date.due_on is not distinct from moved.due_on
        and due_date.provisional_on is not distinct from moved.provisional_on and due_date.reason = moved.reason
        and (moved.period is null or due_date.period = moved.period)
      join catalogue_item item on item.id = due_date.item_id and item.term = moved.term
      join catalogue_version version on version.id = item.version_id
        and (moved."from" is null or version.effective_on = moved."from")),
    kept as (
      update obligation_record set reason = shift.old_reason from shift
      where due_no = shift.no and met_on is not null and reason is null),
    shared as (
      update due_date set due_on = shift.to, provisional_on = shift.to_provisional, reason = shift.why
      from shift where due_date.no = shift.no),
    open as (
      update obligation_record set due_on = shift.to from shift
      where due_no = shift.no and met_on is null and reason is null and obligation_record.due_on is distinct from shift.to)
    insert into due_move (replay_id, obligation_id, body_id, item_id, period, event, counted_from, from_on, to_on,
      from_provisional_on, to_provisional_on)
    select ${replayId}::uuid, record.id, record.body_id, shift.item_id, shift.period, shift.event,
      coalesce(shift.event_on, case when shift.period = 'standing' then shift.effective_on end),
      shift.due_on, shift.to, shift.provisional_on, shift.to_provisional
    from shift join obligation_record record on record.due_no = shift.no
    where record.met_on is null and record.waived_on is null and record.moved_on is null and record.reason is null
      and (shift.due_on is distinct from shift.to or shift.provisional_on is distinct from shift.to_provisional)`.execute(
    tx,
  );
}
