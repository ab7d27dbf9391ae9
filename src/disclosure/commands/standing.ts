import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { obligationsMetBy } from '../../catalogue/queries/standing.ts';
import { touchExplained } from '../../event/commands/interpretation.ts';
import { findPersonalData } from '../../privacy/rules.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { removeEntry } from '../../search/commands.ts';
import type { Correct, Withdraw } from '../schema.ts';
import { fileWithdrawal } from './filed.ts';
import { reopen } from './publish.ts';
import { setVersion, sheetOnly, working } from './working.ts';

/**
 * Starts a corrected version as a draft; the published one stays public until the new one is signed.
 * Throws 409 unless it is public and no correction is under way.
 */
export async function correct(ctx: Context, actor: Actor, id: string, { reason }: Correct): Promise<number> {
  return change(ctx, actor, async (doing) => {
    const { disclosure, body } = await working(doing, id);
    await allowedBody(doing.tx, actor, 'disclosure.draft', body.id);
    if (disclosure.route !== 'standard') throw conflict(sheetOnly);
    return correctWithin(doing, id, reason);
  });
}

/** Starts a corrected version within a transaction; returns its number. The caller has checked the actor. Throws 409. */
export async function correctWithin(doing: Change, id: string, reason: string): Promise<number> {
  mustBeFitForPublic(reason);
  const { tx, at, record, actor } = doing;
  const { disclosure, version, body } = await working(doing, id);
  if (disclosure.standing !== 'published') throw conflict('这条信息没有在公开，不能更正。');
  if (version.state !== 'published') throw conflict('这条信息已有一份更正在办理，请在那一份上继续。');
  const { last } = await tx
    .selectFrom('disclosure_version')
    .select((eb) => eb.fn.max('version').as('last'))
    .where('disclosure_id', '=', id)
    .executeTakeFirstOrThrow();
  const { title, category, document_number, issued_on, validity, html, text } = version;
  await tx
    .insertInto('disclosure_version')
    .values({
      ...{ title, category, document_number, issued_on, validity, html, text },
      disclosure_id: id,
      version: last + 1,
      body_id: body.id,
      state: 'draft',
      correction_reason: reason,
      drafted_by: actor.accountId,
      drafters: actor.accountId ? [actor.accountId] : [],
      created_at: at,
      updated_at: at,
    })
    .execute();
  await tx
    .updateTable('disclosure')
    .set({ working_version: last + 1 })
    .where('id', '=', id)
    .execute();
  record({
    verb: 'disclosure.correct',
    subject: { type: 'disclosure', id },
    bodyId: body.id,
    after: { version: last + 1, reason },
  });
  return last + 1;
}

/**
 * Takes a disclosure off the public site for good. A page stays that says what it was, when it went and why; what it
 * had met is owed again. Throws 409 unless it is public, 422 for a reason that itself holds personal data.
 */
export async function withdraw(ctx: Context, actor: Actor, id: string, { kind, reason }: Withdraw): Promise<void> {
  mustBeFitForPublic(reason);
  await change(ctx, actor, async (doing) => {
    const { tx, at, today, record, touch } = doing;
    const found = await working(doing, id);
    const { disclosure, version, body } = found;
    await allowedBody(tx, actor, 'disclosure.withdraw', body.id);
    if (disclosure.standing !== 'published') throw conflict('这条信息没有在公开，不用再撤下。');
    await fileWithdrawal(doing, found, { kind, reason });
    if (version.version !== disclosure.published_version && version.state !== 'discarded')
      await setVersion(doing, found, { state: 'discarded' });
    await tx
      .updateTable('disclosure_version')
      .set({ state: 'superseded' })
      .where('disclosure_id', '=', id)
      .where('state', '=', 'published')
      .execute();
    await tx
      .updateTable('disclosure')
      .set({
        standing: 'withdrawn',
        published_version: null,
        withdrawn_at: at,
        withdrawal_kind: kind,
        withdrawal_reason: reason,
      })
      .where('id', '=', id)
      .execute();
    await removeEntry(tx, 'disclosure', id);
    const met = await obligationsMetBy(tx, id, today);
    await touchExplained(
      doing,
      met.map((obligation) => obligation.id),
    );
    await reopen(
      doing,
      id,
      met.map((obligation) => obligation.id),
    );
    record({
      verb: 'disclosure.withdraw',
      subject: { type: 'disclosure', id },
      bodyId: body.id,
      before: { standing: 'published', version: disclosure.published_version },
      after: { standing: 'withdrawn', kind, reason, reopenedObligations: met.length },
    });
    touch('disclosures', `disclosure:${id}`, `body:${body.id}`, 'obligations');
  });
}

/** Reasons of corrections and withdrawals are shown to everybody. */
function mustBeFitForPublic(reason: string): void {
  if (findPersonalData(reason).length > 0)
    throw invalid({ reason: '原因会向社会公开，请不要写身份证号、手机号、银行卡号。' });
}
