import { sql } from 'kysely';
import { roleHolders } from '../../account/holders.ts';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { existedOn, obligationState } from '../../catalogue/queries/state.ts';
import { sheetDocuments } from '../../disclosure/queries/sheets.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { csvFile } from '../../platform/sheet.ts';
import type { Grouping } from '../rules/list.ts';
import { cellStates, quarterDays, quarterOf, type CellState } from '../rules/state.ts';
import type { GridFilter } from '../schema.ts';
import { villagesOf } from './lists.ts';

export interface GridCell {
  state: CellState;
  /** Published, of all that fall due in the quarter. */
  done: number;
  all: number;
  /** Where the square leads: the sheet of the worst, or that obligation. */
  sheetId: string | null;
  obligationId: string | null;
}

interface Counted {
  body_id: string;
  item_key: string;
  overdue: number;
  today: number;
  unclear: number;
  pending: number;
  late: number;
  done: number;
  all: number;
  /** The open one due first, else the one published last. */
  obligation_id: string | null;
}

/**
 * A township's villages × the items of its list, for what falls due in a quarter: the worst state of each square, villages
 * with most that is late at the top. One statement whatever the number of villages. Throws 404 outside the actor's townships.
 */
export async function villageGrid(ctx: Context, actor: Actor, filter: GridFilter) {
  const today = legalDate(ctx.clock.now());
  const quarter = filter.quarter ?? quarterOf(today);
  const township = await townshipOf(ctx, actor, filter.body);
  const [villages, items, counted, sheets, holders] = await Promise.all([
    villagesOf(ctx.db, township.id),
    itemsOf(ctx, township.id),
    count(ctx, township.id, { ...quarterDays(quarter), today }),
    sheetsOf(ctx, township.id),
    roleHolders(ctx.db, ['village', 'committee'], township.path),
  ]);
  const squares = new Map(counted.map((row) => [`${row.body_id} ${row.item_key}`, row]));
  const sheetBy = new Map(sheets.map((row) => [row.obligationId, row.id]));
  const named = (role: string, id: string) =>
    holders.filter((one) => one.role === role && one.bodyId === id).map(({ personName }) => personName);
  const rows = villages.map(({ id, name }) => {
    const cells = items.map(({ key }) => cellOf(squares.get(`${id} ${key}`), sheetBy));
    const lateCells = cells.filter(({ state }) => state === 'overdue').length;
    return { id, name, lateCells, cells, officers: named('village', id), reviewers: named('committee', id) };
  });
  rows.sort((a, b) => b.lateCells - a.lateCells);
  return { township: { id: township.id, name: township.name }, quarter, today, items, villages: rows };
}

async function townshipOf(ctx: Context, actor: Actor, id: string | undefined) {
  const township = await ctx.db
    .selectFrom('body')
    .leftJoin('village_list', 'village_list.body_id', 'body.id')
    .select(['body.id', 'body.name', 'body.path'])
    .where('body.kind', '=', 'township')
    .where(inScope(actor, 'village.read', 'body.path'))
    .$if(id !== undefined, (query) => query.where('body.id', '=', id ?? ''))
    // Without a choice: a township whose list is pushed, so that the first look is not empty.
    .orderBy(sql`village_list.pushed_at is null`)
    .orderBy('village_list.pushed_at', 'desc')
    .orderBy('body.path')
    .limit(1)
    .executeTakeFirst();
  if (!township) throw notFound('乡镇');
  return township;
}

const itemsOf = (ctx: Context, townshipId: string) =>
  ctx.db
    .selectFrom('village_item')
    .select(['item_key as key', 'name', sql<Grouping>`grouping`.as('grouping')])
    .where('body_id', '=', townshipId)
    .where('is_current', '=', true)
    .orderBy('position')
    .execute();

async function count(
  ctx: Context,
  townshipId: string,
  { from, until, today }: { from: string; until: string; today: string },
): Promise<Counted[]> {
  const state = obligationState(today);
  const { rows } = await sql<Counted>`
    select obligation.body_id, obligation.item_key,
      count(*) filter (where ${state} = 'overdue') as overdue,
      count(*) filter (where ${state} = 'pending' and obligation.due_on = ${today}::date) as today,
      count(*) filter (where ${state} = 'unclear') as unclear,
      count(*) filter (where ${state} = 'pending') as pending,
      count(*) filter (where ${state} = 'late') as late,
      count(*) filter (where ${state} in ('onTime', 'waived')) as done,
      count(*) as all,
      (array_agg(obligation.id order by obligation.met_on is not null, obligation.due_on, obligation.met_on desc))[1] as obligation_id
    from obligation
    join body on body.id = obligation.body_id
    join village_item on village_item.catalogue_id = obligation.catalogue_id and village_item.item_key = obligation.item_key
    where body.parent_id = ${townshipId} and village_item.body_id = ${townshipId} and village_item.is_current
      and ${existedOn(today)}
      and (obligation.due_on between ${from}::date and ${until}::date or obligation.due_on is null
        or obligation.period = 'standing' or (obligation.met_on is null and obligation.due_on < ${from}::date))
    group by 1, 2`.execute(ctx.db);
  return rows;
}

/** The newest sheet of each obligation, under way or public. */
const sheetsOf = (ctx: Context, townshipId: string) =>
  ctx.db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(ctx.db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.version', '=', 'sheet.version'),
    )
    .innerJoin('body', 'body.id', 'sheet.body_id')
    .select(['sheet.obligation_id as obligationId', 'document.id'])
    .where('body.parent_id', '=', townshipId)
    .where('document.state', '!=', 'discarded')
    .orderBy('sheet.created_at')
    .execute();

function cellOf(row: Counted | undefined, sheetBy: ReadonlyMap<string, string>): GridCell {
  if (!row) return { state: 'none', done: 0, all: 0, sheetId: null, obligationId: null };
  const { obligation_id: obligationId } = row;
  const sheetId = (obligationId && sheetBy.get(obligationId)) || null;
  const worst = (['overdue', 'today', 'unclear', 'pending', 'late'] as const).find((state) => Number(row[state]) > 0);
  const done = Number(row.done) + Number(row.late);
  return { state: worst ?? 'done', done, all: Number(row.all), sheetId, obligationId };
}

/** The grid as a CSV file for WPS and Excel: state words, no shapes. */
export async function gridCsv(ctx: Context, actor: Actor, filter: GridFilter): Promise<{ name: string; text: string }> {
  const { township, quarter, items, villages } = await villageGrid(ctx, actor, filter);
  const head = ['村', '信息员', '监委会审查人', '超期项数', ...items.map(({ name }) => name)];
  const lines = villages.map(({ name, officers, reviewers, lateCells, cells }) => [
    name,
    officers.join('、') || '没有',
    reviewers.join('、') || '没有',
    lateCells,
    ...cells.map(({ state, done, all }) =>
      all > 1 ? `${cellStates[state].word}（${done}/${all}）` : cellStates[state].word,
    ),
  ]);
  return { name: `${township.name}村务公开${quarter}.csv`, text: csvFile([head, ...lines]) };
}
