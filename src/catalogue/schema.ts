import { z } from 'zod';
import { audiences, type Audience } from './rules/audience.ts';
import { isColumnUse, type ColumnUse } from './rules/headings.ts';
import { legalDateInput } from '../workday/schema.ts';
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
