import { z } from 'zod';
import { audiences, type Audience } from './rules/audience.ts';
import { isColumnUse, type ColumnUse } from './rules/headings.ts';
import { legalDateInput } from '../workday/schema.ts';
import { periodLengths, readingKinds, type ReadingKind } from './rules/reading.ts';
import type { ObligationState } from './rules/state.ts';
import { waiverGrounds, type WaiverGround } from './rules/waiver.ts';

const states = [
  'pending',
  'onTime',
  'late',
  'overdue',
  'unclear',
  'waived',
  'moved',
] as const satisfies readonly ObligationState[];
const text = (atMost: number) => z.string().trim().max(atMost, '太长').optional();

/** Which obligations the board shows, and in which order. */
export const boardFilter = z.object({
  asOf: legalDateInput.optional(),
  state: z.enum(states, '没有这种状态').optional(),
  /** The body by code or id; `under` takes the bodies below it too. */
  body: text(40),
  under: z.enum(['0', '1']).default('0'),
  q: text(60),
  sort: z.enum(['due', 'late', 'body', 'item']).default('late'),
  page: z.coerce.number().int().min(1).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type BoardFilter = z.infer<typeof boardFilter>;

const grounds = Object.keys(waiverGrounds) as [WaiverGround, ...WaiverGround[]];

export const askWaiverInput = z.object({
  basis: z.enum(grounds, '请选择不公开的依据'),
  reason: z.string().trim().min(5, '请写清理由，至少 5 个字').max(500, '最多 500 字'),
});
export type AskWaiver = z.infer<typeof askWaiverInput>;

export const decideWaiverInput = z.object({
  decision: z.enum(['granted', 'refused'], '请选择同意或不同意'),
  remark: z.string().trim().max(500, '最多 500 字').default(''),
});
export type DecideWaiver = z.infer<typeof decideWaiverInput>;

export const endWaiverInput = z.object({
  remark: z.string().trim().min(5, '请写清为什么应当公开，至少 5 个字').max(500, '最多 500 字'),
});

export const registerInput = z.object({
  itemId: z.uuid('请选择公开事项'),
  bodyId: z.uuid('请选择机构'),
  event: z.string().trim().min(2, '请写明发生了什么事').max(100, '最多 100 字'),
  eventOn: legalDateInput,
});

/** The form that comes with a catalogue file. */
export const catalogueForm = z.object({
  file: z.instanceof(File, { message: '请选择目录文件' }),
  name: text(80),
  effectiveOn: z
    .union([z.literal(''), legalDateInput])
    .optional()
    .transform((day) => day || undefined),
});

/** JSON within a form field, in a shape. */
const jsonField = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .max(200_000, '太长')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: '内容不完整，请刷新网页后再试' });
        return z.NEVER;
      }
    })
    .pipe(shape)
    .optional();

const columnUse = z.custom<ColumnUse>((word) => typeof word === 'string' && isColumnUse(word), '没有这种列');

/** How a person wants the file read, beside the file. */
export const importForm = catalogueForm.extend({
  responsible: text(200).transform((words) => words || undefined),
  columns: jsonField(z.record(z.string().regex(/^[0-9a-f]{64}$/), z.array(columnUse).max(200))),
  renamed: jsonField(z.array(z.object({ from: z.string().max(500), to: z.string().max(500) })).max(5000)),
  seenVersion: z.union([z.literal(''), z.uuid()]).optional(),
});

export const itemAudienceInput = z.object({
  audience: z.enum(Object.keys(audiences) as [Audience, ...Audience[]], '请选择公开对象'),
  reason: z.string().trim().min(5, '请写清理由，至少 5 个字').max(500, '最多 500 字'),
});

export const subjectInput = z.object({
  words: z.string().trim().min(1, '请填写公开主体的说法').max(200, '最多 200 字'),
  targets: z
    .array(
      z.union([
        z.object({ body: z.uuid() }),
        z.object({ group: z.enum(['bureaus', 'townships', 'villages']), under: z.uuid().nullable() }),
      ]),
    )
    .max(500, '最多选 500 个'),
});

