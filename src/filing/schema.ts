import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import { filingKinds, filingStates, type FilingKind, type FilingState } from './rules.ts';

const keysOf = <Key extends string>(names: Record<Key, string>) => Object.keys(names) as [Key, ...Key[]];
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

export const filingSorts = {
  newest: '新备案的在前',
  oldest: '先备案的在前',
  number: '按备案号',
  body: '按机构',
} as const;

export const filingFilter = z.object({
  year: optional(z.coerce.number('应为年份').int().min(1990).max(2200)),
  bodyId: optional(z.uuid('请选择机构')),
  /** '1': with the bodies below it. */
  under: z.enum(['0', '1']).default('1'),
  kind: optional(z.enum(keysOf<FilingKind>(filingKinds), '没有这种备案')),
  state: optional(z.enum([...keysOf<FilingState>(filingStates), 'late'], '没有这种状态')),
  words: optional(z.string().trim().max(60, '太长')),
  fromOn: optional(legalDateInput),
  toOn: optional(legalDateInput),
  sort: z.enum(keysOf(filingSorts)).default('newest'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(500).default(50),
});
export type FilingFilter = z.infer<typeof filingFilter>;

/** Lines chosen one by one, or all of a body's year that wait. */
export const confirmInput = z.union([
  z.object({ ids: z.array(z.uuid()).min(1, '请先选择备案').max(500, '一次最多确认 500 件') }),
  z.object({ bodyId: z.uuid('请选择机构'), year: z.number().int().min(1990).max(2200) }),
]);
export type Confirm = z.infer<typeof confirmInput>;

export const opinionInput = z.object({
  opinion: z.string().trim().min(5, '请写清要改什么，至少 5 个字').max(1000, '意见最多 1000 字'),
  dueOn: legalDateInput,
});
export type Opinion = z.infer<typeof opinionInput>;

export const answerInput = z.object({
  answer: z.string().trim().min(5, '请写清怎么改的，至少 5 个字').max(1000, '答复最多 1000 字'),
});
export type Answer = z.infer<typeof answerInput>;
