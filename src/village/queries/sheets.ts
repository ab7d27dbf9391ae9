import { sql } from 'kysely';
import { personNames } from '../../account/names.ts';
import { mayAct, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { timelineOf } from '../../audit/timeline.ts';
import { obligationsOfBody } from '../../catalogue/queries/obligations.ts';
import { periodWords } from '../../catalogue/rules/period.ts';
import { personFault, ways, type Verb } from '../../disclosure/rules.ts';
import { sheetDocuments, sheetLinks } from '../../disclosure/queries/sheets.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { daysBetween } from '../../workday/rules.ts';
import { isAkin, type SheetForm } from '../rules/list.ts';
import { personalIn } from '../rules/personal.ts';
import { copyOf, readDraft, type SheetDraft } from '../rules/sheet.ts';
import { sheetStates } from '../rules/state.ts';
import { sheetDraft } from '../schema.ts';
import { committeeOf } from './committee.ts';

/** The sheet of a disclosure's working version with its document. The caller checks the actor. */
export async function loadSheet(db: Reader, id: string) {
  const row = await db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.version', '=', 'sheet.version'),
    )
    .innerJoin('body', 'body.id', 'sheet.body_id')
    .select([
      'sheet.disclosure_id',
      'sheet.version',
      'sheet.body_id',
      'sheet.obligation_id',
      'sheet.catalogue_id',
      'sheet.item_key',
      'sheet.item_name',
      'sheet.period',
      'sheet.needs_meeting',
      'sheet.draft',
      'sheet.opening_fen',
      'sheet.is_on_behalf',
      'sheet.meeting_on',
      'sheet.meeting_people',
      'sheet.published_on',
      sql<SheetForm>`sheet.form`.as('form'),
      'document.number',
      'document.index_number',
      'document.published_version',
      'document.standing',
      'document.route',
      'document.state',
      'document.revision',
      'document.title',
      'document.drafters',
      'document.reviewed_by',
      'document.returned_remark',
      'document.correction_reason',
      'document.updated_at',
      'body.name as body_name',
      'body.path as body_path',
      'body.parent_id as township_id',
    ])
    .where('sheet.disclosure_id', '=', id)
    .executeTakeFirst();
  return row && { ...row, draft: sheetDraft.parse(row.draft) };
}
export type LoadedSheet = NonNullable<Awaited<ReturnType<typeof loadSheet>>>;

export interface Carried {
  fen: number;
  disclosureId: string;
  period: string;
}

/**
 * What the last published sheet of the same item left over (上期结余); null: there is none, or it was withdrawn.
 * Counted from its rows, so that it is what anybody adds up.
 */
export async function carriedInto(
  db: Reader,
  { bodyId, itemKey, period }: { bodyId: string; itemKey: string; period: string },
): Promise<Carried | null> {
  const row = await db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.published_version', '=', 'sheet.version'),
    )
    .select((eb) => [
      'sheet.disclosure_id as disclosureId',
      'sheet.period',
      sql<number>`sheet.opening_fen + coalesce(${eb
        .selectFrom('village_money as line')
        .select(sql<number>`sum(line.income_fen - line.spending_fen)::bigint`.as('moved'))
        .whereRef('line.disclosure_id', '=', 'sheet.disclosure_id')
        .whereRef('line.version', '=', 'sheet.version')}, 0)`.as('fen'),
    ])
    .where('sheet.body_id', '=', bodyId)
    .where('sheet.item_key', '=', itemKey)
    .where('sheet.form', '=', 'money')
    .where('sheet.period', '<', period)
    .where('document.standing', '=', 'published')
    .orderBy('sheet.period', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, fen: Number(row.fen) } : null;
}

