import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import type { DayState } from '../rules/day.ts';
import type { Precision } from '../rules/numeral.ts';
import { sourceSentence, type FactTopic } from '../rules/past.ts';
import { statisticsOf, type Statistics } from './statistics.ts';

/** What the public site shows of open days: no visitor, no question's words, only counts. */

export interface PublicOpenday {
  id: string;
  code: string;
  name: string;
  bodyName: string;
  bodyCode: string;
  state: DayState;
  year: number | null;
  ordinal: number | null;
  theme: string;
  /** Legal date; null for an earlier year's account whose year is unknown: then `heldText` says what is known. */
  heldOn: string | null;
  heldText: string;
  place: string;
  notice: string;
  /** For an earlier year's account: the sentence on where the text comes from, which the page must show. */
  source: string | null;
}

export interface PublicFact {
  topic: FactTopic;
  label: string;
  value: number;
  unit: string;
  precision: Precision;
  quote: string;
}

export interface PublicOpendayPage extends PublicOpenday {
  stalls: { name: string; body: string; place: string; services: string }[];
  facts: PublicFact[];
  accountText: string | null;
  /** Live counts; null for an earlier year's account. */
  statistics: Statistics | null;
}

/** All open days: the coming and running ones first, then the newest, earlier years' accounts last. Tag: 'opendays'. */
export async function publicOpendays(db: Reader): Promise<PublicOpenday[]> {
  const rows = await days(db)
    .orderBy(sql`openday.state = 'past'`)
    .orderBy(sql`openday.state = 'closed'`)
    .orderBy('openday.held_on', (by) => by.desc().nullsLast())
    .orderBy('body.path')
    .execute();
  return rows.map(publicDay);
}

/** One open day by its code. `asOf` is when the counts are taken. Throws 404. Tags: 'opendays', `openday:<id>`. */
export async function publicOpenday(db: Reader, code: string, asOf: Date): Promise<PublicOpendayPage> {
  const row = await days(db).where('openday.code', '=', code).executeTakeFirst();
  if (!row) throw notFound('政务公开日');
  const stalls = await db
    .selectFrom('openday_stall')
    .innerJoin('body', 'body.id', 'openday_stall.body_id')
    .select(['openday_stall.name', 'body.name as body', 'openday_stall.place', 'openday_stall.services'])
    .where('openday_id', '=', row.id)
    .orderBy('position')
    .execute();
  return {
    ...publicDay(row),
    stalls,
    facts: await factsOf(db, row.id),
    accountText: row.account_text,
    statistics: row.state === 'past' ? null : await statisticsOf(db, row.id, asOf),
  };
}

/** The figures that an earlier year's account states, in its order. */
export async function factsOf(db: Reader, opendayId: string) {
  const facts = await db
    .selectFrom('openday_fact')
    .select(['key', 'topic', 'label', 'value', 'unit', 'precision', 'quote'])
    .where('openday_id', '=', opendayId)
    .orderBy('position')
    .execute();
  return facts.map((fact) => ({ ...fact, topic: fact.topic as FactTopic, precision: fact.precision as Precision }));
}

const days = (db: Reader) =>
  db
    .selectFrom('openday')
    .innerJoin('body', 'body.id', 'openday.body_id')
    .select([
      ...(['openday.id', 'openday.code', 'openday.name', 'openday.state', 'openday.year', 'openday.ordinal'] as const),
      ...(['openday.theme', 'openday.held_on', 'openday.held_text', 'openday.place', 'openday.notice'] as const),
      ...(['openday.account_text', 'openday.account_source'] as const),
      ...(['body.name as body_name', 'body.code as body_code'] as const),
    ]);

type DayRow = Awaited<ReturnType<ReturnType<typeof days>['execute']>>[number];

const publicDay = (row: DayRow): PublicOpenday => ({
  id: row.id,
  code: row.code,
  name: row.name,
  bodyName: row.body_name,
  bodyCode: row.body_code,
  state: row.state as DayState,
  year: row.year,
  ordinal: row.ordinal,
  theme: row.theme,
  heldOn: row.held_on,
  heldText: row.held_text,
  place: row.place,
  notice: row.notice,
  source: row.account_source === null ? null : sourceSentence(row.account_source, row.body_name),
});
