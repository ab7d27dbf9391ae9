import { sql } from 'kysely';
import { personNames } from '../../account/names.ts';
import { mayAct, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { cleanHtml } from '../../attachment/clean.ts';
import { timelineOf } from '../../audit/timeline.ts';
import { narrowest, type Audience } from '../../catalogue/rules/audience.ts';
import { obligationsOfBody } from '../../catalogue/queries/obligations.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import {
  isOfSheet,
  personFault,
  verbNames,
  ways,
  type Route,
  type Validity,
  type Verb,
  type VersionState,
  type WithdrawalKind,
} from '../rules.ts';
import { personalDataIn } from '../privacy.ts';
import { audiencesOfItems } from './audience.ts';

/** Something that the actor may do with the record now; with `fault` they see why it is not theirs to do. */
export interface Action {
  verb: Verb | 'correct' | 'withdraw';
  name: string;
  fault?: string;
}

/**
 * One disclosure as staff sees it: its working version, who did what, what it answers, what may be done next.
 * Throws 404 also outside the actor's bodies.
 */
export async function disclosureRecord(ctx: Context, actor: Actor, id: string) {
  const row = await load(ctx, actor, id);
  const [names, versions, links, obligations, timeline, items] = await Promise.all([
    personNames(ctx.db, people(row)),
    versionsOf(ctx, id),
    ctx.db.selectFrom('disclosure_obligation').select('obligation_id').where('disclosure_id', '=', id).execute(),
    obligationsOfBody(ctx.db, row.body_id, legalDate(ctx.clock.now())),
    timelineOf(ctx.db, { type: 'disclosure', id }),
    audiencesOfItems(ctx.db, id),
  ]);
  const nameOf = (personId: string | null) => (personId ? (names.get(personId) ?? null) : null);
  const linked = new Set(links.map(({ obligation_id }) => obligation_id));
  const { title } = row;
  const html = cleanHtml(row.html); // a rule tightened later holds for what was stored before
  return {
    id,
    number: row.number,
    indexNumber: row.index_number,
    body: { id: row.body_id, name: row.body_name, code: row.body_code },
    standing: row.standing,
    publishedVersion: row.published_version,
    firstPublishedAt: row.first_published_at,
    lastPublishedAt: row.last_published_at,
    withdrawal: row.withdrawn_at && {
      at: row.withdrawn_at,
      kind: row.withdrawal_kind as WithdrawalKind,
      reason: row.withdrawal_reason ?? '',
    },
    version: row.version,
    state: row.state,
    route: row.route,
    revision: row.revision,
    title,
    html,
    category: row.version_category,
    documentNumber: row.document_number,
    issuedOn: row.issued_on,
    validity: row.validity as Validity,
    source: row.source_name && row.source_sha256 ? { name: row.source_name, sha256: row.source_sha256 } : null,
    correctionReason: row.correction_reason,
    returnedRemark: row.returned_remark,
    contentHash: row.content_hash,
    privacyOverrideReason: row.privacy_override_reason,
    updatedAt: row.updated_at,
    people: {
      drafters: row.drafters.map((drafter) => names.get(drafter) ?? ''),
      reviewedBy: nameOf(row.reviewed_by),
      clearedBy: nameOf(row.cleared_by),
      signedBy: nameOf(row.signed_by),
    },
    findings: personalDataIn({ title, html }),
    audience: row.audience,
    audienceOfItems: narrowest(items),
    audienceReason: row.audience_reason,
    delivery: row.delivery,
    mayWiden: mayAct(actor, 'disclosure.widen', row.body_path),
    obligations: obligations.filter((obligation) => linked.has(obligation.id)),
    versions,
    timeline,
    actions: actionsOf(actor, row),
  };
}

async function load(ctx: Context, actor: Actor, id: string) {
  const row = await ctx.db
    .selectFrom('disclosure')
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.working_version'),
    )
    .selectAll('version')
    .select([
      'disclosure.number',
      'disclosure.index_number',
      'disclosure.published_version',
      'disclosure.first_published_at',
      'disclosure.last_published_at',
      'disclosure.withdrawn_at',
      'disclosure.withdrawal_kind',
      'disclosure.withdrawal_reason',
      sql<Audience>`disclosure.audience`.as('audience'),
      'disclosure.audience_reason',
      'disclosure.delivery',
      sql<'unpublished' | 'published' | 'withdrawn'>`disclosure.standing`.as('standing'),
      sql<VersionState>`version.state`.as('state'),
      sql<Route>`disclosure.route`.as('route'),
      'version.category as version_category',
      'body.name as body_name',
      'body.code as body_code',
      'body.path as body_path',
    ])
    .where('disclosure.id', '=', id)
    .where(inScope(actor, 'disclosure.read', 'body.path'))
    .executeTakeFirst();
  if (!row) throw notFound('信息');
  return row;
}

type Row = Awaited<ReturnType<typeof load>>;

const people = (row: Row) =>
  [...row.drafters, row.reviewed_by, row.cleared_by, row.signed_by].filter((person) => person !== null);

async function versionsOf(ctx: Context, id: string) {
  return ctx.db
    .selectFrom('disclosure_version')
    .select([
      'version',
      sql<VersionState>`state`.as('state'),
      'title',
      'correction_reason as correctionReason',
      'content_hash as contentHash',
      'published_at as publishedAt',
    ])
    .where('disclosure_id', '=', id)
    .orderBy('version', 'desc')
    .execute();
}

function actionsOf(actor: Actor, row: Row): Action[] {
  const may = (act: Parameters<typeof mayAct>[1]) => mayAct(actor, act, row.body_path);
  const hands = { drafters: row.drafters, reviewedBy: row.reviewed_by, route: row.route };
  const actions: Action[] = ways[row.route]
    .filter((step) => step.from === row.state && row.standing !== 'withdrawn' && may(step.act) && !isOfSheet(step))
    .map(({ verb }) => ({ verb, name: verbNames[verb], fault: personFault(verb, actor.accountId, hands) }));
  if (row.standing === 'published' && row.state === 'published' && row.route === 'standard' && may('disclosure.draft'))
    actions.push({ verb: 'correct', name: '更正' });
  if (row.standing === 'published' && may('disclosure.withdraw')) actions.push({ verb: 'withdraw', name: '撤下' });
  return actions;
}
