import { z } from 'zod';

const day = z.iso.date('日期写成 2026-05-15 的样子');

export const auditFilter = z.object({
  beforeId: z.coerce.number().int().positive().optional(),
  verb: z.string().max(60).optional(),
  person: z.string().max(60).optional(),
  subjectId: z.string().max(60).optional(),
  bodyId: z.uuid().optional(),
  /** Legal days, both included. */
  fromOn: day.optional(),
  toOn: day.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditFilter = z.infer<typeof auditFilter>;
