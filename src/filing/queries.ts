import { sql } from 'kysely';
import { mayAct, type Actor } from '../account/rules.ts';
import { inScope } from '../account/scope.ts';
import { timelineOf } from '../audit/timeline.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { notFound } from '../platform/errors.ts';
import { addWorkingDays } from '../workday/rules.ts';
import { readCalendar } from '../workday/queries.ts';
import { opinionOfferedWorkingDays, stepFrom, type FilingKind, type FilingState } from './rules.ts';
import type { FilingFilter } from './schema.ts';

/** Lines of the register (备案登记簿) that the filter leaves, with how many stand in each state. */
export async function filings(ctx: Context, actor: Actor, filter: FilingFilter) {
  const today = legalDate(ctx.clock.now());
  const [rows, { total }, states] = await Promise.all([
    lines(ctx, actor, filter, today)
      .offset((filter.page - 1) * filter.size)
      .limit(filter.size)
      .execute(),
    matching(ctx, actor, filter, today)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
    matching(ctx, actor, { ...filter, state: undefined }, today)
      .select((eb) => [sql<FilingState>`filing.state`.as('state'), eb.fn.countAll<number>().as('count')])
      .groupBy('filing.state')
      .execute(),
  ]);
  return { rows, total, today, inState: Object.fromEntries(states.map(({ state, count }) => [state, count])) };
}

const exportAtMostRows = 20_000;

/** The same lines whole, for the export. */
export const filingsExport = (ctx: Context, actor: Actor, filter: FilingFilter) =>
  lines(ctx, actor, filter, legalDate(ctx.clock.now())).limit(exportAtMostRows).execute();

export type FilingLine = Awaited<ReturnType<typeof filingsExport>>[number];

/** The legal day on which a filed act happened. */
const happenedOn = sql<string>`(filing.happened_at at time zone 'Asia/Shanghai')::date`;

/** The day until which the open opinion must be answered; null: none is open. */
const answerDueOn = sql<string | null>`(
  select min(due_on) from filing_opinion where filing_opinion.filing_id = filing.id and answered_at is null)`;

function matching(ctx: Context, actor: Actor, filter: FilingFilter, today: string) {
  const { year, bodyId, under, kind, state, words, fromOn, toOn } = filter;
  let query = ctx.db
    .selectFrom('filing')
    .innerJoin('body', 'body.id', 'filing.body_id')
    .where(inScope(actor, 'filing.read', 'body.path'));
  if (year) query = query.where('filing.year', '=', year);
  if (bodyId && under === '0') query = query.where('filing.body_id', '=', bodyId);
  else if (bodyId)
    query = query.where(
      sql<boolean>`starts_with(body.path, (select path from body chosen where chosen.id = ${bodyId}))`,
    );
  if (kind) query = query.where('filing.kind', '=', kind);
  if (state === 'late')
    query = query.where('filing.state', '=', 'asked').where(sql<boolean>`${answerDueOn} < ${today}::date`);
  else if (state) query = query.where('filing.state', '=', state);
  if (fromOn) query = query.where(happenedOn, '>=', fromOn);
  if (toOn) query = query.where(happenedOn, '<=', toOn);
  if (words) {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or(
        (['filing.title', 'filing.number', 'filing.index_number', 'filing.document_number'] as const).map((column) =>
          eb(column, 'ilike', pattern),
        ),
      ),
    );
  }
  return query;
}

function lines(ctx: Context, actor: Actor, filter: FilingFilter, today: string) {
  const query = matching(ctx, actor, filter, today).select([
    'filing.id',
    'filing.number',
    sql<FilingKind>`filing.kind`.as('kind'),
    'filing.title',
    'filing.index_number as indexNumber',
    'filing.document_number as documentNumber',
    'filing.category',
    sql<string[]>`filing.items`.as('items'),
    'filing.body_id as bodyId',
    'filing.body_name as bodyName',
    'filing.drafter',
    'filing.reviewer',
    'filing.clearer',
    'filing.signer',
    sql<string[]>`filing.channels`.as('channels'),
    'filing.content_hash as contentHash',
    'filing.remarks',
    'filing.happened_at as happenedAt',
    happenedOn.as('happenedOn'),
    sql<FilingState>`filing.state`.as('state'),
    'filing.confirmed_by_name as confirmedBy',
    'filing.confirmed_at as confirmedAt',
    'filing.disclosure_id as disclosureId',
    answerDueOn.as('answerDueOn'),
    sql<boolean>`coalesce(${answerDueOn} < ${today}::date, false)`.as('isLate'),
  ]);
  switch (filter.sort) {
    case 'newest':
      return query.orderBy('filing.happened_at', 'desc').orderBy('filing.id', 'desc');
    case 'oldest':
      return query.orderBy('filing.happened_at').orderBy('filing.id');
    case 'number':
      return query.orderBy('filing.number');
    case 'body':
      return query.orderBy('body.path').orderBy('filing.year', 'desc').orderBy('filing.sequence', 'desc');
    default:
      return filter.sort satisfies never;
  }
}

/** One line with its opinions, and what the actor may do with it now. Throws 404 also outside the actor's bodies. */
export async function filingRecord(ctx: Context, actor: Actor, id: string) {
  const today = legalDate(ctx.clock.now());
  const row = await ctx.db
    .selectFrom('filing')
    .innerJoin('body', 'body.id', 'filing.body_id')
    .selectAll('filing')
    .select([
      'body.path',
      sql<FilingKind>`filing.kind`.as('kind'),
      sql<FilingState>`filing.state`.as('state'),
      sql<string[]>`filing.items`.as('items'),
      sql<string[]>`filing.channels`.as('channels'),
    ])
    .where('filing.id', '=', id)
    .where(inScope(actor, 'filing.read', 'body.path'))
    .executeTakeFirst();
  if (!row) throw notFound('备案');
  const [opinions, timeline, calendar] = await Promise.all([
    ctx.db
      .selectFrom('filing_opinion')
      .select(['id', 'opinion', 'due_on as dueOn', 'asked_by_name as askedBy', 'asked_at as askedAt'])
      .select(['answer', 'answered_by_name as answeredBy', 'answered_at as answeredAt'])
      .where('filing_id', '=', id)
      .orderBy('asked_at')
      .execute(),
    timelineOf(ctx.db, { type: 'filing', id }),
    readCalendar(ctx.db),
  ]);
  const { path, ...line } = row;
  return {
    ...line,
    opinions: opinions.map((one) => ({ ...one, isLate: one.answeredAt === null && one.dueOn < today })),
    timeline,
    offeredDueOn: addWorkingDays(calendar, today, opinionOfferedWorkingDays).due,
    may: {
      confirm: mayAct(actor, 'filing.confirm', path) && stepFrom('confirm', row.state) !== undefined,
      ask: mayAct(actor, 'filing.confirm', path) && stepFrom('ask', row.state) !== undefined,
      answer: mayAct(actor, 'filing.answer', path) && stepFrom('answer', row.state) !== undefined,
    },
  };
}
