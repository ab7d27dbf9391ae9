import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { nextNumber } from '../../number/commands.ts';
import { readNumber } from '../../number/rules.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { AppError, conflict, forbidden, notFound } from '../../platform/errors.ts';
import { findPersonalData } from '../../privacy/rules.ts';
import { queryCodeOf } from '../querycode.ts';
import { answerDueOn, questionsPerDay } from '../rules/question.ts';
import type { Answer, Ask, Release, SetAside } from '../schema.ts';
import { takeTurn } from './turn.ts';

/** Whoever writes from the public site. Nothing is kept of where they are. */
const villager: Actor = { accountId: null, personName: '村民', bodyId: null, roles: [], address: '', requestId: '' };

export interface Asked {
  number: string;
  code: string;
  dueOn: string;
}

/**
 * Takes in a villager's question (质疑) to a village. The same form sent twice is one question. Throws 429 when the village
 * is being flooded, 404 for a body that is no village.
 */
export async function ask(ctx: Context, bodyId: string, input: Ask): Promise<Asked> {
  return change(ctx, villager, async (doing) => {
    const { tx, at, today, record, touch } = doing;
    await takeTurn(tx, input.token);
    const before = await askedAs(tx, input.token, bodyId);
    if (before) {
      record({ verb: 'question.askAgain', subject: { type: 'question', id: input.token }, bodyId });
      return before;
    }
    const village = await tx.selectFrom('body').select(['id', 'kind']).where('id', '=', bodyId).executeTakeFirst();
    if (village?.kind !== 'village') throw notFound('村');
    await mustNotBeFlooded(doing, bodyId);
    const number = await nextNumber(tx, 'question', Number(today.slice(0, 4)));
    const dueOn = answerDueOn(today);
    await tx
      .insertInto('village_question')
      .values({
        id: input.token,
        number,
        body_id: bodyId,
        disclosure_id: await disclosureNamed(tx, bodyId, input.about),
        question: input.question,
        asker_name: input.askerName,
        asker_phone: input.askerPhone,
        may_publish: input.mayPublish,
        asked_at: at,
        due_on: dueOn,
      })
      .execute();
    record({ verb: 'question.ask', subject: { type: 'question', id: input.token }, bodyId, after: { number, dueOn } });
    touch(`body:${bodyId}`);
    return { number, code: queryCodeOf(input.token), dueOn };
  });
}

async function askedAs(db: Tx, id: string, bodyId: string): Promise<Asked | undefined> {
  const row = await db
    .selectFrom('village_question')
    .select(['number', 'due_on'])
    .where('id', '=', id)
    .where('body_id', '=', bodyId)
    .executeTakeFirst();
  return row && { number: row.number, code: queryCodeOf(id), dueOn: row.due_on };
}

async function mustNotBeFlooded({ tx, at }: Change, bodyId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('village_question')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('body_id', '=', bodyId)
    .where('asked_at', '>', sql<Date>`${at}::timestamptz - interval '1 day'`)
    .executeTakeFirstOrThrow();
  if (count >= questionsPerDay)
    throw new AppError('too_many', 429, '今天这个村收到的问题太多，暂时收不下。请明天再来，或到村委会当面问。');
}

async function disclosureNamed(tx: Tx, bodyId: string, about: string): Promise<string | null> {
  const number = readNumber(about);
  if (!number) return null;
  const row = await tx
    .selectFrom('disclosure')
    .select('id')
    .where('number', '=', number)
    .where('body_id', '=', bodyId)
    .where('standing', '!=', 'unpublished')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The village answers, or says that it published again. Throws 409 where it is answered or set aside. */
export async function answer(ctx: Context, actor: Actor, id: string, { kind, answer: text }: Answer): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, today, record, touch } = doing;
    const question = await questionFor(doing, 'question.answer', id);
    mustBeOpen(question);
    await tx
      .updateTable('village_question')
      .set({ answer_kind: kind, answer: text, answered_on: today, answered_at: at, answered_by: actor.accountId })
      .where('id', '=', id)
      .execute();
    record({
      verb: 'question.answer',
      subject: { type: 'question', id },
      bodyId: question.body_id,
      after: { number: question.number, kind, isLate: today > question.due_on },
    });
    touch(`body:${question.body_id}`);
  });
}

