import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import type { ObligationRecord } from '../../platform/database/tables.generated.ts';
import { conflict, forbidden, notFound } from '../../platform/errors.ts';
import { addMonths } from '../../workday/rules.ts';
import { reviewAfterMonths, waiverGrounds, type WaiverGround } from '../rules/waiver.ts';
import type { AskWaiver, DecideWaiver } from '../schema.ts';

/**
 * Asks that an obligation need not be met (申请不公开), and returns the request's id. A second person decides.
 * Throws 404, 403 outside the actor's bodies, 409 where it is met, waived, passed on, or asked already.
 */
export async function askWaiver(ctx: Context, actor: Actor, obligationId: string, input: AskWaiver): Promise<string> {
  return change(ctx, actor, async (changing) => {
    const { tx, at, record } = changing;
    const owed = await lockedObligation(changing, obligationId);
    await allowedBody(tx, actor, 'waiver.ask', owed.body_id);
    refuseUnlessOpen(owed);
    const id = uuidv7();
    const asked = await tx
      .insertInto('waiver')
      .values({
        id,
        obligation_id: obligationId,
        body_id: owed.body_id,
        ...input,
        asked_by: personOf(actor),
        asked_at: at,
      })
      .onConflict((oc) => oc.column('obligation_id').where('decision', 'is', null).doNothing())
      .executeTakeFirst();
    if (asked.numInsertedOrUpdatedRows === 0n) throw conflict('这一项已经有人申请不公开，正在等待决定。');
    record({
      verb: 'waiver.ask',
      subject: { type: 'obligation', id: obligationId },
      bodyId: owed.body_id,
      after: input,
    });
    return id;
  });
}

/**
 * Agrees to a request or refuses it. With agreement the obligation is no longer owed, from today.
 * Throws 404, 403 for who asked it or has no right there, 409 where it was decided or the obligation is no longer open.
 */
export async function decideWaiver(ctx: Context, actor: Actor, id: string, input: DecideWaiver): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, at, today, record, touch } = changing;
    const asked = await tx.selectFrom('waiver').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!asked) throw notFound('申请');
    const decider = personOf(actor);
    await allowedBody(tx, actor, 'waiver.decide', asked.body_id);
    if (asked.decision !== null) throw conflict('这个申请已经有决定了，请刷新后再看。');
    if (asked.asked_by === decider) throw forbidden('申请不公开和批准不公开必须是两个人。请由另一位有权的人办理。');
    const isGranted = input.decision === 'granted';
    if (isGranted) refuseUnlessOpen(await lockedObligation(changing, asked.obligation_id));
    const ground = waiverGrounds[asked.basis as WaiverGround];
    await tx
      .updateTable('waiver')
      .set({
        ...input,
        decided_by: decider,
        decided_at: at,
        review_on: isGranted && ground.isHeldBack ? addMonths(today, reviewAfterMonths) : null,
      })
      .where('id', '=', id)
      .execute();
    if (isGranted) await setWaived(changing, asked.obligation_id, { on: today, as: asked.basis });
    record({
      verb: isGranted ? 'waiver.grant' : 'waiver.refuse',
      subject: { type: 'obligation', id: asked.obligation_id },
      bodyId: asked.body_id,
      before: { basis: asked.basis, reason: asked.reason },
      after: input,
    });
    touch('obligations', `body:${asked.body_id}`);
  });
}

/** The ground is gone: the obligation is owed again, by its old due date. Throws 404, 403, 409 where it is not waived. */
export async function endWaiver(ctx: Context, actor: Actor, id: string, remark: string): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, today, record, touch } = changing;
    const held = await tx.selectFrom('waiver').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!held) throw notFound('申请');
    await allowedBody(tx, actor, 'waiver.decide', held.body_id);
    if (held.decision !== 'granted' || held.ended_on !== null) throw conflict('这一项现在不是“经批准不公开”。');
    await tx
      .updateTable('waiver')
      .set({ ended_on: today, ended_by: personOf(actor) })
      .where('id', '=', id)
      .execute();
    await setWaived(changing, held.obligation_id, null);
    record({
      verb: 'waiver.end',
      subject: { type: 'obligation', id: held.obligation_id },
      bodyId: held.body_id,
      after: { remark },
    });
    touch('obligations', `body:${held.body_id}`);
  });
}

async function setWaived({ tx }: Change, id: string, waived: { on: string; as: string } | null): Promise<void> {
  await tx
    .updateTable('obligation_record')
    .set({ waived_on: waived?.on ?? null, waived_as: waived?.as ?? null })
    .where('id', '=', id)
    .execute();
}

async function lockedObligation({ tx }: Change, id: string) {
  const owed = await tx.selectFrom('obligation_record').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!owed) throw notFound('应公开事项');
  return owed;
}

/** Throws 409 where nothing is owed any more. */
function refuseUnlessOpen(owed: Pick<ObligationRecord, 'met_on' | 'waived_on' | 'moved_on'>): void {
  if (owed.met_on !== null) throw conflict('这一项已经公开，不用再申请。');
  if (owed.waived_on !== null) throw conflict('这一项已经批准不公开。');
  if (owed.moved_on !== null) throw conflict('机构已撤并，这一项已由承接机构负责。');
}

/** Two persons must stand behind a waiver; the program itself is none. */
function personOf(actor: Actor): string {
  if (actor.accountId === null) throw forbidden('不公开要由具体的人申请和批准。');
  return actor.accountId;
}
