import { sql } from 'kysely';
import { allowedBody } from '../../account/scope.ts';
import type { Actor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import { audienceOf, isNarrower, narrowest, type Audience } from '../../catalogue/rules/audience.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, invalid } from '../../platform/errors.ts';
import { indexEntry, removeEntry } from '../../search/commands.ts';
import { audiencesOfItems } from '../queries/audience.ts';
import type { SetAudience } from '../schema.ts';
import { publicPath, searchText } from './publicplace.ts';
import { working } from './working.ts';

/**
 * Sets for whom a disclosure is by the items that it answers now. What the office had widened is narrowed again by an
 * item that it has not seen. Nothing is recorded where nothing changes.
 */
export async function settleAudience(doing: Change, id: string): Promise<void> {
  const row = await doing.tx
    .selectFrom('disclosure')
    .select(['audience', 'audience_choice', 'audience_reason', 'body_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const items = await audiencesOfItems(doing.tx, id);
  const choice = row.audience_choice as Audience | null;
  const isWidened = row.audience_reason !== '' && choice !== null;
  const next = audienceOf(items, { choice, isWidened: isWidened && isNarrower(narrowest(items), choice) });
  if (next === row.audience) return;
  await setTo(doing, id, next);
  doing.record({
    verb: 'disclosure.setAudience',
    subject: { type: 'disclosure', id },
    bodyId: row.body_id,
    before: { audience: row.audience },
    after: { audience: next },
  });
}

/** A link to one more item takes back what the office had widened, unless that item is as wide. */
export async function narrowByLink(doing: Change, id: string): Promise<void> {
  const items = await audiencesOfItems(doing.tx, id);
  await doing.tx
    .updateTable('disclosure')
    .set({ audience_choice: null, audience_reason: '' })
    .where('id', '=', id)
    .where('audience_reason', '<>', '')
    .where('audience', '<>', narrowest(items))
    .execute();
  await settleAudience(doing, id);
}

/**
 * Chooses for whom a disclosure is, and notes how those it is for get it. Whoever drafts may narrow it; wider than its
 * items ask is for the office with a reason, as is what is published already. Throws 403, 404, 409, 422.
 */
export async function setAudience(ctx: Context, actor: Actor, id: string, input: SetAudience): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { disclosure, body, version } = await working(doing, id);
    if (disclosure.standing === 'withdrawn') throw conflict('这条信息已撤下，不用再设公开对象。');
    const floor = narrowest(await audiencesOfItems(doing.tx, id));
    const isWidened = isNarrower(floor, input.audience);
    const isOfficeDecision = isWidened || disclosure.standing === 'published' || version.state !== 'draft';
    await allowedBody(doing.tx, actor, isOfficeDecision ? 'disclosure.widen' : 'disclosure.draft', body.id).catch(
      (error: unknown) => {
        if (!isOfficeDecision) throw error;
        throw forbidden(
          isWidened
            ? '比公开事项写明的范围更宽，要由公开办决定，并写明理由。'
            : '已送审或已公开的文件，公开对象只能由公开办改。',
        );
      },
    );
    if (isOfficeDecision && !input.reason) throw invalid({ reason: '请写清理由，至少 5 个字' });
    await doing.tx
      .updateTable('disclosure')
      .set({
        audience_choice: input.audience,
        audience_reason: isWidened ? (input.reason ?? '') : '',
        delivery: input.delivery,
      })
      .where('id', '=', id)
      .execute();
    await setTo(doing, id, input.audience);
    doing.record({
      verb: 'disclosure.setAudience',
      subject: { type: 'disclosure', id },
      bodyId: body.id,
      before: { audience: disclosure.audience, delivery: disclosure.delivery },
      after: { audience: input.audience, delivery: input.delivery, reason: input.reason },
    });
  });
}

/** After the office narrowed or widened an item: what answers it follows, but nothing published becomes wider by itself. */
export async function settleAudiencesOfItem(doing: Change, itemId: string): Promise<void> {
  const rows = await doing.tx
    .selectFrom('disclosure_obligation')
    .innerJoin('obligation', 'obligation.id', 'disclosure_obligation.obligation_id')
    .innerJoin('disclosure', 'disclosure.id', 'disclosure_obligation.disclosure_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .select([
      'disclosure.id',
      'disclosure.standing',
      sql<Audience>`disclosure.audience`.as('audience'),
      sql<Audience>`catalogue_item.audience`.as('item'),
    ])
    .distinct()
    .where('obligation.item_id', '=', itemId)
    .where('disclosure.standing', '<>', 'withdrawn')
    .execute();
  for (const { id, standing, audience, item } of rows)
    if (standing === 'unpublished' || isNarrower(item, audience)) await narrowByLink(doing, id);
}

async function setTo({ tx, touch }: Change, id: string, audience: Audience): Promise<void> {
  await tx.updateTable('disclosure').set({ audience }).where('id', '=', id).execute();
  await placeInSearch(tx, id);
  const { body_id } = await tx
    .selectFrom('disclosure')
    .select('body_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  touch('disclosures', `disclosure:${id}`, `body:${body_id}`, 'obligations');
}

/** The search finds a disclosure where it is published for everybody, and only there. */
export async function placeInSearch(tx: Change['tx'], id: string): Promise<void> {
  const row = await tx
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .select(['disclosure.body_id', 'disclosure.number', 'disclosure.first_published_at'])
    .select(['version.title', 'version.text', 'version.document_number'])
    .where('disclosure.id', '=', id)
    .where('disclosure.standing', '=', 'published')
    .where('disclosure.audience', '=', 'public')
    .executeTakeFirst();
  if (!row?.first_published_at) return removeEntry(tx, 'disclosure', id);
  await indexEntry(tx, {
    kind: 'disclosure',
    ...{ id, bodyId: row.body_id, title: row.title, text: searchText(row) },
    url: publicPath(row.number),
    publishedAt: row.first_published_at,
  });
}
