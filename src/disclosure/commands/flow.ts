import type { Actor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, invalid, type FieldMessages } from '../../platform/errors.ts';
import { personalDataIn } from '../privacy.ts';
import { submitFaults, type Verb, type VersionState } from '../rules.ts';
import type { Clear, SendBack, Step } from '../schema.ts';
import { maskVersion } from './draft.ts';
import { restoreLinks } from './link.ts';
import { publish } from './publish.ts';
import { contentHash, contentOf, enter, setVersion, working, type Working } from './working.ts';

/** Hands a draft in for review; from here on its text is fixed under its hash. Throws 422 for what is missing. */
export const submit = (ctx: Context, actor: Actor, id: string, { revision }: Step) =>
  step(ctx, actor, id, 'submit', revision, submitting);

/** The text is fixed under its hash. Throws 422 for what is missing. */
export const submitting: Taking = async (doing, found, to) => {
  const content = contentOf(found.version);
  const faults = {
    ...submitFaults(content, found.version.text, doing.today),
    ...deliveryFault(found.disclosure),
  };
  if (Object.keys(faults).length > 0) throw invalid(faults);
  await setVersion(doing, found, { state: to, content_hash: contentHash(content), returned_remark: null });
};

/** What the public site may not show meets its obligation when somebody says how it reached those it is for. */
const deliveryFault = ({ audience, delivery }: { audience: string; delivery: string }): FieldMessages =>
  (audience === 'group' || audience === 'internal') && delivery === ''
    ? { delivery: '这份文件不上公开网站，请写明怎样送到应当知道的人，例如：在公示栏张贴、逐户送达。' }
    : {};

/** The reviewer (审核) agrees. */
export const review = (ctx: Context, actor: Actor, id: string, { revision }: Step) =>
  step(ctx, actor, id, 'review', revision, reviewing);

/** Who reviewed it. */
export const reviewing: Taking = (doing, found, to) =>
  setVersion(doing, found, { state: to, reviewed_by: doing.actor.accountId });

/**
 * The confidentiality reviewer (保密审查) agrees. Throws 422 `personal_data` while personal data stands in the text,
 * unless the reviewer takes it on themselves with a reason (e.g. a name list that the law wants public).
 */
export const clear = (ctx: Context, actor: Actor, id: string, { revision, overrideReason }: Clear) =>
  step(ctx, actor, id, 'clear', revision, async (doing, found, to) => {
    const findings = personalDataIn(found.version);
    if (findings.length > 0 && !overrideReason) {
      const message = `还有 ${findings.length} 处个人信息没有遮盖。请退回遮盖，或写明依法应当公开的理由。`;
      throw new AppError('personal_data', 422, message, { overrideReason: message });
    }
    const isOverridden = findings.length > 0;
    await setVersion(doing, found, {
      state: to,
      cleared_by: actor.accountId,
      privacy: JSON.stringify(findings),
      privacy_override_by: isOverridden ? actor.accountId : null,
      privacy_override_reason: isOverridden ? overrideReason : null,
    });
    return isOverridden ? { findings: findings.length, overrideReason } : { findings: 0 };
  });

/** The leader signs (签发), and in the same transaction it is public. Returns the index number (索引号). */
export const sign = (ctx: Context, actor: Actor, id: string, { revision }: Step): Promise<string> =>
  change(ctx, actor, async (doing) => {
    const found = await working(doing, id);
    await enter(doing, found, 'sign', revision);
    return publish(doing, found);
  });

/** Whoever has it before them sends it back with a remark; with `mask` the personal data found is masked on the way. */
export const sendBack = (ctx: Context, actor: Actor, id: string, { revision, remark, mask }: SendBack) =>
  step(ctx, actor, id, 'sendBack', revision, async (doing, found, to) => {
    const said = await sendingBack(remark)(doing, found, to);
    if (mask) await maskVersion(doing, found);
    return said;
  });

/** Back to the drafter with what is to be changed. */
export const sendingBack =
  (remark: string): Taking =>
  async (doing, found) => {
    await toDraft(doing, found, remark);
    return { remark };
  };

/** The drafter takes it back to go on writing. */
export const pullBack = (ctx: Context, actor: Actor, id: string, { revision }: Step) =>
  step(ctx, actor, id, 'pullBack', revision, pullingBack);

/** Back to the drafter's hands. */
export const pullingBack: Taking = (doing, found) => toDraft(doing, found, null);

/** Gives a draft up. It stays on record; a correction given up leaves the published version as it is. */
export const discard = (ctx: Context, actor: Actor, id: string, { revision }: Step) =>
  step(ctx, actor, id, 'discard', revision, discarding);

/** A draft given up: a correction leaves the published version as it is. */
export const discarding: Taking = async (doing, found, to) => {
  await setVersion(doing, found, { state: to });
  const { id, published_version } = found.disclosure;
  if (published_version === null) return;
  await doing.tx.updateTable('disclosure').set({ working_version: published_version }).where('id', '=', id).execute();
  await restoreLinks(doing, id);
};

/** Back in the draft state nobody has agreed to anything: those who did, agreed to a text that may change. */
function toDraft(doing: Change, found: Working, remark: string | null): Promise<void> {
  return setVersion(doing, found, {
    state: 'draft',
    returned_remark: remark,
    content_hash: null,
    reviewed_by: null,
    cleared_by: null,
    privacy: JSON.stringify([]),
    privacy_override_by: null,
    privacy_override_reason: null,
  });
}

/** What a step does to the version, and what of it goes on record. */
export type Taking = (doing: Change, found: Working, to: VersionState) => Promise<object | void>;

/** One verb of the state machine in one transaction with its record. */
async function step(
  ctx: Context,
  actor: Actor,
  id: string,
  verb: Verb,
  revision: number,
  taking: Taking,
): Promise<void> {
  await change(ctx, actor, (doing) => take(doing, id, { verb, revision, from: 'document' }, taking));
}

/** One verb of the state machine within a transaction, with its record. Throws like `enter`. */
export async function take(
  doing: Change,
  id: string,
  { verb, revision, from }: { verb: Verb; revision: number; from: 'document' | 'sheet' },
  taking: Taking,
): Promise<void> {
  const found = await working(doing, id);
  const to = await enter(doing, found, verb, revision, from);
  const details = await taking(doing, found, to);
  doing.record({
    verb: `disclosure.${verb}`,
    subject: { type: 'disclosure', id },
    bodyId: found.body.id,
    before: { state: found.version.state },
    after: { state: to, version: found.version.version, revision: found.version.revision, ...details },
  });
}
