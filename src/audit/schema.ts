import { z } from 'zod';

export const auditFilter = z.object({
  beforeId: z.coerce.number().int().positive().optional(),
  verb: z.string().max(60).optional(),
  person: z.string().max(60).optional(),
  subjectId: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditFilter = z.infer<typeof auditFilter>;
