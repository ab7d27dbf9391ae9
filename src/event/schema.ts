import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import { stageNames } from './rules/project.ts';

export const pastedInput = z.object({
  bodyId: z.uuid('请选择机构'),
  text: z.string().min(1, '请粘贴表格').max(40_000, '太长，请分几次登记'),
});
export type Pasted = z.infer<typeof pastedInput>;

export const bodyQuery = z.object({ bodyId: z.uuid('请选择机构') });

export const markInput = z.object({
  catalogueId: z.uuid('请选择事项'),
  itemKey: z.string().min(1, '请选择事项').max(500),
  isNeeded: z.boolean(),
});
export type Mark = z.infer<typeof markInput>;

export const projectInput = z.object({
  bodyId: z.uuid('请选择机构'),
  name: z.string().trim().min(2, '请填写项目名称').max(60, '项目名称最多 60 字'),
  code: z.string().trim().max(60, '项目代码太长').default(''),
  itemId: z.uuid('请选择公开事项'),
});
export type NewProject = z.infer<typeof projectInput>;

export const stageInput = z.object({
  stage: z.enum(stageNames, '请选择阶段'),
  happenedOn: legalDateInput,
  note: z.string().trim().max(30, '说明最多 30 字').default(''),
});
export type Stage = z.infer<typeof stageInput>;
