import { z } from 'zod';

const sectionName = z.string().trim().min(1, '请填写科室名称').max(60, '科室名称太长');

export const newSectionInput = z.object({ bodyId: z.uuid('请选择机构'), name: sectionName });
export const sectionNameInput = z.object({ name: sectionName });

export const closeBodyInput = z.object({
  /** Who takes over what it still owes; null: nobody, it was dissolved. */
  successorId: z.uuid('请选择承接机构').nullable(),
  closedOn: z.iso.date('日期应为 年-月-日，例如 2026-05-15'),
});
export type CloseBody = z.infer<typeof closeBodyInput>;

export const bodySheetInput = z.object({ file: z.instanceof(File, { message: '请选择 CSV 文件' }) });
export type NewSection = z.infer<typeof newSectionInput>;

export const leadingGroupInput = z.object({
  members: z
    .array(
      z.object({
        role: z.enum(['head', 'deputy', 'member', 'office'], '请选择组内职务'),
        personName: z.string().trim().min(1, '请填写姓名').max(40, '姓名太长'),
        post: z.string().trim().max(80, '职务太长').default(''),
      }),
    )
    .max(60, '最多 60 人'),
});
export type LeadingGroup = z.infer<typeof leadingGroupInput>;
