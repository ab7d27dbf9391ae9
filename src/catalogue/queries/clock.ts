import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { readCalendar } from '../../workday/queries.ts';
import type { LedgerDay } from '../../workday/rules.ts';
import { targetOfEvent, due as dueOfTerm, type Due } from '../rules/due.ts';
import { explainTerm } from '../rules/explain.ts';
import { ownDue } from '../rules/own.ts';
import type { ObligationState } from '../rules/state.ts';
import type { Term } from '../rules/term.ts';
import { adjustmentsOf } from './adjustments.ts';
import { daysLate, obligationState } from './state.ts';

const defaultTargetWorkingDays = 3;

/** How many working days 及时 is to take where no number is written: the office's setting. */
export async function targetWorkingDays(db: Reader): Promise<number> {
  const set = await db.selectFrom('term_setting').select('target_working_days').executeTakeFirst();
  return set?.target_working_days ?? defaultTargetWorkingDays;
}

/** Why an obligation is due when it is, day by day: what the screen, the printed sheet, the public page and the API show. */
export interface ObligationClock {
  id: string;
  bodyCode: string;
  bodyName: string;
  itemId: string;
  level1: string;
  level2: string;
  level3: string;
  audience: string;
  timeLimit: string;
  legalBasis: string;
  /** How the time limit is read. */
  reading: string;
  period: string;
  event: string;
  eventOn: string | null;
  /** The day it is counted from; null: its date is fixed. */
  countedFrom: string | null;
  /** 到期日, the legal one. */
  dueOn: string | null;
  /** 暂定, by weekdays: only where `dueOn` is null for want of a calendar. */
  provisionalOn: string | null;
  /** 目标日: only where the cell says 及时 without a number. Nobody is judged by it. */
  targetOn: string | null;
  metOn: string | null;
  /** The ground on which it need not be met (catalogue/rules/waiver.ts). */
  waivedAs: string | null;
  state: ObligationState;
  daysLate: number;
  reason: string;
  ledger: LedgerDay[];
}

/** The clock of one obligation on a legal day. Who may see it, the caller decides. Throws 404. */
export async function obligationClock(db: Reader, id: string, asOf: string): Promise<ObligationClock> {
  const row = await db
    .selectFrom('obligation')
    .innerJoin('due_date', 'due_date.no', 'obligation.due_no')
    .innerJoin('body', 'body.id', 'obligation.body_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .select([
      'obligation.id',
      'body.code as bodyCode',
      'body.name as bodyName',
      'catalogue_item.id as itemId',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'catalogue_item.audience',
      'catalogue_item.time_limit as timeLimit',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_version.effective_on as effectiveOn',
      'obligation.period',
      'obligation.event',
      'obligation.event_on as eventOn',
      'obligation.due_on as dueOn',
      'obligation.provisional_on as provisionalOn',
      'obligation.met_on as metOn',
      'obligation.waived_as as waivedAs',
      'obligation.reason',
      'due_date.due_on as sharedDueOn',
      'due_date.reason as sharedReason',
      sql<Term>`catalogue_item.term`.as('term'),
      obligationState(asOf).as('state'),
      daysLate(asOf).as('daysLate'),
    ])
    .where('obligation.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('应公开事项');
  const { term, effectiveOn, sharedDueOn, sharedReason, ...shown } = row;
  const calendar = await readCalendar(db);
  const adjusted = (await adjustmentsOf(db, [id])).get(id) ?? { pauses: [], extensions: [] };
  const counting = { term, eventOn: row.eventOn, period: row.period, effectiveOn, sharedDueOn, sharedReason };
  const own = ownDue(counting, adjusted, calendar);
  const again: Due = own.ledger.length > 0 ? own : dueOfTerm(term, { from: row.dueOn ?? asOf, calendar });
  // The ledger belongs to the due date that stands, not to one counted anew since it was met.
  const isOfDate = again.due === row.dueOn;
  return {
    ...shown,
    reading: explainTerm(term),
    countedFrom: row.eventOn ?? (row.period === 'standing' ? effectiveOn : null),
    provisionalOn: row.dueOn === null && isOfDate ? again.provisional : row.provisionalOn,
    targetOn: row.eventOn && targetOfEvent(term, row.eventOn, await targetWorkingDays(db), calendar),
    ledger: isOfDate ? again.ledger : [],
  };
}
