import { z } from 'zod';
import { boardKinds, postingStates, type BoardKind, type PostingState } from './rules/posting.ts';
import { answerKinds, questionStates, type AnswerKind, type QuestionState } from './rules/question.ts';

const keysOf = <Key extends string>(names: Record<Key, string>) => Object.keys(names) as [Key, ...Key[]];
const day = z.iso.date('日期应为 年-月-日，例如 2026-05-15');
const words = z.string().trim().max(100).optional();
const page = z.coerce.number().int().min(1).max(10_000).default(1);
const pageSize = z.coerce.number().int().min(1).max(100).default(20);
const photo = z.instanceof(File, { message: '请拍一张照片，或从相册里选一张' });
const optionalDay = z.preprocess((value) => (value === '' ? undefined : value), day.optional());

const boardFields = {
  place: z.string().trim().min(2, '请写清在哪里，例如 村委会门口').max(60, '位置最多 60 字'),
  kind: z.enum(keysOf<BoardKind>(boardKinds), '请选择种类'),
  size: z.string().trim().max(30, '尺寸最多 30 字').default(''),
};
export const newBoardInput = z.object({ ...boardFields, bodyId: z.uuid('请选择机构') });
export type NewBoard = z.infer<typeof newBoardInput>;
export const boardInput = z.object(boardFields);
export type Board = z.infer<typeof boardInput>;
export const boardSheetInput = z.object({ file: z.instanceof(File, { message: '请选择 CSV 文件' }) });
export const boardFilter = z.object({ bodyId: z.uuid().optional() });
export type BoardFilter = z.infer<typeof boardFilter>;

/** A photo comes as a form; its id is made on the phone, so that sending twice counts once. */
export const newPostingInput = z.object({
  id: z.uuid(),
  disclosureId: z.uuid('请选择贴的是哪一份'),
  boardId: z.uuid('请选择贴在哪个公开栏'),
  postedOn: day,
  /** Only where the item says no posting period. */
  untilOn: optionalDay,
  photo,
});
export type NewPosting = z.infer<typeof newPostingInput>;

export const takeDownInput = z.object({ id: z.uuid(), takenDownOn: day, photo });
export type TakeDown = z.infer<typeof takeDownInput>;

export const postingFilter = z.object({
  bodyId: z.uuid().optional(),
  state: z.enum(keysOf<PostingState>(postingStates)).optional(),
  fromOn: day.optional(),
  toOn: day.optional(),
  words,
  page,
  pageSize,
});
export type PostingFilter = z.infer<typeof postingFilter>;

export const proofParam = z.object({ id: z.uuid(), kind: z.enum(['up', 'down']) });

/** What a villager fills in, as a plain form sends it. */
export const askInput = z.object({
  /** Made with the form, so that pressing twice counts once. */
  token: z.uuid('网页放得太久了，请再按一次“提交”。'),
  question: z.string().trim().min(4, '请写清楚想问什么，至少 4 个字').max(1000, '最多 1000 字，请写得简短一些'),
  askerName: z.string().trim().max(20, '姓名太长').default(''),
  askerPhone: z
    .string()
    .trim()
    .regex(/^$|^[0-9+\-() ]{5,20}$/, '电话只写数字，例如 0415-7120000')
    .default(''),
  mayPublish: z
    .string()
    .optional()
    .transform((value) => value === 'yes'),
  /** The public number of the disclosure that it is about. */
  about: z.string().trim().max(30).default(''),
  /** No person sees this field. */
  website: z.string().max(0, '请不要填写这一格').default(''),
});
export type Ask = z.infer<typeof askInput>;

export const lookUpInput = z.object({
  number: z.string().trim().min(1, '请填写编号').max(40, '编号太长'),
  code: z.string().trim().min(1, '请填写查询码').max(20, '查询码太长'),
});

export const answerInput = z.object({
  kind: z.enum(keysOf<AnswerKind>(answerKinds), '请选择是解答还是重新公布'),
  answer: z.string().trim().min(4, '请写清答复，至少 4 个字').max(2000, '答复最多 2000 字'),
});
export type Answer = z.infer<typeof answerInput>;

/** What the releaser lets people read: question and answer as they edited them. */
export const releaseInput = z.object({
  question: z.string().trim().min(4, '问题不能是空的').max(1000, '问题最多 1000 字'),
  answer: z.string().trim().min(4, '答复不能是空的').max(2000, '答复最多 2000 字'),
});
export type Release = z.infer<typeof releaseInput>;

export const setAsideInput = z.object({
  reason: z.string().trim().min(5, '请写清原因，至少 5 个字').max(300, '原因最多 300 字'),
});
export type SetAside = z.infer<typeof setAsideInput>;

export const questionFilter = z.object({
  bodyId: z.uuid().optional(),
  state: z.enum(keysOf<QuestionState>(questionStates)).optional(),
  page,
  pageSize,
});
export type QuestionFilter = z.infer<typeof questionFilter>;
