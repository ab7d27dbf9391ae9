import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import { villageKeyChars } from '../rules/code.ts';
import { randomCode } from './sheet.ts';

/**
 * Gives every village of a township (or one village) that has none its key, and returns how many were made. The
 * township's act: a village does not open itself. Throws 422 for a body that is neither.
 */
export async function makeKeys(ctx: Context, actor: Actor, bodyId: string): Promise<number> {
  return change(ctx, actor, async (doing) => {
    const { tx, record } = doing;
    const body = await allowedBody(tx, actor, 'plate.make', bodyId);
    await mustStandAbove(doing, body);
    const villages = await tx
      .selectFrom('body')
      .select('id')
      .where('kind', '=', 'village')
      .where((eb) => eb.or([eb('id', '=', body.id), eb('parent_id', '=', body.id)]))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('village_key')
              .select('key')
              .whereRef('village_key.body_id', '=', 'body.id')
              .where('ended_at', 'is', null),
          ),
        ),
      )
      .execute();
    for (const { id } of villages) await insertKey(doing, id);
    record({
      verb: 'plate.make',
      subject: { type: 'body', id: body.id },
      bodyId: body.id,
      after: { count: villages.length },
    });
    return villages.length;
  });
}

/** Gives a village a new key (the old one has got about); the plates that carry the old one say from now on that they are outdated. */
export async function renewKey(ctx: Context, actor: Actor, bodyId: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const body = await allowedBody(tx, actor, 'plate.make', bodyId);
    if (body.kind !== 'village') throw invalid({ bodyId: '只有村（社区）有二维码铭牌' });
    await mustStandAbove(doing, body);
    await tx
      .updateTable('village_key')
      .set({ ended_at: at })
      .where('body_id', '=', body.id)
      .where('ended_at', 'is', null)
      .execute();
    await insertKey(doing, body.id);
    record({ verb: 'plate.renew', subject: { type: 'body', id: body.id }, bodyId: body.id });
  });
}

const insertKey = ({ tx, at }: Change, bodyId: string) =>
  tx
    .insertInto('village_key')
    .values({ key: randomCode(villageKeyChars - 1), body_id: bodyId, made_at: at })
    .onConflict((conflict) => conflict.doNothing()) // two who make plates at once
    .execute();

/** The act must be held for what stands above a village: keys are the township's. */
async function mustStandAbove({ tx, actor }: Change, body: { kind: string; parent_id: string | null }): Promise<void> {
  if (body.kind === 'village' && body.parent_id) await allowedBody(tx, actor, 'plate.make', body.parent_id);
}
