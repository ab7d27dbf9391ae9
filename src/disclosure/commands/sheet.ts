import { allowedBody } from '../../account/scope.ts';
import { cleanHtml } from '../../attachment/clean.ts';
import { textOf } from '../../attachment/markup.ts';
import type { Change } from '../../audit/change.ts';
import { conflict } from '../../platform/errors.ts';
import { stateNames, type Route } from '../rules.ts';
import { begin, editedMeanwhile, withDrafter } from './draft.ts';
import { discarding, pullingBack, reviewing, sendingBack, submitting, take } from './flow.ts';
import { linkObligations } from './link.ts';
import { publish } from './publish.ts';
import { correctWithin } from './standing.ts';
import { enter, setVersion, working, type Working } from './working.ts';

/**
 * What a village's sheet (village/) does with the document that it becomes. Each is one part of the sheet's own
 * transaction; the steps and who may take them are the rules' ways `village` and `villagePersonal`.
 */

/** Begins the document of a sheet that answers an obligation. Throws 403 outside the actor's villages, 422 where it is answered. */
export async function beginSheet(
  doing: Change,
  input: { bodyId: string; obligationId: string; title: string; category: string },
): Promise<{ id: string; number: string; revision: number; savedAt: Date }> {
  await allowedBody(doing.tx, doing.actor, 'village.fill', input.bodyId);
  const fields = {
    title: input.title,
    category: input.category,
    document_number: '',
    issued_on: null,
    validity: 'valid' as const,
    html: '',
    text: '',
    source_sha256: null,
    source_name: null,
  };
  return begin(doing, { bodyId: input.bodyId, obligationIds: [input.obligationId] }, fields, 'village');
}

/** The sheet's document if it is a draft that the actor may fill in. Throws 403, 404, 409. */
export async function editableSheet(doing: Change, id: string): Promise<Working> {
  const found = await working(doing, id);
  await allowedBody(doing.tx, doing.actor, 'village.fill', found.body.id);
  if (found.disclosure.route === 'standard') throw conflict('这不是村务公开表。');
  if (found.version.state !== 'draft')
    throw conflict(`这张表现在是“${stateNames[found.version.state]}”，不能再改。要改请先撤回；您填的内容仍在本页。`);
  return found;
}

/**
 * Notes that the sheet of a draft was changed by the actor, over the revision they started from; returns the next one.
 * Throws 409 with who saved what in between.
 */
export async function savedSheet(doing: Change, found: Working, revision: number): Promise<number> {
  if (found.version.revision !== revision) throw await editedMeanwhile(doing, found);
  await setVersion(doing, found, { revision: revision + 1, drafters: withDrafter(found, doing.actor) });
  return revision + 1;
}

/**
 * Says what a draft's sheet answers besides its own obligation, in place of what was said before.
 * Throws 403, 404, 409, 422 for what is another body's or answered already.
 */
export async function linkSheet(doing: Change, id: string, own: string, others: readonly string[]): Promise<void> {
  const { body } = await editableSheet(doing, id);
  await doing.tx
    .deleteFrom('disclosure_obligation')
    .where('disclosure_id', '=', id)
    .where('obligation_id', '!=', own)
    .execute();
  await linkObligations(doing, id, body.id, [own, ...others]);
}

/** Writes the sheet as it is read into its document, on its route, and hands it in. Throws 409, 422. */
export async function submitSheet(
  doing: Change,
  id: string,
  { revision, html, route }: { revision: number; html: string; route: Route },
): Promise<void> {
  const found = await editableSheet(doing, id);
  const clean = cleanHtml(html);
  await doing.tx.updateTable('disclosure').set({ route }).where('id', '=', id).execute();
  await setVersion(doing, found, { html: clean, text: textOf(clean), issued_on: doing.today });
  await take(doing, id, { verb: 'submit', revision, from: 'sheet' }, submitting);
}

/** The committee agrees. Throws 403 for who filled it in, 409 where the state or the sheet is another by now. */
export const reviewSheet = (doing: Change, id: string, revision: number) =>
  take(doing, id, { verb: 'review', revision, from: 'sheet' }, reviewing);

/** The committee sends it back. Throws 403, 409. */
export const sendSheetBack = (doing: Change, id: string, revision: number, remark: string) =>
  take(doing, id, { verb: 'sendBack', revision, from: 'sheet' }, sendingBack(remark));

/** Whoever filled it in takes it back. Throws 403, 409. */
export const pullSheetBack = (doing: Change, id: string, revision: number) =>
  take(doing, id, { verb: 'pullBack', revision, from: 'sheet' }, pullingBack);

/** Gives the sheet's draft up. Throws 403, 409. */
export const discardSheet = (doing: Change, id: string, revision: number) =>
  take(doing, id, { verb: 'discard', revision, from: 'sheet' }, discarding);

/**
 * Makes it public and returns its index number. `isDecided`: the committee's review was the last word, so that nobody
 * has to press again. Throws 403, 409.
 */
export async function publishSheet(
  doing: Change,
  id: string,
  { revision, isDecided }: { revision: number; isDecided: boolean },
): Promise<string> {
  const found = await working(doing, id);
  if (!isDecided) await enter(doing, found, 'sign', revision, 'sheet');
  else if (found.version.state !== 'signoff') throw new Error('Only what was reviewed can be public');
  return publish(doing, found);
}

/** Starts a corrected version; the published one stays public until the new one is. Returns its number. Throws 403, 409, 422. */
export async function correctSheet(doing: Change, id: string, reason: string): Promise<number> {
  const { body } = await working(doing, id);
  await allowedBody(doing.tx, doing.actor, 'village.fill', body.id);
  return correctWithin(doing, id, reason);
}