export const readingQuery = z.object({
  text: z.string().trim().min(1, '请填写公开时限').max(500, '太长'),
  from: legalDateInput,
});

const reasonText = z.string().trim().min(2, '请写清理由').max(500, '最多 500 字');
const units = ['workingDay', 'day', 'month', 'year'] as const;
const amount = (atMost: number) =>
  z.number('应为数字').int('应为整数').min(1, '至少是 1').max(atMost, `最多 ${atMost}`);
const readingKindNames = Object.keys(readingKinds) as [ReadingKind, ...ReadingKind[]];
const lengths = Object.keys(periodLengths).map(Number);

/** A person's choice of what a time limit says; the parts that its kind needs must be there. */
export const chosenReading = z
  .object({
    kind: z.enum(readingKindNames, '请选择是哪一种'),
    event: z.string().trim().max(40, '最多 40 字').default(''),
    amount: amount(260).nullable().default(null),
    unit: z.enum(units, '请选择单位').nullable().default(null),
    months: z
      .number()
      .refine((months) => lengths.includes(months), '请选择多久一次')
      .nullable()
      .default(null),
    month: z.number().int().min(1).max(13, '没有这个月').nullable().default(null),
    day: z.number().int().min(1).max(31, '没有这一天').nullable().default(null),
    posting: z
      .object({ amount: amount(366), unit: z.enum(units), isAtLeast: z.boolean() })
      .nullable()
      .default(null),
    keepYears: z.number().int().min(0).max(30, '最多 30 年').nullable().default(null),
  })
  .superRefine((chosen, refinement) => {
    const refuse = (field: string, message: string) => refinement.addIssue({ code: 'custom', path: [field], message });
    if (chosen.kind === 'within' && chosen.amount === null) refuse('amount', '请填写多少天');
    if (chosen.amount !== null && chosen.unit === null) refuse('unit', '请选择单位');
    if (chosen.amount !== null && chosen.unit === 'year' && chosen.amount > 30) refuse('amount', '最多 30 年');
    if (chosen.amount !== null && chosen.unit === 'month' && chosen.amount > 36) refuse('amount', '最多 36 个月');
    if (chosen.kind === 'periodic' && chosen.months === null) refuse('months', '请选择多久一次');
    if (chosen.kind === 'periodic' && chosen.months === 0 && (chosen.day ?? 1) > 7) refuse('day', '一周只有 7 天');
    if (chosen.kind === 'periodic' && (chosen.months ?? 0) > 0 && (chosen.month ?? 1) > (chosen.months ?? 0) + 1)
      refuse('month', '这一期没有这么多个月');
    if (chosen.kind === 'date' && (chosen.month === null || chosen.month > 12)) refuse('month', '请选择几月');
    const last = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][(chosen.month ?? 1) - 1] ?? 31;
    if (chosen.kind === 'date' && chosen.day === null) refuse('day', '请选择几日');
    if (chosen.kind === 'date' && chosen.day !== 31 && (chosen.day ?? 0) > last) refuse('day', '没有这一天');
  });

const phraseText = z.string().trim().min(1, '请填写公开时限原文').max(2000, '太长');

export const previewReadingInput = z.object({ reading: chosenReading, from: legalDateInput });

export const confirmReadingInput = z.object({ phrase: phraseText, reading: chosenReading, reason: reasonText });
export type ConfirmReading = z.infer<typeof confirmReadingInput>;

export const takeBackReadingInput = z.object({ phrase: phraseText, reason: reasonText });
export const phraseQuery = z.object({ phrase: phraseText });

export const targetInput = z.object({ workingDays: amount(20) });

const approver = z.string().trim().min(2, '请写明批准人').max(50, '最多 50 字');
export const pauseInput = z.object({ fromOn: legalDateInput, approver, reason: reasonText });
export const resumeInput = z.object({ toOn: legalDateInput });
export const extendInput = z.object({
  amount: amount(60),
  unit: z.enum(['workingDay', 'day', 'month'], '请选择单位'),
  approver,
  reason: reasonText,
});
