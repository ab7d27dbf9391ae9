import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import { findingKinds, type FindingKind } from './rules/finding.ts';
import { occasions, taskStates, type Occasion, type TaskState } from './rules/task.ts';

const keysOf = <Key extends string>(names: Record<Key, string>) => Object.keys(names) as [Key, ...Key[]];
const code = z.string().trim().max(40, '太长').optional();
const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
};

/** Which findings are listed; a body by its code, with all under it. */
export const findingFilter = z.object({
  kind: z.enum(keysOf<FindingKind>(findingKinds), '没有这一类问题').optional(),
  body: code,
  state: z.enum(['open', 'closed']).default('open'),
  ...page,
});
export type FindingFilter = z.infer<typeof findingFilter>;

export const standingFilter = z.object({ body: code, ...page });
export type StandingFilter = z.infer<typeof standingFilter>;

export const reviewInput = z.object({
  obligationId: z.uuid('请选择要核对的事项'),
  note: z.string().trim().max(300, '说明最多 300 字').default(''),
});
export type Review = z.infer<typeof reviewInput>;

export const checkInput = z
  .object({
    bodyId: z.uuid('请选择检查哪个机构（含下级）'),
    name: z.string().trim().min(2, '请给这次检查起个名字').max(60, '名字最多 60 字'),
    occasion: z.enum(keysOf<Occasion>(occasions), '请选择为什么检查'),
    forDay: legalDateInput,
    taskDueOn: legalDateInput,
  })
  .refine(({ forDay, taskDueOn }) => taskDueOn <= forDay, {
    path: ['taskDueOn'],
    message: '整改要在那一天之前办完',
  });
export type CheckInput = z.infer<typeof checkInput>;

export const taskFilter = z.object({
  state: z.enum(keysOf<TaskState>(taskStates), '没有这种状态').optional(),
  round: z.uuid().optional(),
  body: code,
  mine: z.enum(['0', '1']).default('0'),
  ...page,
});
export type TaskFilter = z.infer<typeof taskFilter>;

export const finishInput = z.object({ note: z.string().trim().min(2, '请写明怎么办的').max(500, '最多 500 字') });
export const remarkInput = z.object({ remark: z.string().trim().min(2, '请写明为什么退回').max(500, '最多 500 字') });
export const assignInput = z.object({ accountId: z.uuid('请选择人员').nullable() });
