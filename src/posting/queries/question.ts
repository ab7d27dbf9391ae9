import type { Actor } from '../../account/rules.ts';
import { mayAct } from '../../account/rules.ts';
import { allowedBody, inScope } from '../../account/scope.ts';
import { readNumber } from '../../number/rules.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { queryCodeOf } from '../querycode.ts';
import type { AnswerKind, QuestionState } from '../rules/question.ts';
import type { QuestionFilter } from '../schema.ts';
import { questionStateSql } from './state.ts';

/** The questions to the bodies of the actor: what is open first, the most overdue at the top. Names and telephones are not in it. */
export async function questionList(ctx: Context, actor: Actor, filter: QuestionFilter) {
  const today = legalDate(ctx.clock.now());
  const found = ctx.db
    .selectFrom('village_question')
    .innerJoin('body', 'body.id', 'village_question.body_id')
    .where(inScope(actor, 'question.read', 'body.path'))
    .$if(filter.bodyId !== undefined, (query) => query.where('body_id', '=', filter.bodyId ?? ''))
    .$if(filter.state !== undefined, (query) => query.where(questionStateSql(today), '=', filter.state ?? 'open'));
  const [rows, { total }] = await Promise.all([
    found
      .select([
        'village_question.id',
        'village_question.number',
        'village_question.question',
        'body.name as bodyName',
        'asked_at as askedAt',
        'due_on as dueOn',
        'answered_on as answeredOn',
        'released_at as releasedAt',
        'may_publish as mayPublish',
        questionStateSql(today).as('state'),
      ])
      .orderBy((eb) => eb.or([eb('answered_at', 'is not', null), eb('set_aside_at', 'is not', null)]))
      .orderBy('due_on')
      .orderBy('village_question.id')
      .offset((filter.page - 1) * filter.pageSize)
      .limit(filter.pageSize)
      .execute(),
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total };
}

/** One question for staff, with what this person may do about it. Throws 404, 403 outside the actor's bodies. */
export async function questionRecord(ctx: Context, actor: Actor, id: string) {
  const today = legalDate(ctx.clock.now());
  const row = await ctx.db
    .selectFrom('village_question')
    .innerJoin('body', 'body.id', 'village_question.body_id')
    .leftJoin('body as above', 'above.id', 'body.parent_id')
    .leftJoin('disclosure', 'disclosure.id', 'village_question.disclosure_id')
    .leftJoin('account', 'account.id', 'village_question.answered_by')
    .selectAll('village_question')
    .select([
      'body.name as body_name',
      'body.path as body_path',
      'above.path as above_path',
      'disclosure.number as about_number',
      'account.person_name as answerer',
      questionStateSql(today).as('state'),
    ])
    .where('village_question.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('问题');
  await allowedBody(ctx.db, actor, 'question.read', row.body_id);
  const isOpen = row.state === 'open' || row.state === 'overdue';
  const isOwn = actor.accountId !== null && row.answered_by === actor.accountId;
  return {
    id: row.id,
    number: row.number,
    bodyName: row.body_name,
    aboutNumber: row.about_number,
    question: row.question,
    askerName: row.asker_name,
    askerPhone: row.asker_phone,
    mayPublish: row.may_publish,
    askedAt: row.asked_at,
    dueOn: row.due_on,
    state: row.state,
    answerKind: row.answer_kind as AnswerKind | null,
    answer: row.answer,
    answeredOn: row.answered_on,
    answeredBy: row.answerer,
    publicQuestion: row.public_question,
    publicAnswer: row.public_answer,
    releasedAt: row.released_at,
    setAsideReason: row.set_aside_reason,
    can: {
      answer: isOpen && mayAct(actor, 'question.answer', row.body_path),
      setAside: isOpen && mayAct(actor, 'question.setAside', row.above_path ?? row.body_path),
      release: !isOpen && row.may_publish && !isOwn && mayAct(actor, 'question.release', row.body_path),
    },
  };
}

/** What is open and overdue among the questions of the actor's bodies. */
export async function questionsOpen(ctx: Context, actor: Actor): Promise<{ open: number; overdue: number }> {
  const today = legalDate(ctx.clock.now());
  return ctx.db
    .selectFrom('village_question')
    .innerJoin('body', 'body.id', 'village_question.body_id')
    .select((eb) => [
      eb.fn.countAll<number>().as('open'),
      eb.fn.countAll<number>().filterWhere('due_on', '<', today).as('overdue'),
    ])
    .where(inScope(actor, 'question.read', 'body.path'))
    .where('answered_at', 'is', null)
    .where('set_aside_at', 'is', null)
    .executeTakeFirstOrThrow();
}

/** What anybody may read of a village's questions: those released, and how many were answered in time of those that fell due. */
export async function publicQuestions(db: Reader, bodyId: string, today: string) {
  const [released, figures] = await Promise.all([
    db
      .selectFrom('village_question')
      .select(['number', 'public_question as question', 'public_answer as answer', 'answered_on as answeredOn'])
      .where('body_id', '=', bodyId)
      .where('released_at', 'is not', null)
      .orderBy('released_at', 'desc')
      .limit(5)
      .$narrowType<{ question: string; answer: string; answeredOn: string }>()
      .execute(),
    db
      .selectFrom('village_question')
      .select((eb) => [
        eb.fn.countAll<number>().as('asked'),
        eb.fn.countAll<number>().filterWhere(questionStateSql(today), '=', 'answered').as('inTime'),
        eb.fn.countAll<number>().filterWhere(questionStateSql(today), '=', 'answeredLate').as('late'),
        eb.fn.countAll<number>().filterWhere(questionStateSql(today), '=', 'overdue').as('overdue'),
      ])
      .where('body_id', '=', bodyId)
      .where('set_aside_at', 'is', null)
      .executeTakeFirstOrThrow(),
  ]);
  return { released, figures };
}

export interface OwnQuestion {
  number: string;
  bodyName: string;
  bodyCode: string;
  question: string;
  askedAt: Date;
  dueOn: string;
  state: QuestionState;
  answer: string | null;
  answeredOn: string | null;
  setAsideReason: string | null;
}

/** The question of whoever knows its number and query code; undefined where they do not fit together. */
export async function ownQuestion(
  db: Reader,
  { number, code }: { number: string; code: string },
  today: string,
): Promise<OwnQuestion | undefined> {
  const row = await db
    .selectFrom('village_question')
    .innerJoin('body', 'body.id', 'village_question.body_id')
    .select([
      'village_question.id',
      'number',
      'body.name as bodyName',
      'body.code as bodyCode',
      'question',
      'asked_at as askedAt',
      'due_on as dueOn',
      'answer',
      'answered_on as answeredOn',
      'set_aside_reason as setAsideReason',
      questionStateSql(today).as('state'),
    ])
    .where('number', '=', readNumber(number) ?? '')
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, ...own } = row;
  return queryCodeOf(id) === code.normalize('NFKC').replace(/\D/g, '') ? own : undefined;
}
