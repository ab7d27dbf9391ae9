import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import type { ExtraCell } from '../rules/rows.ts';
import type { ObligationState } from '../rules/state.ts';
import { daysLate, existedOn, obligationState } from './state.ts';

/** How one body stands on a legal day, in one line; counts of obligations. */
export interface BodyStanding {
  code: string;
  name: string;
  kind: string;
  dueToday: number;
  doneToday: number;
  overdue: number;
  /** Days that the longest overdue one is late; 0 where none is. */
  longestLate: number;
  done: number;
  pending: number;
  unclear: number;
  /** Due date of the next one that is not yet due. */
  nextDueOn: string | null;
  newestOn: string | null;
  /** The disclosure that was published last for it. */
  newestBy: string | null;
}

const standing = (asOf: string) => {
  const state = obligationState(asOf);
  const day = sql`${asOf}::date`;
  return sql`
    body.code, body.name, body.kind,
    count(*) filter (where due_on = ${day} and ${state} not in ('waived', 'moved'))::int as "dueToday",
    count(*) filter (where due_on = ${day} and met_on <= ${day})::int as "doneToday",
    count(*) filter (where ${state} = 'overdue')::int as overdue,
    coalesce(max(${daysLate(asOf)}) filter (where ${state} = 'overdue'), 0) as "longestLate",
    count(*) filter (where met_on <= ${day})::int as done,
    count(*) filter (where ${state} = 'pending')::int as pending,
    count(*) filter (where ${state} = 'unclear' and met_on is null)::int as unclear,
    min(due_on) filter (where ${state} = 'pending') as "nextDueOn",
    max(met_on) filter (where met_on <= ${day}) as "newestOn",
    (array_agg(met_by order by met_on desc nulls last))[1] as "newestBy"`;
};

/** Every body that owes anything, in the order of the tree. */
export async function standingOfBodies(db: Reader, asOf: string): Promise<BodyStanding[]> {
  const { rows } = await sql<BodyStanding>`
    select ${standing(asOf)}
    from obligation join body on body.id = obligation.body_id
    where ${existedOn(asOf)}
    group by body.id order by body.path`.execute(db);
  return rows;
}

/** One item of the catalogue by its id, of whichever version. Throws 404. */
export async function publicItem(db: Reader, id: string) {
  const item = await db
    .selectFrom('catalogue_item')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .select([
      'catalogue_item.id',
      'catalogue_item.key',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'catalogue_item.content',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_item.time_limit as timeLimit',
      'catalogue_item.responsible',
      'catalogue_item.manner',
      'catalogue_item.audience',
      sql<string[]>`catalogue_item.channels`.as('channels'),
      sql<string[]>`catalogue_item.optional_channels`.as('optionalChannels'),
      sql<ExtraCell[]>`catalogue_item.extra`.as('extra'),
      'catalogue_item.domain',
      'catalogue.id as catalogueId',
      'catalogue.name as catalogueName',
      'catalogue_version.version',
      'catalogue_version.effective_on as effectiveOn',
      sql<string | null>`(
        select newer.id from catalogue_item newer join catalogue_version v on v.id = newer.version_id
        where v.catalogue_id = catalogue.id and newer.key = catalogue_item.key and v.version > catalogue_version.version
        order by v.version desc limit 1)`.as('newerId'),
    ])
    .where(sql`catalogue_item.id::text`, '=', id)
    .executeTakeFirst();
  if (!item) throw notFound('公开事项');
  return item;
}

/** How every body that an item binds stands with it, in the order of the tree. */
export async function standingOfItem(
  db: Reader,
  item: { catalogueId: string; key: string },
  asOf: string,
): Promise<BodyStanding[]> {
  const { rows } = await sql<BodyStanding>`
    select ${standing(asOf)}
    from obligation join body on body.id = obligation.body_id
    where obligation.catalogue_id = ${item.catalogueId} and obligation.item_key = ${item.key} and ${existedOn(asOf)}
    group by body.id order by body.path`.execute(db);
  return rows;
}

/** The bodies that an item binds, in the order of the tree. */
export async function bodiesOfItem(db: Reader, itemId: string): Promise<{ code: string; name: string }[]> {
  return db
    .selectFrom('catalogue_item_body')
    .innerJoin('body', 'body.id', 'catalogue_item_body.body_id')
    .select(['body.code', 'body.name'])
    .where('catalogue_item_body.item_id', '=', itemId)
    .orderBy('body.path')
    .execute();
}

export interface MetObligation {
  id: string;
  itemId: string;
  level1: string;
  level2: string;
  level3: string;
  legalBasis: string;
  timeLimit: string;
  period: string;
  event: string;
  eventOn: string | null;
  dueOn: string | null;
  metOn: string | null;
  /** The ground on which it need not be met (catalogue/rules/waiver.ts). */
  waivedAs: string | null;
  state: ObligationState;
  daysLate: number;
}

/** What a published disclosure has met, with what the catalogue says of it: why it is public. */
export async function obligationsMetBy(db: Reader, disclosureId: string, asOf: string): Promise<MetObligation[]> {
  return db
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select([
      'obligation.id',
      'catalogue_item.id as itemId',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_item.time_limit as timeLimit',
      'obligation.period',
      'obligation.event',
      'obligation.event_on as eventOn',
      'obligation.due_on as dueOn',
      'obligation.met_on as metOn',
      'obligation.waived_as as waivedAs',
      obligationState(asOf).as('state'),
      daysLate(asOf).as('daysLate'),
    ])
    .where('obligation.met_by', '=', disclosureId)
    .orderBy('catalogue_item.position')
    .execute();
}
