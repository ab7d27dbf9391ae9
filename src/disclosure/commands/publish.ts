import type { Change } from '../../audit/change.ts';
import { settleObligations } from '../../catalogue/commands/obligations.ts';
import { obligationsMetBy } from '../../catalogue/queries/standing.ts';
import { raiseInterpretation, touchExplained } from '../../event/commands/interpretation.ts';
import { legalDate } from '../../platform/clock.ts';
import { takeSequence } from '../../number/commands.ts';
import { indexNumber } from '../rules.ts';
import { placeInSearch } from './audience.ts';
import { fileVersion } from './filed.ts';
import { contentHash, contentOf, setVersion, type Working } from './working.ts';

/** The kind of the gapless rows from which index numbers are taken, one row a body and year. */
export const indexSequence = 'index';

/**
 * Makes the working version public: version, hash, instants, index number, obligations met, search entry and pages
 * change together or not at all. Returns the index number.
 */
export async function publish(doing: Change, found: Working): Promise<string> {
  const { tx, actor, at, today, record, touch } = doing;
  const { disclosure, body, version } = found;
  if (version.content_hash !== contentHash(contentOf(version)))
    throw new Error('The content is not what was submitted');
  if (disclosure.published_version !== null) {
    await tx
      .updateTable('disclosure_version')
      .set({ state: 'superseded' })
      .where('disclosure_id', '=', disclosure.id)
      .where('version', '=', disclosure.published_version)
      .execute();
  }
  await setVersion(doing, found, { state: 'published', signed_by: actor.accountId, published_at: at });
  const year = Number(today.slice(0, 4));
  const index =
    disclosure.index_number ??
    indexNumber(body.code, year, await takeSequence(tx, indexSequence, `${body.code}/${year}`, 1));
  const firstPublishedAt = disclosure.first_published_at ?? at;
  await tx
    .updateTable('disclosure')
    .set({
      standing: 'published',
      published_version: version.version,
      first_published_at: firstPublishedAt,
      last_published_at: at,
      index_number: index,
      category: version.category,
    })
    .where('id', '=', disclosure.id)
    .execute();
  await settleLinked(doing, disclosure.id);
  await fileVersion(doing, { ...found, indexNumber: index });
  const answered = await linkedObligations(doing, disclosure.id);
  await touchExplained(doing, answered);
  // What an interpretation explains is named on its item's public page: only what everybody may read.
  if (!disclosure.first_published_at && disclosure.audience === 'public')
    await raiseInterpretation(doing, { id: disclosure.id, bodyId: body.id, title: version.title }, answered);
  await placeInSearch(tx, disclosure.id);
  record({
    verb: 'disclosure.sign',
    subject: { type: 'disclosure', id: disclosure.id },
    bodyId: body.id,
    before: { state: version.state },
    after: { state: 'published', version: version.version, indexNumber: index, contentHash: version.content_hash },
  });
  touch('disclosures', `disclosure:${disclosure.id}`, `body:${body.id}`, 'obligations');
  return index;
}

/** What the disclosure is linked to is met today; what it had met and a correction took away is owed again. */
async function settleLinked(doing: Change, disclosureId: string): Promise<void> {
  const linked = await linkedObligations(doing, disclosureId);
  const met = await obligationsMetBy(doing.tx, disclosureId, doing.today);
  const dropped = met.map(({ id }) => id).filter((id) => !linked.includes(id));
  await reopen(doing, disclosureId, dropped);
  await settleObligations(doing, linked, { disclosureId, on: doing.today });
}

/**
 * Obligations that a disclosure no longer meets are owed again, unless another one that is public answers them too: then
 * that meets them, from the day it was signed for.
 */
export async function reopen(doing: Change, disclosureId: string, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  await settleObligations(doing, obligationIds, null);
  const others = await doing.tx
    .selectFrom('disclosure_obligation')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_obligation.disclosure_id')
    .select(['disclosure_obligation.obligation_id', 'disclosure.id', 'disclosure.last_published_at'])
    .where('disclosure_obligation.obligation_id', 'in', obligationIds)
    .where('disclosure.id', '!=', disclosureId)
    .where('disclosure.standing', '=', 'published')
    // While a correction is open its links are a draft's: they count when it is signed.
    .whereRef('disclosure.working_version', '=', 'disclosure.published_version')
    .orderBy('disclosure.last_published_at')
    .execute();
  for (const { obligation_id, id, last_published_at } of others)
    if (last_published_at)
      await settleObligations(doing, [obligation_id], { disclosureId: id, on: legalDate(last_published_at) });
}

/** The obligations that a disclosure was linked to. */
export async function linkedObligations({ tx }: Change, disclosureId: string): Promise<string[]> {
  const links = await tx
    .selectFrom('disclosure_obligation')
    .select('obligation_id')
    .where('disclosure_id', '=', disclosureId)
    .execute();
  return links.map(({ obligation_id }) => obligation_id);
}
