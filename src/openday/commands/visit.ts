import { createHash } from 'node:crypto';
import { mayAct, type Actor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import { nextNumber } from '../../number/commands.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts';
import { materialKinds, recordingFault, type DayState, type MaterialKind } from '../rules/day.ts';
import type { NewGiving, NewVisit } from '../schema.ts';

/** What the stall is told of a recorded visit; `number` is given to the visitor where an answer is owed. */
export interface VisitReceipt {
  id: string;
  number: string;
  recordedAt: Date;
  isLate: boolean;
  /** This very visit had arrived before; nothing was stored again. */
  isRepeat: boolean;
}

/**
 * Records a visit (来访) at a stall. Sending it again gives the same receipt; records that arrive after the closing
 * stay and are marked late (补录). Throws 404, 403, 422, and 409 before the opening or where another content was
 * recorded under the same id.
 */
export async function recordVisit(ctx: Context, actor: Actor, dayId: string, input: NewVisit): Promise<VisitReceipt> {
  await allowedStall(ctx.db, actor, dayId, input.stallId);
  const contentHash = hashOf([dayId, input]);
  const known = await receiptOf(ctx.db, input.id, contentHash);
  if (known) return known;
  try {
    return await storeVisit(ctx, actor, dayId, input, contentHash);
  } catch (error) {
    const raced = isTaken(error, 'visit_pkey') && (await receiptOf(ctx.db, input.id, contentHash));
    if (raced) return raced;
    throw error;
  }
}

function storeVisit(ctx: Context, actor: Actor, dayId: string, input: NewVisit, contentHash: string) {
  return change(ctx, actor, async ({ tx, record, touch }) => {
    const stall = await allowedStall(tx, actor, dayId, input.stallId, 'lock');
    // Taken with the day's lock held: a summary that locks the day counts all that was recorded before it.
    const recordedAt = ctx.clock.now();
    const isLate = stall.state === 'closed';
    const number = await nextNumber(tx, 'visit', Number(legalDate(recordedAt).slice(0, 4)));
    const said = new Date(input.visitedAt);
    await tx
      .insertInto('visit')
      .values({
        ...{ id: input.id, number, openday_id: dayId, stall_id: stall.id, body_id: stall.body_id },
        ...{ kind: input.kind, field: input.field, question: input.question, answer: input.answer },
        ...{ is_answered_on_spot: input.isAnsweredOnSpot, hand_over_to: input.handOverTo },
        ...{ visitor_name: input.visitorName, visitor_phone: input.visitorPhone, satisfaction: input.satisfaction },
        ...{ content_hash: contentHash, is_late: isLate, recorded_at: recordedAt, recorded_by: personOf(actor) },
        visited_at: said > recordedAt ? recordedAt : said, // a phone whose clock is fast
      })
      .execute();
    const { kind, field, isAnsweredOnSpot, handOverTo } = input;
    const after = { number, stall: stall.name, kind, field, isAnsweredOnSpot, handOverTo, isLate };
    record({ verb: 'visit.record', subject: { type: 'visit', id: input.id }, bodyId: stall.body_id, after });
    touch(`openday:${dayId}`);
    return { id: input.id, number, recordedAt, isLate, isRepeat: false };
  });
}

async function receiptOf(db: Reader, id: string, contentHash: string): Promise<VisitReceipt | undefined> {
  const row = await db
    .selectFrom('visit')
    .select(['id', 'number', 'recorded_at', 'is_late', 'content_hash'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  if (row.content_hash !== contentHash)
    throw conflict('这条来访已经登记过，而且内容不同。原来的记录没有改动；请作为新的一条重新登记。');
  return { id: row.id, number: row.number, recordedAt: row.recorded_at, isLate: row.is_late, isRepeat: true };
}

/**
 * Records that so many pieces of a material were given out; a minus corrects. Returns how many are out in all.
 * Sending it again counts once. Throws 404, 403, 409, 422.
 */
export async function recordGiving(
  ctx: Context,
  actor: Actor,
  dayId: string,
  materialId: string,
  input: NewGiving,
): Promise<{ given: number }> {
  const before = await materialOf(ctx.db, actor, dayId, materialId);
  if (await isGivingKnown(ctx.db, materialId, input)) return { given: before.given };
  try {
    return await change(ctx, actor, async ({ tx, record, touch }) => {
      const material = await materialOf(tx, actor, dayId, materialId, 'lock');
      const given = material.given + input.count;
      if (given < 0) throw invalid({ count: `一共才发了 ${material.given}，不能减 ${-input.count}` });
      const recorded = { recorded_by: personOf(actor), recorded_at: ctx.clock.now() };
      await tx
        .insertInto('openday_giving')
        .values({ id: input.id, material_id: materialId, openday_id: dayId, count: input.count, ...recorded })
        .execute();
      const subject = { type: 'openday', id: dayId };
      const after = { material: material.name, count: input.count };
      record({ verb: 'openday.give', subject, bodyId: material.body_id, after });
      touch(`openday:${dayId}`);
      return { given };
    });
  } catch (error) {
    if (isTaken(error, 'openday_giving_pkey') && (await isGivingKnown(ctx.db, materialId, input)))
      return { given: (await materialOf(ctx.db, actor, dayId, materialId)).given };
    throw error;
  }
}

async function isGivingKnown(db: Reader, materialId: string, input: NewGiving): Promise<boolean> {
  const row = await db
    .selectFrom('openday_giving')
    .select(['material_id', 'count'])
    .where('id', '=', input.id)
    .executeTakeFirst();
  if (row && (row.material_id !== materialId || row.count !== input.count))
    throw conflict('这次发放已经登记过，而且数量不同。原来的记录没有改动。');
  return row !== undefined;
}

async function materialOf(db: Reader, actor: Actor, dayId: string, materialId: string, lock?: 'lock') {
  if (lock) await db.selectFrom('openday').select('id').where('id', '=', dayId).forShare().execute();
  let query = db
    .selectFrom('openday_material')
    .innerJoin('openday', 'openday.id', 'openday_material.openday_id')
    .innerJoin('body as day_body', 'day_body.id', 'openday.body_id')
    .innerJoin('body', 'body.id', 'openday_material.body_id')
    .selectAll('openday_material')
    .select(['openday.state', 'day_body.path as day_path', 'body.path as body_path'])
    .where('openday_material.id', '=', materialId)
    .where('openday_material.openday_id', '=', dayId);
  if (lock) query = query.forUpdate('openday_material');
  const material = await query.executeTakeFirst();
  if (!material) throw notFound('资料');
  mayRecordAt(actor, material.day_path, material.body_path);
  refuseByState(material.state);
  if (!materialKinds[material.kind as MaterialKind].isGiven) throw invalid({ count: '展板和条幅只登记数量，不计发放' });
  const { given } = await db
    .selectFrom('openday_giving')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), eb.lit(0)).as('given'))
    .where('material_id', '=', materialId)
    .executeTakeFirstOrThrow();
  return { ...material, given };
}

