import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { allowedDay } from '../queries/day.ts';
import { dayCode, dayMoves, type DayMove } from '../rules/day.ts';
import type { NewDay, NewMaterial, NewStall } from '../schema.ts';

/** Plans an open day and returns its id and code. Throws 403 outside the actor's bodies. */
export async function planDay(ctx: Context, actor: Actor, input: NewDay): Promise<{ id: string; code: string }> {
  return change(ctx, actor, async ({ tx, at, record, touch }) => {
    const body = await allowedBody(tx, actor, 'openday.plan', input.bodyId);
    const year = Number(input.heldOn.slice(0, 4));
    const id = uuidv7();
    const code = dayCode(year, body.code, await nextOfYear(tx, body.id, year));
    await tx
      .insertInto('openday')
      .values({ ...dayColumns(input), id, body_id: body.id, code, year, state: 'planned', ...madeBy(actor, at) })
      .execute();
    record({ verb: 'openday.plan', subject: { type: 'openday', id }, bodyId: body.id, after: { code, ...input } });
    touch('opendays', `openday:${id}`);
    return { id, code };
  });
}

/** Corrects the plan of a day: name, date, 届次, theme, place, basis. Its code and body stay. Throws 404, 403, 409 for an earlier year's. */
export async function reviseDay(ctx: Context, actor: Actor, id: string, input: Omit<NewDay, 'bodyId'>): Promise<void> {
  await change(ctx, actor, async ({ tx, record, touch }) => {
    const day = await allowedDay(tx, actor, 'openday.plan', id);
    if (day.state === 'past') throw conflict('往年的总结保持原样，不能修改。');
    if (day.year !== Number(input.heldOn.slice(0, 4))) throw invalid({ heldOn: '不能改到别的年份，请另建一个活动。' });
    const columns = dayColumns(input);
    await tx.updateTable('openday').set(columns).where('id', '=', day.id).execute();
    const { name, held_on, ordinal, theme, place, notice } = day;
    record({
      verb: 'openday.revise',
      subject: { type: 'openday', id: day.id },
      bodyId: day.body_id,
      before: { name, held_on, ordinal, theme, place, notice },
      after: columns,
    });
    touch('opendays', `openday:${day.id}`);
  });
}

const dayColumns = ({ name, heldOn, ordinal, theme, place, notice }: Omit<NewDay, 'bodyId'>) => ({
  ...{ name, ordinal, theme, place, notice },
  held_on: heldOn,
});
const madeBy = (actor: Actor, at: Date) => ({ created_by: actor.accountId, created_at: at });

async function nextOfYear(tx: Tx, bodyId: string, year: number): Promise<number> {
  // Two planners of one body take turns, so that both get a code.
  await tx.selectFrom('body').select('id').where('id', '=', bodyId).forUpdate().execute();
  const { days } = await tx
    .selectFrom('openday')
    .select((eb) => eb.fn.countAll<number>().as('days'))
    .where('body_id', '=', bodyId)
    .where('year', '=', year)
    .where('state', '!=', 'past')
    .executeTakeFirstOrThrow();
  return days + 1;
}

/** Opens a planned day, or closes an open one. Throws 404, 403, 409 from any other state. */
export async function moveDay(ctx: Context, actor: Actor, id: string, move: DayMove): Promise<void> {
  const { from, to, verb, refusal } = dayMoves[move];
  await change(ctx, actor, async ({ tx, at, record, touch }) => {
    const day = await allowedDay(tx, actor, 'openday.plan', id);
    const moved = await tx
      .updateTable('openday')
      .set({ state: to, ...(move === 'open' ? { opened_at: at } : { closed_at: at }) })
      .where('id', '=', day.id)
      .where('state', '=', from)
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) throw conflict(refusal);
    const states = { before: { state: from }, after: { state: to } };
    record({ verb, subject: { type: 'openday', id: day.id }, bodyId: day.body_id, ...states });
    touch('opendays', `openday:${day.id}`);
  });
}

