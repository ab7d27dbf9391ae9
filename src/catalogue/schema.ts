import { z } from 'zod';
import { legalDateInput } from '../workday/schema.ts';
import type { ObligationState } from './rules/state.ts';

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

export const readingQuery = z.object({
  text: z.string().trim().min(1, '请填写公开时限').max(500, '太长'),
  from: legalDateInput,
});