/**
 * Shows question and answer to everybody, as the releaser edited them. Throws 409 unless the asker agreed and it was
 * answered, 403 to whoever answered it, 422 `personal_data` while personal data stands in either text.
 */
export async function release(ctx: Context, actor: Actor, id: string, texts: Release): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, record, touch } = doing;
    const found = await questionFor(doing, 'question.release', id);
    if (!found.may_publish) throw conflict('提问的人没有同意公开，不能公开。');
    if (!found.answered_at) throw conflict('还没有答复，不能公开。');
    if (actor.accountId !== null && found.answered_by === actor.accountId)
      throw forbidden('这是您答复的，应由别的同志看过以后公开。');
    mustBeMasked(texts, found);
    await tx
      .updateTable('village_question')
      .set({
        public_question: texts.question,
        public_answer: texts.answer,
        released_at: at,
        released_by: actor.accountId,
      })
      .where('id', '=', id)
      .execute();
    record({ verb: 'question.release', subject: { type: 'question', id }, bodyId: found.body_id, after: texts });
    touch(`body:${found.body_id}`);
  });
}

/** Takes a released question off the public page. Throws 409 where it is not there. */
export async function hide(ctx: Context, actor: Actor, id: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const found = await questionFor(doing, 'question.release', id);
    if (!found.released_at) throw conflict('这个问题没有在公开。');
    await doing.tx
      .updateTable('village_question')
      .set({ public_question: null, public_answer: null, released_at: null, released_by: null })
      .where('id', '=', id)
      .execute();
    doing.record({ verb: 'question.hide', subject: { type: 'question', id }, bodyId: found.body_id });
    doing.touch(`body:${found.body_id}`);
  });
}

/** The township finds that it is no question (an advertisement, an insult, somebody trying the form). The village itself cannot. */
export async function setAside(ctx: Context, actor: Actor, id: string, { reason }: SetAside): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const found = await questionFor(doing, 'question.setAside', id);
    mustBeOpen(found);
    const { parent_id } = await doing.tx
      .selectFrom('body')
      .select('parent_id')
      .where('id', '=', found.body_id)
      .executeTakeFirstOrThrow();
    if (parent_id) await allowedBody(doing.tx, actor, 'question.setAside', parent_id);
    await doing.tx
      .updateTable('village_question')
      .set({ set_aside_at: doing.at, set_aside_by: actor.accountId, set_aside_reason: reason })
      .where('id', '=', id)
      .execute();
    doing.record({
      verb: 'question.setAside',
      subject: { type: 'question', id },
      bodyId: found.body_id,
      after: { number: found.number, reason },
    });
    doing.touch(`body:${found.body_id}`);
  });
}

type QuestionAct = 'question.answer' | 'question.release' | 'question.setAside';

async function questionFor({ tx, actor }: Change, act: QuestionAct, id: string) {
  const found = await tx.selectFrom('village_question').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!found) throw notFound('问题');
  await allowedBody(tx, actor, act, found.body_id);
  return found;
}

function mustBeOpen(found: { answered_at: Date | null; set_aside_at: Date | null }): void {
  if (found.answered_at) throw conflict('这个问题已经答复过了。');
  if (found.set_aside_at) throw conflict('这个问题已经不作为质疑办理。');
}

/** Nothing that finds a person may stand in what is shown: numbers, or the asker's own name and telephone. */
function mustBeMasked({ question, answer: text }: Release, asker: { asker_name: string; asker_phone: string }): void {
  const own = [asker.asker_name, asker.asker_phone].filter((word) => word.length >= 2);
  const faults: Record<string, string> = {};
  for (const [field, shown] of Object.entries({ question, answer: text })) {
    const found = findPersonalData(shown).length;
    if (found > 0) faults[field] = `还有 ${found} 处身份证号、手机号或银行卡号，请点“遮盖”`;
    else if (own.some((word) => shown.includes(word))) faults[field] = '里面有提问人的姓名或电话，请删去';
  }
  if (Object.keys(faults).length > 0)
    throw new AppError('personal_data', 422, '还有个人信息没有遮盖，不能公开。', faults);
}
