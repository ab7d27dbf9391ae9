import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import { allowedDay } from '../queries/day.ts';
import { draftOf } from '../queries/summary.ts';
import { summaryFaults } from '../rules/summary.ts';
import type { NewSummary } from '../schema.ts';

/**
 * Makes the summary (活动总结) of a day from its records as they stand and freezes it with its figures. Returns its id.
 * Throws 404, 403, and 422 where a person's words hold a number that no record stands behind.
 */
export async function makeSummary(ctx: Context, actor: Actor, dayId: string, input: NewSummary): Promise<string> {
  return change(ctx, actor, async ({ tx, record, touch }) => {
    const { id: opendayId } = await allowedDay(tx, actor, 'openday.plan', dayId);
    // No visit is half recorded while we count: what is entered from now on has a later instant.
    await tx.selectFrom('openday').select('id').where('id', '=', opendayId).forUpdate().execute();
    const day = await allowedDay(tx, actor, 'openday.plan', opendayId);
    const asOf = ctx.clock.now();
    const { figures, paragraphs, names } = await draftOf(tx, day, { asOf, today: legalDate(asOf), ...input });
    refuseUnbacked(summaryFaults(paragraphs, figures, names));
    const id = uuidv7();
    await tx
      .insertInto('openday_summary')
      .values({
        ...{ id, openday_id: day.id, body_id: day.body_id },
        ...{ figures: JSON.stringify(figures), paragraphs: JSON.stringify(paragraphs) },
        ...{ made_by: actor.accountId, made_by_name: actor.personName, made_at: asOf },
      })
      .execute();
    const subject = { type: 'openday', id: day.id };
    const after = { summaryId: id, figures: figures.length };
    record({ verb: 'openday.summarise', subject, bodyId: day.body_id, after });
    touch(`openday:${day.id}`);
    return id;
  });
}

function refuseUnbacked(faults: ReturnType<typeof summaryFaults>): void {
  const fields = Object.fromEntries(
    faults.flatMap(({ slot, message }) => (slot ? [[`remarks.${slot}`, message]] : [])),
  );
  if (Object.keys(fields).length > 0) throw invalid(fields);
  if (faults.length > 0)
    throw new Error(`The draft holds what no record backs: ${faults.map((fault) => fault.message)}`);
}
