import { z } from 'zod';
import { audiences, type Audience } from '../catalogue/rules/audience.ts';
import {
  stateNames,
  validityNames,
  withdrawalNames,
  type Validity,
  type VersionState,
  type WithdrawalKind,
} from './rules.ts';

const keysOf = <Key extends string>(names: Record<Key, string>) => Object.keys(names) as [Key, ...Key[]];

const day = z.iso.date('日期应为 年-月-日，例如 2026-05-15');
const revision = z.number().int().min(1);
const reason = z.string().trim().min(5, '请写清原因，至少 5 个字').max(500, '原因最多 500 字');

/** The fields of a draft. Half-made drafts are kept too: what is missing is asked for when it is submitted. */
const draftFields = {
  title: z.string().trim().max(300, '标题最多 300 字'),
  documentNumber: z.string().trim().max(100, '文号最多 100 字').default(''),
  issuedOn: day.nullable().default(null),
  validity: z.enum(keysOf<Validity>(validityNames), '请选择有效性').default('valid'),
  category: z.string().trim().min(1, '请选择分类').max(100, '分类最多 100 字'),
  html: z.string().default(''),
  source: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().trim().min(1).max(255) }).nullish(),
};

export const newDraftInput = z.object({
  ...draftFields,
  bodyId: z.uuid('请选择发布机构'),
  obligationIds: z.array(z.uuid()).max(20, '一份文件最多对应 20 项').default([]),
});
export type NewDraft = z.infer<typeof newDraftInput>;

export const saveDraftInput = z.object({ ...draftFields, revision });
export type SaveDraft = z.infer<typeof saveDraftInput>;

/** A step names the revision that the person has read, so that nobody approves a text they have not seen. */
export const stepInput = z.object({ revision });
export type Step = z.infer<typeof stepInput>;

export const clearInput = stepInput.extend({ overrideReason: reason.optional() });
export type Clear = z.infer<typeof clearInput>;

export const sendBackInput = stepInput.extend({
  remark: z.string().trim().min(2, '请写明要改什么').max(1000, '意见最多 1000 字'),
  /** Masks the personal data found, in the draft that goes back. */
  mask: z.boolean().default(false),
});
export type SendBack = z.infer<typeof sendBackInput>;

export const correctInput = z.object({ reason });
export type Correct = z.infer<typeof correctInput>;

export const withdrawInput = z.object({
  kind: z.enum(keysOf<WithdrawalKind>(withdrawalNames), '请选择撤下的情形'),
  reason,
});
export type Withdraw = z.infer<typeof withdrawInput>;

export const audienceInput = z.object({
  audience: z.enum(keysOf<Audience>(audiences), '请选择公开对象'),
  /** Why it is wider than the items say; asked for then only. */
  reason: reason.optional(),
  delivery: z.string().trim().max(500, '最多 500 字').default(''),
});
export type SetAudience = z.infer<typeof audienceInput>;

export const linkInput = z.union([
  z.object({ obligationId: z.uuid() }),
  z.object({ itemId: z.uuid('请选择事项'), event: z.string().trim().min(1, '请填写是什么事').max(100), eventOn: day }),
]);
export type Link = z.infer<typeof linkInput>;

export const linkParam = z.object({ id: z.uuid(), obligationId: z.uuid() });

export const ownBodyParam = z.object({ bodyId: z.uuid() });

export const listFilter = z.object({
  state: z.enum([...keysOf<VersionState>(stateNames), 'withdrawn']).optional(),
  bodyId: z.uuid().optional(),
  category: z.string().max(100).optional(),
  words: z.string().trim().max(100).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(20),
});
export type ListFilter = z.infer<typeof listFilter>;
