import { commandLineActor, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { registerEvent } from '../../catalogue/commands/obligations.ts';
import { obligationKeys } from '../../catalogue/queries/keys.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import { eventItems } from '../queries.ts';
import {
  interpretationEvent,
  interpretationSource,
  isInterpretation,
  needsInterpretation,
} from '../rules/interpretation.ts';
import type { Mark } from '../schema.ts';

/**
 * A policy has become public: where an item that it answers is marked 需要解读, its interpretation is owed from today, by
 * the term of the body's item 政策解读. Where no such item binds the body, that is kept to be shown. Doing it again for
 * the same policy changes nothing. The caller has checked that the actor may publish.
 */
export async function raiseInterpretation(
  doing: Change,
  policy: { id: string; bodyId: string; title: string },
  obligationIds: readonly string[],
): Promise<void> {
  const { tx, at, today, record } = doing;
  const answered = await obligationKeys(tx, obligationIds);
  if (answered.length === 0 || !(await isNeeded(doing, answered))) return;
  const raised = await tx
    .selectFrom('interpretation')
    .select('policy_id')
    .where('policy_id', '=', policy.id)
    .executeTakeFirst();
  if (raised) return;
  const item = (await eventItems(tx, policy.bodyId, today)).find(isInterpretation);
  const event = interpretationEvent(policy.title);
  // The duty arises by itself: whoever signed the policy need not be one who registers events.
  const itself = { ...doing, actor: { ...commandLineActor('interpretation'), personName: '系统' } };
  const obligationId = item
    ? await registerEvent(itself, { itemId: item.id, bodyId: policy.bodyId, event, eventOn: today })
    : null;
  const whyNot = item ? '' : '公开目录里没有由本机构负责的“政策解读”事项，没法登记，请公开办在目录里补上。';
  await tx
    .insertInto('interpretation')
    .values({
      ...{ policy_id: policy.id, body_id: policy.bodyId, policy_title: policy.title, policy_on: today },
      ...{ obligation_id: obligationId, why_not: whyNot, raised_at: at },
    })
    .execute();
  record({
    verb: 'event.raiseInterpretation',
    subject: { type: 'interpretation', id: policy.id },
    bodyId: policy.bodyId,
    after: { title: policy.title, note: whyNot || interpretationSource },
  });
}

async function isNeeded(
  { tx }: Change,
  answered: readonly { catalogueId: string; itemKey: string; level1: string; level2: string }[],
): Promise<boolean> {
  const marks = await tx
    .selectFrom('interpretation_mark')
    .selectAll()
    .where(
      'item_key',
      'in',
      answered.map(({ itemKey }) => itemKey),
    )
    .execute();
  return answered.some((item) => {
    const mark = marks.find(
      ({ catalogue_id, item_key }) => catalogue_id === item.catalogueId && item_key === item.itemKey,
    );
    return mark ? mark.is_needed : needsInterpretation(item);
  });
}

/** What explains a policy has changed: the policy's page shows it. */
export async function touchExplained({ tx, touch }: Change, obligationIds: readonly string[]): Promise<void> {
  if (obligationIds.length === 0) return;
  const rows = await tx
    .selectFrom('interpretation')
    .select('policy_id')
    .where('obligation_id', 'in', obligationIds)
    .execute();
  touch(...rows.map(({ policy_id }) => `disclosure:${policy_id}`));
}

/** The county's office says whether documents of an item must be explained. Throws 404 for an item that is not there. */
export async function markItem(ctx: Context, actor: Actor, { catalogueId, itemKey, isNeeded }: Mark): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    const catalogue = await tx
      .selectFrom('catalogue')
      .innerJoin('catalogue_version', 'catalogue_version.catalogue_id', 'catalogue.id')
      .innerJoin('catalogue_item', 'catalogue_item.version_id', 'catalogue_version.id')
      .select(['catalogue.body_id', 'catalogue_item.level2'])
      .where('catalogue.id', '=', catalogueId)
      .where('catalogue_item.key', '=', itemKey)
      .limit(1)
      .executeTakeFirst();
    if (!catalogue) throw notFound('公开事项');
    await allowedBody(tx, actor, 'event.mark', catalogue.body_id);
    const values = { is_needed: isNeeded, set_by: actor.accountId, set_at: at };
    await tx
      .insertInto('interpretation_mark')
      .values({ catalogue_id: catalogueId, item_key: itemKey, ...values })
      .onConflict((oc) => oc.columns(['catalogue_id', 'item_key']).doUpdateSet(values))
      .execute();
    record({
      verb: 'event.mark',
      subject: { type: 'catalogue', id: catalogueId },
      bodyId: catalogue.body_id,
      after: { name: catalogue.level2, state: isNeeded ? '需要解读' : '不需要解读' },
    });
  });
}
