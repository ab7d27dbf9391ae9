import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import { formNames, groupingNames, type Grouping, type SheetForm } from './rules/list.ts';
import { rowsAtMost } from './rules/sheet.ts';

const keysOf = <Key extends string>(names: Record<Key, string>) => Object.keys(names) as [Key, ...Key[]];
const text = (atMost: number) => z.string().trim().max(atMost, `最多 ${atMost} 字`);
const typed = (atMost: number) => z.string().max(atMost, `最多 ${atMost} 字`).default('');
const revision = z.number().int().min(1);

export const listEntry = z.object({
  key: z.string().trim().min(1).max(60),
  grouping: z.enum(keysOf<Grouping>(groupingNames), '请选择党务、村务或财务'),
  name: text(60).min(2, '请写事项名称'),
  content: text(1000).min(2, '请写要公开什么'),
  legalBasis: text(500).min(2, '请写依据'),
  timeLimit: text(200).min(2, '请写多久公开一次'),
  form: z.enum(keysOf<SheetForm>(formNames), '请选择填写方式'),
  needsMeeting: z.boolean().default(false),
  villageIds: z.array(z.uuid()).max(2000).default([]),
});

/** A stored list, read back. */
export const listEntries = z.array(listEntry);

export const listInput = z.object({
  /** 0: the township has none of its own yet. */
  revision: z.number().int().min(0),
  entries: z.array(listEntry).min(1, '清单不能是空的').max(200, '一份清单最多 200 项'),
});
export type ListInput = z.infer<typeof listInput>;

export const pushInput = z.object({ revision, effectiveOn: legalDateInput });
export type Push = z.infer<typeof pushInput>;

export const bodyParam = z.object({ bodyId: z.uuid() });

export const gridFilter = z.object({
  body: z.uuid('请选择乡镇').optional(),
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, '季度应写成 2026-Q4 这样')
    .optional(),
});
export type GridFilter = z.infer<typeof gridFilter>;

export const villageFilter = z.object({ body: z.uuid('请选择村').optional() });

export const newSheetInput = z.object({
  bodyId: z.uuid('请选择村'),
  obligationId: z.uuid('请选择要公开的事项'),
  /** Begin with the rows of the last one. */
  isCopy: z.boolean().default(false),
});
export type NewSheet = z.infer<typeof newSheetInput>;

export const newEventInput = z.object({
  bodyId: z.uuid('请选择村'),
  itemId: z.uuid('请选择要公开的事项'),
  event: text(100).min(2, '请写发生了什么事'),
  eventOn: legalDateInput,
});
export type NewEvent = z.infer<typeof newEventInput>;

const moneyRow = z.object({
  day: typed(40),
  summary: typed(200),
  income: typed(40),
  spending: typed(40),
  handler: typed(60),
  note: typed(200),
});
const personRow = z.object({ name: typed(60), place: typed(100), amount: typed(40), note: typed(200) });
const tooManyRows = `一张表最多 ${rowsAtMost} 行，请按组或按项目分成几张`;

export const sheetDraft = z.object({
  opening: typed(40),
  money: z.array(moneyRow).max(rowsAtMost, tooManyRows).default([]),
  people: z.array(personRow).max(rowsAtMost, tooManyRows).default([]),
  text: typed(20_000),
});

export const saveSheetInput = z.object({ revision, draft: sheetDraft });
export type SaveSheet = z.infer<typeof saveSheetInput>;

export const alsoInput = z.object({ obligationIds: z.array(z.uuid()).max(20, '最多 20 项') });

export const stepInput = z.object({ revision });

export const submitInput = stepInput.extend({
  /** The personal data in it is to stay: then the township's confidentiality review decides. */
  keepsPersonalData: z.boolean().default(false),
});
export type Submit = z.infer<typeof submitInput>;

export const sendBackInput = stepInput.extend({ remark: text(500).min(2, '请写明要改什么') });
export type SendBack = z.infer<typeof sendBackInput>;

export const decisionInput = stepInput.extend({
  meetingOn: legalDateInput.nullable().default(null),
  meetingPeople: text(300).default(''),
});
export type Decision = z.infer<typeof decisionInput>;

export const correctionInput = z.object({ reason: text(500).min(5, '请写清更正的原因，至少 5 个字') });

export const photoForm = z.object({ photo: z.instanceof(File, { message: '请拍照或选择照片' }) });
export const photoParam = z.object({ id: z.uuid(), photoId: z.uuid() });
export const photoInput = z.object({ note: text(60).default(''), isPublic: z.boolean() });
export type PhotoFields = z.infer<typeof photoInput>;
export const photoSizeParam = z.object({ id: z.uuid(), size: z.enum(['image', 'thumbnail']) });

export const committeeInput = z.object({
  members: z
    .array(
      z.object({
        personName: text(40).min(2, '请写姓名'),
        post: z.enum(['head', 'member'], '请选择主任或委员'),
      }),
    )
    .max(15, '最多 15 人'),
});
export type CommitteeMembers = z.infer<typeof committeeInput>['members'];
