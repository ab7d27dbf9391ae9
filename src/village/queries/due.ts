import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { roleHolders } from '../../account/holders.ts';
import { itemsOfBody } from '../../catalogue/queries/items.ts';
import { obligationsOfBody } from '../../catalogue/queries/obligations.ts';
import { periodWords } from '../../catalogue/rules/period.ts';
import { needsEvent } from '../../catalogue/rules/term.ts';
import type { VersionState } from '../../disclosure/rules.ts';
import { sheetDocuments } from '../../disclosure/queries/sheets.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { daysBetween } from '../../workday/rules.ts';

/** What is due further away than this is under “以后再办”. */
const soonDays = 45;

export interface DueRow {
  obligationId: string;
  /** The item's name. */
  item: string;
  group: string;
  /** “2026年第3季度”, or what happened. */
  what: string;
  dueOn: string | null;
  /** Negative: late by so many days. */
  daysLeft: number | null;
  sheet: { id: string; state: VersionState; returnedRemark: string | null } | null;
  isSoon: boolean;
}

/** The villages that the actor fills in, reviews or watches over: for a village's own people there is one. */
export const ownVillages = (ctx: Context, actor: Actor) =>
  ctx.db
    .selectFrom('body')
    .select(['id', 'name'])
    .where('kind', '=', 'village')
    .where(inScope(actor, 'village.read', 'body.path'))
    .orderBy('path')
    .limit(1000)
    .execute();

/**
 * What a village owes the public and has not published, what is due first at the top, each with its sheet. Without a body
 * it is the actor's first village. Throws 404 where the actor has none.
 */
export async function dueInVillage(ctx: Context, actor: Actor, bodyId?: string) {
  const villages = await ownVillages(ctx, actor);
  const body = bodyId
    ? villages.find(({ id }) => id === bodyId)
    : (villages.find(({ id }) => id === actor.bodyId) ?? villages[0]);
  if (!body) throw notFound('村');
  const today = legalDate(ctx.clock.now());
  const [owed, sheets, events, holders] = await Promise.all([
    obligationsOfBody(ctx.db, body.id, today),
    openSheets(ctx.db, body.id),
    eventItems(ctx.db, body.id, today),
    holdersOf(ctx.db, body.id),
  ]);
  const bySheet = new Map(sheets.map((sheet) => [sheet.obligation_id, sheet]));
  const rows = owed
    .filter(({ metOn, state }) => metOn === null && ['overdue', 'pending', 'unclear'].includes(state))
    .map((one): DueRow => {
      const sheet = bySheet.get(one.id);
      const daysLeft = one.dueOn ? daysBetween(today, one.dueOn) : null;
      return {
        obligationId: one.id,
        item: one.level3 || one.level2 || one.level1,
        group: one.level1,
        what: one.event || periodWords(one.period),
        dueOn: one.dueOn,
        daysLeft,
        sheet: sheet ? { id: sheet.id, state: sheet.state, returnedRemark: sheet.returned_remark } : null,
        isSoon: sheet !== undefined || (daysLeft !== null && daysLeft <= soonDays),
      };
    })
    .sort((a, b) => (a.daysLeft ?? 99_999) - (b.daysLeft ?? 99_999));
  const published = await lastPublished(ctx.db, body.id);
  return { body, today, rows, events, published, ...holders, villages: villages.length > 1 ? villages : [] };
}

const openSheets = (db: Reader, bodyId: string) =>
  db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.version', '=', 'sheet.version'),
    )
    .select(['sheet.obligation_id', 'document.id', 'document.state', 'document.returned_remark'])
    .where('sheet.body_id', '=', bodyId)
    .where('document.state', 'in', ['draft', 'review', 'confidentiality', 'signoff'])
    .execute();

const lastPublished = (db: Reader, bodyId: string) =>
  db
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(db).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.published_version', '=', 'sheet.version'),
    )
    .select(['document.id', 'document.number', 'document.title', 'sheet.published_on as publishedOn'])
    .where('sheet.body_id', '=', bodyId)
    .where('document.standing', '=', 'published')
    .orderBy('document.last_published_at', 'desc')
    .limit(10)
    .execute();

/** The items that are owed when something happens. */
async function eventItems(db: Reader, bodyId: string, today: string) {
  const items = await itemsOfBody(db, bodyId, today);
  return items
    .filter(({ term, manner }) => manner === 'proactive' && needsEvent(term))
    .map(({ id, level1, level2, level3, timeLimit }) => ({
      id,
      group: level1,
      name: level3 || level2 || level1,
      timeLimit,
    }));
}

async function holdersOf(db: Reader, bodyId: string) {
  const { path } = await db.selectFrom('body').select('path').where('id', '=', bodyId).executeTakeFirstOrThrow();
  const holders = await roleHolders(db, ['village', 'committee'], path);
  const names = (wanted: string) => holders.filter(({ role }) => role === wanted).map(({ personName }) => personName);
  return { officers: names('village'), reviewers: names('committee') };
}
