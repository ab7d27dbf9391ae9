import { sql } from 'kysely';
import { mayAct, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { actsOnDisclosures } from '../../disclosure/queries/acts.ts';
import { boundItems } from '../../catalogue/queries/keys.ts';
import { overdueOn, putRightIn } from '../../catalogue/queries/records.ts';
import { disclosureTitles } from '../../disclosure/queries/linked.ts';
import { confirmedIn, filedIn, opinionsIn } from '../../filing/records.ts';
import { visitsAnswered, visitsHandedOver, visitsRated, visitsSatisfied } from '../../openday/queries/satisfaction.ts';
import { questionsIn } from '../../posting/queries/records.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import type { Records } from '../../platform/database/record.ts';
import { missingDuties } from '../rules/assigning.ts';
import {
  figureNames,
  institutionNames,
  type FigureCounts,
  type Institution,
  type InstitutionFigure,
} from '../rules/institution.ts';
import type { Span } from '../schema.ts';
import { assignmentRows, responsibleBy } from './assigned.ts';

type Counted = Exclude<InstitutionFigure, 'items' | 'assigned'>;

const recordsOf: Record<Counted, (from: string, to: string) => Records> = {
  reviewed: (from, to) => actsOnDisclosures('disclosure.review', from, to),
  cleared: (from, to) => actsOnDisclosures('disclosure.clear', from, to),
  sentBack: (from, to) => actsOnDisclosures('disclosure.sendBack', from, to),
  signed: (from, to) => actsOnDisclosures('disclosure.sign', from, to),
  rated: visitsRated,
  satisfied: visitsSatisfied,
  answered: visitsAnswered,
  handedOver: visitsHandedOver,
  questioned: (from, to) => questionsIn(from, to, 'asked'),
  replied: (from, to) => questionsIn(from, to, 'answered'),
  filed: filedIn,
  confirmed: confirmedIn,
  overdue: (_, to) => overdueOn(to),
  putRight: putRightIn,
  asked: (from, to) => opinionsIn(from, to, 'asked'),
  righted: (from, to) => opinionsIn(from, to, 'answered'),
};
const countedNames = Object.keys(recordsOf) as Counted[];

const noCounts = (): FigureCounts => Object.fromEntries(figureNames.map((name) => [name, 0])) as FigureCounts;

/** A body with what its subtree's records count up to; `childId` null: the body's own. */
export interface InstitutionLine {
  bodyId: string;
  name: string;
  kind: 'total' | 'own' | 'under';
  counts: FigureCounts;
}

/**
 * What each of the six institutions has left on record in a span of legal days: for a body with all below it, for
 * itself, and for each body directly under it with all below. Throws 403 or 404 for the body.
 */
export async function institutionsOf(ctx: Context, actor: Actor, bodyId: string, span: Span) {
  const body = await allowedBody(ctx.db, actor, 'institution.read', bodyId);
  const children = await ctx.db
    .selectFrom('body')
    .select(['id', 'name', 'path'])
    .where('parent_id', '=', bodyId)
    .where('closed_on', 'is', null)
    .orderBy('path')
    .execute();
  const total: InstitutionLine = { bodyId, name: body.name, kind: 'total', counts: noCounts() };
  const own: InstitutionLine = { bodyId, name: `${body.name}（本级）`, kind: 'own', counts: noCounts() };
  const under = children.map(({ id, name }): InstitutionLine => ({
    bodyId: id,
    name,
    kind: 'under',
    counts: noCounts(),
  }));
  const lineOf = (childId: string | null) => under.find((line) => line.bodyId === childId) ?? own;
  for (const name of countedNames)
    for (const { childId, count } of await countsOf(ctx.db, body, recordsOf[name](span.from, span.to))) {
      lineOf(childId).counts[name] += count;
      total.counts[name] += count;
    }
  await countAssigned(ctx.db, body.path, span.to, (path, isAssigned) => {
    const child = children.find((one) => path.startsWith(one.path));
    for (const line of [total, lineOf(child?.id ?? null)]) {
      line.counts.items += 1;
      if (isAssigned) line.counts.assigned += 1;
    }
  });
  return {
    body: { id: body.id, name: body.name, code: body.code, hasUnder: children.length > 0 },
    ...span,
    total,
    lines: children.length > 0 ? [own, ...under] : [],
    texts: await textsOf(ctx.db, bodyId),
    mayLink: mayAct(actor, 'institution.link', body.path),
  };
}
export type InstitutionTable = Awaited<ReturnType<typeof institutionsOf>>;

async function countsOf(db: Reader, body: { id: string; path: string }, records: Records) {
  const { rows } = await sql<{ childId: string | null; count: number }>`
    select child.id as "childId", count(*) as count
    from (${records}) record
    join body on body.id = record.body_id and starts_with(body.path, ${body.path})
    left join body child on child.parent_id = ${body.id} and starts_with(body.path, child.path)
    group by child.id`.execute(db);
  return rows;
}

async function countAssigned(
  db: Reader,
  path: string,
  day: string,
  tell: (bodyPath: string, isAssigned: boolean) => void,
): Promise<void> {
  const bodies = await db
    .selectFrom('body')
    .select(['id', 'path'])
    .where(sql<boolean>`starts_with(path, ${path})`)
    .where('closed_on', 'is', null)
    .execute();
  const ids = bodies.map(({ id }) => id);
  const pathOf = new Map(bodies.map((body) => [body.id, body.path]));
  const by = responsibleBy(await assignmentRows(db, ids));
  for (const item of await boundItems(db, ids, day))
    tell(pathOf.get(item.bodyId) ?? '', missingDuties(by(item)).length === 0);
}

/** The published documents in which a body has its institutions. */
async function textsOf(db: Reader, bodyId: string) {
  const rows = await db
    .selectFrom('institution_text')
    .select(['institution', 'disclosure_id'])
    .where('body_id', '=', bodyId)
    .orderBy('linked_at')
    .execute();
  const titles = await disclosureTitles(
    db,
    rows.map(({ disclosure_id }) => disclosure_id),
  );
  return Object.fromEntries(
    institutionNames.map((name) => [
      name,
      rows.flatMap(({ institution, disclosure_id }) => (institution === name && titles.get(disclosure_id)) || []),
    ]),
  ) as Record<Institution, { id: string; number: string; indexNumber: string | null; title: string }[]>;
}

const recordsAtMost = 500;

/** The records that a figure counts, newest first; those of the body and all below it. */
export async function figureRecords(ctx: Context, actor: Actor, bodyId: string, figure: InstitutionFigure, span: Span) {
  const body = await allowedBody(ctx.db, actor, 'institution.read', bodyId);
  if (figure === 'items' || figure === 'assigned') return { body, total: 0, rows: [] };
  const records = recordsOf[figure](span.from, span.to);
  const within = sql`from (${records}) record
    join body on body.id = record.body_id and starts_with(body.path, ${body.path})`;
  const { rows } = await sql<{ at: Date; text: string; person: string; href: string; bodyName: string }>`
    select record.at, record.text, record.person, record.href, body.name as "bodyName" ${within}
    order by record.at desc, record.href limit ${recordsAtMost}`.execute(ctx.db);
  const counted = await sql<{ total: number }>`select count(*) as total ${within}`.execute(ctx.db);
  return { body: { id: body.id, name: body.name }, total: counted.rows[0]?.total ?? 0, rows };
}
