import { sql } from 'kysely';
import type { Actor } from '../account/rules.ts';
import { inScope } from '../account/scope.ts';
import { currentItems, itemsOfBody } from '../catalogue/queries/items.ts';
import { needsEvent } from '../catalogue/rules/term.ts';
import { disclosureTitles, type LinkedDisclosure } from '../disclosure/queries/linked.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { Reader } from '../platform/database/connect.ts';
import { isInterpretation, needsInterpretation } from './rules/interpretation.ts';
import type { ProjectStage } from './rules/project.ts';

/** The items of a body that are owed when something happens. */
export async function eventItems(db: Reader, bodyId: string, day: string) {
  const items = await itemsOfBody(db, bodyId, day);
  return items.filter(({ term, manner }) => needsEvent(term) && manner === 'proactive');
}

/** Kinds of event as a clerk names them, each with the words by which its items are known, in order. */
export async function shortcuts(db: Reader) {
  return db
    .selectFrom('event_shortcut')
    .select(['id', 'name', 'example', sql<string[]>`words`.as('words')])
    .orderBy('position')
    .execute();
}

/** The items of the catalogues that the actor may mark, with whether a document that answers one must be explained. */
export async function interpretationMarks(ctx: Context, actor: Actor) {
  const items = await currentItems(ctx.db, legalDate(ctx.clock.now()))
    .innerJoin('body', 'body.id', 'catalogue.body_id')
    .where(inScope(actor, 'event.mark', 'body.path'))
    .leftJoin('interpretation_mark as mark', (join) =>
      join.onRef('mark.catalogue_id', '=', 'catalogue.id').onRef('mark.item_key', '=', 'catalogue_item.key'),
    )
    .select(['catalogue.id as catalogueId', 'catalogue.name as catalogueName', 'catalogue_item.key as itemKey'])
    .select(['catalogue_item.level1', 'catalogue_item.level2', 'mark.is_needed as said'])
    .execute();
  return items
    .filter((item) => !isInterpretation(item))
    .map(({ said, ...item }) => ({ ...item, isNeeded: said ?? needsInterpretation(item), isSaid: said !== null }));
}

/** Policies that must be explained, in the actor's bodies: what is due and what explains them; missing ones first. */
export async function interpretations(ctx: Context, actor: Actor) {
  const rows = await ctx.db
    .selectFrom('interpretation')
    .innerJoin('body', 'body.id', 'interpretation.body_id')
    .leftJoin('obligation', 'obligation.id', 'interpretation.obligation_id')
    .select(['interpretation.policy_id as policyId', 'interpretation.policy_title as policyTitle'])
    .select(['interpretation.policy_on as policyOn', 'interpretation.obligation_id as obligationId'])
    .select(['interpretation.why_not as whyNot', 'body.id as bodyId', 'body.name as bodyName'])
    .select(['obligation.due_on as dueOn', 'obligation.met_on as metOn', 'obligation.met_by as metBy'])
    .where(inScope(actor, 'obligation.read', 'body.path'))
    .orderBy(sql`obligation.met_on is not null`)
    .orderBy('obligation.due_on', (order) => order.asc().nullsFirst())
    .limit(500)
    .execute();
  const today = legalDate(ctx.clock.now());
  const titles = await disclosureTitles(
    ctx.db,
    rows.flatMap(({ metBy }) => metBy ?? []),
  );
  return rows.map((row) => ({
    ...row,
    explainedBy: titles.get(row.metBy ?? '') ?? null,
    isLate: row.metOn === null && row.dueOn !== null && row.dueOn < today,
  }));
}

/** For the public page of a document: what explains it, and which policy it explains. */
export async function interpretationLinks(
  db: Reader,
  disclosureId: string,
): Promise<{ explainedBy: LinkedDisclosure | null; explains: LinkedDisclosure | null; dueOn: string | null }> {
  const rows = await db
    .selectFrom('interpretation')
    .innerJoin('obligation', 'obligation.id', 'interpretation.obligation_id')
    .select(['interpretation.policy_id as policyId', 'obligation.met_by as metBy', 'obligation.due_on as dueOn'])
    .where((eb) => eb.or([eb('policy_id', '=', disclosureId), eb('obligation.met_by', '=', disclosureId)]))
    .execute();
  const titles = await disclosureTitles(
    db,
    rows.flatMap(({ policyId, metBy }) => [policyId, ...(metBy ? [metBy] : [])]),
  );
  const asPolicy = rows.find(({ policyId }) => policyId === disclosureId);
  const asExplanation = rows.find(({ metBy }) => metBy === disclosureId);
  return {
    explainedBy: titles.get(asPolicy?.metBy ?? '') ?? null,
    explains: titles.get(asExplanation?.policyId ?? '') ?? null,
    dueOn: asPolicy && !asPolicy.metBy ? asPolicy.dueOn : null,
  };
}

/** 重大建设项目 of the actor's bodies with their stages, and whether each stage's information is public. */
export async function projects(ctx: Context, actor: Actor) {
  const [rows, stages] = await Promise.all([
    ctx.db
      .selectFrom('project')
      .innerJoin('body', 'body.id', 'project.body_id')
      .select([
        'project.id',
        'project.name',
        'project.code',
        'project.item_key as itemKey',
        'project.body_id as bodyId',
      ])
      .select('body.name as bodyName')
      .where(inScope(actor, 'obligation.read', 'body.path'))
      .orderBy('project.created_at', 'desc')
      .limit(500)
      .execute(),
    ctx.db
      .selectFrom('project_stage')
      .innerJoin('body', 'body.id', 'project_stage.body_id')
      .leftJoin('obligation', 'obligation.id', 'project_stage.obligation_id')
      .select(['project_stage.id', 'project_stage.project_id as projectId', 'project_stage.note'])
      .select([sql<ProjectStage>`project_stage.stage`.as('stage'), 'project_stage.happened_on as happenedOn'])
      .select([
        'project_stage.obligation_id as obligationId',
        'obligation.due_on as dueOn',
        'obligation.met_on as metOn',
      ])
      .where(inScope(actor, 'obligation.read', 'body.path'))
      .orderBy('project_stage.happened_on')
      .execute(),
  ]);
  return rows.map((row) => ({ ...row, stages: stages.filter(({ projectId }) => projectId === row.id) }));
}
