import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import { fiveKinds } from './rules/five.ts';
import { figureNames, institutionNames } from './rules/institution.ts';

const name = z.string().trim().max(40, '姓名太长');
const year = z.coerce.number('应为年份').int().min(1990, '年份太早').max(2200, '年份太晚');

export const yearQuery = z.object({
  year,
  /** Which bodies: bureaus and townships, or villages too. */
  kind: z.enum(['offices', 'villages', 'all']).default('offices'),
});
export type YearQuery = z.infer<typeof yearQuery>;

export const onlyYear = z.object({ year });

export const fiveParam = z.object({ id: z.uuid(), kind: z.enum(fiveKinds) });

export const obligationParam = z.object({ obligationId: z.uuid() });

export const fiveInput = z.object({
  year,
  people: z
    .array(
      z.object({
        accountId: z.uuid().nullable().default(null),
        name: name.min(1, '请填写姓名'),
        post: z.string().trim().max(60, '职务太长').default(''),
      }),
    )
    .max(20, '最多 20 人')
    .default([]),
  section: z.string().trim().max(60, '科室名称太长').default(''),
  documentNumber: z.string().trim().max(100, '文号最多 100 字').default(''),
  /** 元 */
  amount: z
    .number('金额应为数字')
    .min(0, '金额不能是负数')
    .max(9_999_999_999, '金额太大')
    .multipleOf(0.01, '金额最多两位小数')
    .nullable()
    .default(null),
  /** The index number or query number of a published disclosure; '' for none. */
  disclosure: z.string().trim().max(60, '太长').default(''),
  note: z.string().trim().max(500, '说明最多 500 字').default(''),
  validUntil: legalDateInput.nullable().default(null),
});
export type FiveInput = z.infer<typeof fiveInput>;

export const fileForm = z.object({ year, file: z.instanceof(File, { message: '请选择文件' }) });

export const returnInput = z.object({
  remark: z.string().trim().min(2, '请写明要补什么').max(500, '最多 500 字'),
});

export const termInput = z.object({ year, dueOn: legalDateInput });
export type Term = z.infer<typeof termInput>;

const person = z.object({ id: z.uuid().nullable().default(null), name: name.default('') });

const scopeFields = {
  scope: z.enum(['body', 'category', 'item'], '请选择范围'),
  category: z.string().trim().max(100, '太长').default(''),
  catalogueId: z.uuid().nullable().default(null),
  itemKey: z.string().max(500, '太长').default(''),
};

export const assignInput = z
  .object({
    ...scopeFields,
    section: z.string().trim().max(60, '科室名称太长').default(''),
    handler: person.default({ id: null, name: '' }),
    reviewer: person.default({ id: null, name: '' }),
    signer: person.default({ id: null, name: '' }),
  })
  .superRefine(({ scope, category, catalogueId, itemKey }, refinement) => {
    const refuse = (path: string, message: string) => refinement.addIssue({ code: 'custom', path: [path], message });
    if (scope === 'category' && category === '') refuse('category', '请选择类别');
    if (scope === 'item' && (catalogueId === null || itemKey === '')) refuse('itemKey', '请选择事项');
  });
export type Assign = z.infer<typeof assignInput>;

/** Person A is replaced by B wherever A stands; `from` as it stands in the table. */
export const replaceInput = z.object({
  from: z.object({ id: z.uuid().nullable().default(null), name: name.min(1, '请选择原来的责任人') }),
  to: z.object({ id: z.uuid().nullable().default(null), name: name.min(1, '请填写接替的人') }),
});
export type Replace = z.infer<typeof replaceInput>;

export const replaceQuery = z.object({ id: z.uuid().optional(), name: name.min(1, '请选择原来的责任人') });

export const spanQuery = z
  .object({ from: legalDateInput, to: legalDateInput })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '结束日期不能早于开始日期' });
export type Span = z.infer<typeof spanQuery>;

export const recordsQuery = z.object({
  from: legalDateInput,
  to: legalDateInput,
  figure: z.enum(figureNames, '没有这个数字'),
});

export const textInput = z.object({
  institution: z.enum(institutionNames, '请选择制度'),
  disclosure: z.string().trim().min(1, '请填写已公开文件的索引号或编号').max(60, '太长'),
});

export const textParam = z.object({ id: z.uuid(), institution: z.enum(institutionNames), disclosureId: z.uuid() });