/** Adds a stall (展位) of any body to a day and returns its id. Throws 404, 403, 409, 422 for a name already there. */
export async function addStall(ctx: Context, actor: Actor, dayId: string, input: NewStall): Promise<string> {
  return change(ctx, actor, async ({ tx, at, record, touch }) => {
    const day = await allowedDay(tx, actor, 'openday.plan', dayId);
    if (day.state === 'past') throw conflict('往年的总结保持原样，不能添加展位。');
    const body = await tx.selectFrom('body').select(['id', 'path']).where('id', '=', input.bodyId).executeTakeFirst();
    if (!body) throw invalid({ bodyId: '没有这个机构' });
    const { stalls } = await tx
      .selectFrom('openday_stall')
      .select((eb) => eb.fn.countAll<number>().as('stalls'))
      .where('openday_id', '=', day.id)
      .executeTakeFirstOrThrow();
    const { name, place, services } = input;
    const id = uuidv7();
    const made = await tx
      .insertInto('openday_stall')
      .values({ id, openday_id: day.id, body_id: body.id, name, place, services, position: stalls, created_at: at })
      .onConflict((oc) => oc.columns(['openday_id', 'name']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw invalid({ name: `已有展位“${name}”` });
    record({ verb: 'openday.addStall', subject: { type: 'openday', id: day.id }, bodyId: day.body_id, after: input });
    touch(`openday:${day.id}`);
    return id;
  });
}

/** Takes away a stall that nothing was recorded for, while the day is planned. Throws 404, 403, 409. */
export async function removeStall(ctx: Context, actor: Actor, dayId: string, stallId: string): Promise<void> {
  await change(ctx, actor, async ({ tx, record, touch }) => {
    const day = await allowedDay(tx, actor, 'openday.plan', dayId);
    if (day.state !== 'planned') throw conflict('活动开始后展位不能删除，登记过的记录要留着。');
    const material = await tx
      .selectFrom('openday_material')
      .select('id')
      .where('stall_id', '=', stallId)
      .executeTakeFirst();
    if (material) throw conflict('这个展位已登记资料，不能删除。');
    const gone = await tx
      .deleteFrom('openday_stall')
      .where('id', '=', stallId)
      .where('openday_id', '=', day.id)
      .returning(['name'])
      .executeTakeFirst();
    if (!gone) throw notFound('展位');
    const subject = { type: 'openday', id: day.id };
    record({ verb: 'openday.removeStall', subject, bodyId: day.body_id, before: gone });
    touch(`openday:${day.id}`);
  });
}

/** Registers material of a day, of one stall or of none, and returns its id. Throws 404, 403, 409, 422. */
export async function addMaterial(ctx: Context, actor: Actor, dayId: string, input: NewMaterial): Promise<string> {
  return change(ctx, actor, async ({ tx, at, record, touch }) => {
    const day = await allowedDay(tx, actor, 'openday.plan', dayId);
    if (day.state === 'past') throw conflict('往年的总结保持原样，不能添加资料。');
    const { stallId, ...material } = input;
    const stall = stallId
      ? await tx
          .selectFrom('openday_stall')
          .select(['id', 'body_id'])
          .where('id', '=', stallId)
          .where('openday_id', '=', day.id)
          .executeTakeFirst()
      : undefined;
    if (stallId && !stall) throw invalid({ stallId: '本次活动没有这个展位' });
    const id = uuidv7();
    const owner = { openday_id: day.id, stall_id: stall?.id ?? null, body_id: stall?.body_id ?? day.body_id };
    await tx
      .insertInto('openday_material')
      .values({ id, ...owner, ...material, created_at: at })
      .execute();
    const subject = { type: 'openday', id: day.id };
    record({ verb: 'openday.addMaterial', subject, bodyId: day.body_id, after: input });
    touch(`openday:${day.id}`);
    return id;
  });
}