/** With 'lock' the day cannot be closed, nor its summary made, before this transaction ends. */
async function allowedStall(db: Reader, actor: Actor, dayId: string, stallId: string, lock?: 'lock') {
  let query = db
    .selectFrom('openday_stall')
    .innerJoin('openday', 'openday.id', 'openday_stall.openday_id')
    .innerJoin('body as day_body', 'day_body.id', 'openday.body_id')
    .innerJoin('body', 'body.id', 'openday_stall.body_id')
    .select(['openday_stall.id', 'openday_stall.name', 'openday_stall.body_id', 'openday.state'])
    .select(['day_body.path as day_path', 'body.path as body_path'])
    .where('openday_stall.id', '=', stallId)
    .where('openday_stall.openday_id', '=', dayId);
  if (lock) query = query.forShare('openday');
  const stall = await query.executeTakeFirst();
  if (!stall) throw notFound('展位');
  mayRecordAt(actor, stall.day_path, stall.body_path);
  refuseByState(stall.state);
  return stall;
}

/** The host of the day and the stall's own body may record there. */
function mayRecordAt(actor: Actor, dayPath: string, stallPath: string): void {
  if (!mayAct(actor, 'visit.record', dayPath) && !mayAct(actor, 'visit.record', stallPath)) throw forbidden();
}

function refuseByState(state: string): void {
  const fault = recordingFault(state as DayState);
  if (fault) throw conflict(fault);
}

/** A visit is recorded by a person who answers for it, never by the program. */
function personOf(actor: Actor): string {
  if (!actor.accountId) throw forbidden('来访和发放要由登录的工作人员登记。');
  return actor.accountId;
}

const hashOf = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('hex');

const isTaken = (error: unknown, constraint: string) =>
  error instanceof Error && 'constraint' in error && error.constraint === constraint;
