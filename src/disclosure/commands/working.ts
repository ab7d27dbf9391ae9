import { createHash } from 'node:crypto';
import type { Updateable } from 'kysely';
import { allowedBody } from '../../account/scope.ts';
import { mayAct } from '../../account/rules.ts';
import type { Change } from '../../audit/change.ts';
import type { DB } from '../../platform/database/tables.generated.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import {
  canonicalContent,
  isOfSheet,
  personFault,
  spokenTime,
  stateNames,
  transitionOf,
  verbNames,
  type Content,
  type Route,
  type Verb,
  type VersionState,
} from '../rules.ts';

/** SHA-256 in hex of a content's canonical form. */
export const contentHash = (content: Content): string =>
  createHash('sha256').update(canonicalContent(content)).digest('hex');

/** The working version of a disclosure, its row locked until the transaction ends. */
export type Working = Awaited<ReturnType<typeof working>>;

/**
 * Locks a disclosure with its working version. Throws 404 also where the actor may not know of it: whether something
 * is being prepared is nobody else's business.
 */
export async function working({ tx, actor }: Change, id: string) {
  const disclosure = await tx.selectFrom('disclosure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!disclosure) throw notFound('信息');
  const body = await tx
    .selectFrom('body')
    .select(['id', 'code', 'name', 'path'])
    .where('id', '=', disclosure.body_id)
    .executeTakeFirstOrThrow();
  if (!mayAct(actor, 'disclosure.read', body.path)) throw notFound('信息');
  const version = await tx
    .selectFrom('disclosure_version')
    .selectAll()
    .where('disclosure_id', '=', id)
    .where('version', '=', disclosure.working_version)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const route = disclosure.route as Route;
  return { disclosure: { ...disclosure, route }, body, version: { ...version, state: version.state as VersionState } };
}

export const contentOf = (version: Working['version']): Content => ({
  title: version.title,
  documentNumber: version.document_number,
  issuedOn: version.issued_on,
  validity: version.validity,
  html: version.html,
});

export const sheetOnly = '这是村务公开表，请在“村务公开”里办理。';

/**
 * Checks that the verb may be done to the working version now, by this person, who has read this revision. `from`:
 * a village's sheet takes the steps that are its own. Throws 409 where the state or the text is another by now, 403
 * where it is not theirs to do. Returns where it leads.
 */
export async function enter(
  change: Change,
  found: Working,
  verb: Verb,
  revision: number,
  from: 'document' | 'sheet' = 'document',
): Promise<VersionState> {
  const { version, body, disclosure } = found;
  const { route } = disclosure;
  const transition = transitionOf(verb, version.state, route);
  if (!transition) {
    throw conflict(
      `这份文件现在是“${stateNames[version.state]}”，不能再“${verbNames[verb]}”。可能有同事先办了，请刷新看看。`,
    );
  }
  if (from === 'document' && isOfSheet(transition)) throw conflict(sheetOnly);
  await allowedBody(change.tx, change.actor, transition.act, body.id);
  const hands = { drafters: version.drafters, reviewedBy: version.reviewed_by, route };
  const fault = personFault(verb, change.actor.accountId, hands);
  if (fault) throw forbidden(fault);
  if (version.revision !== revision) {
    throw conflict(`您打开之后，这份文件在 ${spokenTime(version.updated_at)} 又改过。请刷新，看过新内容再办。`);
  }
  return transition.to;
}

/** Sets columns of the working version. */
export async function setVersion(
  { tx, at }: Change,
  { version }: Working,
  values: Updateable<DB['disclosure_version']>,
): Promise<void> {
  await tx
    .updateTable('disclosure_version')
    .set({ updated_at: at, ...values })
    .where('disclosure_id', '=', version.disclosure_id)
    .where('version', '=', version.version)
    .execute();
}

/** The working version if it is a draft that the actor may edit. Throws 403, 404, or 409 when it is no draft any more. */
export async function editable(doing: Change, id: string): Promise<Working> {
  const found = await working(doing, id);
  await allowedBody(doing.tx, doing.actor, 'disclosure.draft', found.body.id);
  if (found.disclosure.route !== 'standard') throw conflict(sheetOnly);
  if (found.version.state !== 'draft') {
    const state = stateNames[found.version.state];
    throw conflict(`这份文件现在是“${state}”，不能再改。要改请先撤回或请审查的同志退回；您的文字仍在本页。`);
  }
  return found;
}