/** The last sheet of the same item that was published, to begin the next one from. */
export async function lastDraft(db: Reader, bodyId: string, itemKey: string): Promise<SheetDraft | undefined> {
  const row = await db
    .selectFrom('village_sheet')
    .select('draft')
    .where('body_id', '=', bodyId)
    .where('item_key', '=', itemKey)
    .where('published_on', 'is not', null)
    .orderBy('published_on', 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && sheetDraft.parse(row.draft);
}

const oneOf = (db: Reader, id: string) =>
  db
    .selectFrom('village_photo')
    .select(['id', 'width', 'height', 'note', 'image_sha256 as sha256', 'is_public as isPublic', 'taken_at as takenAt'])
    .where('disclosure_id', '=', id)
    .orderBy('created_at');

/** The photographs of one version of a sheet. */
export const photosOf = (db: Reader, id: string, version: number) =>
  oneOf(db, id).where('version', '=', version).execute();

/**
 * One sheet as those see it who fill it in, review it or watch over it: what was typed, how it reads, what may be done.
 * Throws 404, also outside the actor's villages.
 */
export async function sheetOf(ctx: Context, actor: Actor, id: string) {
  const row = await loadSheet(ctx.db, id);
  if (!row || !mayAct(actor, 'village.read', row.body_path)) throw notFound('公开表');
  const today = legalDate(ctx.clock.now());
  const series = { bodyId: row.body_id, itemKey: row.item_key, period: row.period };
  const [carried, photos, owed, committee, names, timeline, township, also, last] = await Promise.all([
    row.form === 'money' ? carriedInto(ctx.db, series) : null,
    photosOf(ctx.db, id, row.version),
    owedOf(ctx.db, row.obligation_id),
    committeeOf(ctx.db, row.body_id),
    personNames(ctx.db, [...row.drafters, ...(row.reviewed_by ? [row.reviewed_by] : [])]),
    timelineOf(ctx.db, { type: 'disclosure', id }),
    ctx.db.selectFrom('body').select('name').where('id', '=', row.township_id).executeTakeFirst(),
    alsoOf(ctx.db, row, today),
    row.state === 'draft' ? lastDraft(ctx.db, row.body_id, row.item_key) : undefined,
  ]);
  // What was handed in keeps the balance it was handed in with.
  const carriedFen = row.state === 'draft' ? (carried?.fen ?? null) : row.opening_fen;
  const read = readDraft(row.draft, { form: row.form, period: row.period, today, carriedFen });
  const hands = { drafters: row.drafters, reviewedBy: row.reviewed_by, route: row.route };
  const steps = ways[row.route].filter(
    ({ from, act }) => from === row.state && row.standing !== 'withdrawn' && mayAct(actor, act, row.body_path),
  );
  const mayFill = mayAct(actor, 'village.fill', row.body_path);
  return {
    id,
    number: row.number,
    indexNumber: row.index_number,
    version: row.version,
    revision: row.revision,
    title: row.title,
    body: { id: row.body_id, name: row.body_name, township: township?.name ?? '' },
    item: { name: row.item_name, ...owed },
    also,
    /** The last published one without its days and sums, to begin from. */
    beginning: last ? copyOf(last) : null,
    period: periodWords(row.period),
    periodKey: row.period,
    form: row.form,
    today,
    needsMeeting: row.needs_meeting,
    meeting: row.meeting_on ? { on: row.meeting_on, people: row.meeting_people } : null,
    state: row.state,
    stateWords: sheetStates[row.state],
    standing: row.standing,
    route: row.route,
    isOnBehalf: row.is_on_behalf,
    returnedRemark: row.returned_remark,
    correctionReason: row.correction_reason,
    draft: row.draft,
    carried: carried ? { fen: carried.fen, period: periodWords(carried.period) } : null,
    carriedFen,
    read,
    findings: personalIn(row.draft),
    photos,
    committee,
    daysLeft: owed.dueOn ? daysBetween(today, owed.dueOn) : null,
    publishedOn: row.published_on,
    updatedAt: row.updated_at,
    filledInBy: row.drafters.map((one) => names.get(one) ?? ''),
    reviewedBy: row.reviewed_by ? (names.get(row.reviewed_by) ?? '') : null,
    timeline,
    steps: steps.map(({ verb }): { verb: Verb; fault?: string } => ({
      verb,
      fault: personFault(verb, actor.accountId, hands),
    })),
    mayCorrect: mayFill && row.standing === 'published' && row.state === 'published',
  };
}
export type SheetRecord = Awaited<ReturnType<typeof sheetOf>>;

/** The obligation that a sheet answers, with its item. A later list may have dropped the open obligation: then only the name is known. */
async function owedOf(db: Reader, obligationId: string) {
  const row = await db
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select([
      'catalogue_item.content',
      'catalogue_item.legal_basis as legalBasis',
      'catalogue_item.time_limit as timeLimit',
      'obligation.due_on as dueOn',
      'obligation.event',
      'obligation.reason',
    ])
    .where('obligation.id', '=', obligationId)
    .executeTakeFirst();
  return row ?? { content: '', legalBasis: '', timeLimit: '', dueOn: null, event: '', reason: '' };
}

/** What else a sheet may answer: open obligations of the village whose items are akin, and those it does answer. */
async function alsoOf(db: Reader, row: LoadedSheet, today: string) {
  const [owed, links] = await Promise.all([
    obligationsOfBody(db, row.body_id, today),
    sheetLinks(db, row.disclosure_id),
  ]);
  return owed
    .filter(
      ({ id, itemKey, metBy }) =>
        id !== row.obligation_id && itemKey !== row.item_key && (!metBy || links.includes(id)),
    )
    .map(({ id, period, event, dueOn, level1, level2, level3 }) => {
      const item = level3 || level2 || level1;
      return { id, item, what: event || periodWords(period), dueOn, isLinked: links.includes(id) };
    })
    .filter(({ item, isLinked }) => isLinked || isAkin(item, row.item_name));
}

/** The sheets that wait for the committee members' review in their villages, the longest waiting first. */
export async function sheetsToReview(ctx: Context, actor: Actor) {
  return ctx.db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(ctx.db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.version', '=', 'sheet.version'),
    )
    .innerJoin('body', 'body.id', 'sheet.body_id')
    .select(['document.id', 'document.title', 'document.updated_at as since', 'body.name as bodyName'])
    .where('document.state', '=', 'review')
    .where(inScope(actor, 'village.review', 'body.path'))
    .orderBy('document.updated_at')
    .limit(100)
    .execute();
}
