import { sql, type RawBuilder } from 'kysely';
import { scopeOf, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { BoardFilter } from '../schema.ts';
import type { ObligationState } from '../rules/state.ts';
import type { Term } from '../rules/term.ts';
import { daysLate, existedOn, obligationState } from './state.ts';
import { standingOfCounties } from './tally.ts';

export interface BoardRow {
  id: string;
  bodyId: string;
  bodyCode: string;
  bodyName: string;
  level1: string;
  level2: string;
  period: string;
  event: string;
  eventOn: string | null;
  dueOn: string | null;
  metOn: string | null;
  state: ObligationState;
  daysLate: number;
}

/** What the board counts and sorts: the records with their bodies; their items only where the filter asks for words. */
const visible = (actor: Actor, filter: BoardFilter, asOf: string): RawBuilder<unknown> => sql`
  from obligation_record obligation
  join body on body.id = obligation.body_id
  ${
    filter.q || filter.sort === 'item'
      ? sql`join due_date on due_date.no = obligation.due_no join catalogue_item item on item.id = due_date.item_id`
      : sql``
  }
  where ${inScope(actor, 'obligation.read', 'body.path')}
    and not exists (select from due_date later where later.no = obligation.due_no and later.event_on > ${asOf}::date)
  ${
    filter.body === undefined
      ? sql``
      : filter.under === '1'
        ? sql`and starts_with(body.path, (select path from body where ${filter.body} in (code, id::text)))`
        : sql`and ${filter.body} in (body.code, body.id::text)`
  }
  ${
    filter.q
      ? sql`and (strpos(item.level1, ${filter.q}) > 0 or strpos(item.level2, ${filter.q}) > 0
          or strpos(body.name, ${filter.q}) > 0 or strpos(due_date.event, ${filter.q}) > 0)`
      : sql``
  }`;

/** Due dates are numbered in the order of the catalogue: the last word where two rows are alike. */
const orders = {
  late: sql`"daysLate" desc, "dueOn", "bodyPath", "dueNo"`,
  due: sql`"dueOn" nulls last, "bodyPath", "dueNo"`,
  body: sql`"bodyPath", "dueOn", "dueNo"`,
  item: sql`level1, level2, "bodyPath", "dueOn", "dueNo"`,
} as const;

/** The obligations that the actor may see, with how many there are in each state. `all`: every row, for export. */
export async function board(ctx: Context, actor: Actor, filter: BoardFilter, asOf: string, all = false) {
  const isState = filter.state ? sql`where state = ${filter.state}` : sql``;
  const words = filter.sort === 'item' ? sql`, item.level1, item.level2` : sql``;
  const shown = sql<BoardRow>`
    select shown.*, item.level1, item.level2, due_date.period, due_date.event, due_date.event_on as "eventOn"
    from (select * from (
        select obligation.id, obligation.due_no as "dueNo", body.id as "bodyId", body.code as "bodyCode",
          body.name as "bodyName", body.path as "bodyPath", obligation.due_on as "dueOn", obligation.met_on as "metOn",
          ${obligationState(asOf)} as state, ${daysLate(asOf)} as "daysLate"${words}
        ${visible(actor, filter, asOf)}) as seen
      ${isState} order by ${orders[filter.sort]}
      ${all ? sql`limit 200000` : sql`limit ${filter.size} offset ${(filter.page - 1) * filter.size}`}) as shown
    join due_date on due_date.no = shown."dueNo"
    join catalogue_item item on item.id = due_date.item_id
    order by ${filter.sort === 'item' ? sql`item.level1, item.level2, "bodyPath", "dueOn", "dueNo"` : orders[filter.sort]}`.execute(
    ctx.db,
  );
  const [{ rows }, inState] = await Promise.all([shown, countsOf(ctx, actor, filter, asOf)]);
  const total = filter.state ? inState[filter.state] : Object.values(inState).reduce((sum, n) => sum + n, 0);
  return { asOf, total, inState, rows };
}

/** How many there are in each state: of whole counties today by the tally, else counted. */
async function countsOf(ctx: Context, actor: Actor, filter: BoardFilter, asOf: string) {
  const paths = scopeOf(actor, 'obligation.read');
  const isWhole = paths.length > 0 && paths.every((path) => /^[^/]+\/$/.test(path));
  if (isWhole && !filter.q && filter.body === undefined && asOf === legalDate(ctx.clock.now())) {
    const { owed: _, ...standing } = await standingOfCounties(ctx, paths, asOf);
    return standing satisfies Record<ObligationState, number>;
  }
  const { rows } = await sql<{ state: ObligationState; count: number }>`
    select ${obligationState(asOf)} as state, count(*) as count ${visible(actor, filter, asOf)} group by 1`.execute(
    ctx.db,
  );
  const inState: Record<ObligationState, number> = {
    ...{ pending: 0, onTime: 0, late: 0, overdue: 0, unclear: 0, waived: 0, moved: 0 },
  };
  for (const { state, count } of rows) inState[state] = count;
  return inState;
}

/** Whose is late: bodies with unpublished obligations past their due date, the most first. */
export async function lateBodies(ctx: Context, actor: Actor, asOf: string) {
  const { rows } = await sql<{ code: string; name: string; overdue: number; longest: number }>`
    select body.code, body.name, count(*) as overdue, max(${daysLate(asOf)}) as longest
    from obligation join body on body.id = obligation.body_id
    where ${inScope(actor, 'obligation.read', 'body.path')} and ${existedOn(asOf)} and ${obligationState(asOf)} = 'overdue'
    group by body.id order by overdue desc, longest desc, body.path`.execute(ctx.db);
  return rows;
}

/** One obligation with its item, for the screen that explains its due date. Throws 404, also outside the actor's bodies. */
export async function obligationOf(ctx: Context, actor: Actor, id: string, asOf: string) {
  const row = await ctx.db
    .selectFrom('obligation')
    .innerJoin('body', 'body.id', 'obligation.body_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .innerJoin('catalogue_version', 'catalogue_version.id', 'catalogue_item.version_id')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .select([
      'obligation.id',
      'obligation.period',
      'obligation.event',
      'obligation.event_on as eventOn',
      'obligation.due_on as dueOn',
      'obligation.met_on as metOn',
      'obligation.met_by as metBy',
      'obligation.reason',
      'obligation.body_id as bodyId',
      'body.code as bodyCode',
      'body.name as bodyName',
      'catalogue.name as catalogueName',
      'catalogue_version.version',
      'catalogue_version.effective_on as effectiveOn',
      'catalogue_item.id as itemId',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.content',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_item.time_limit as timeLimit',
      sql<Term>`catalogue_item.term`.as('term'),
      obligationState(asOf).as('state'),
      daysLate(asOf).as('daysLate'),
    ])
    .where('obligation.id', '=', id)
    .where(inScope(actor, 'obligation.read', 'body.path'))
    .executeTakeFirst();
  if (!row) throw notFound('应公开事项');
  return row;
}
