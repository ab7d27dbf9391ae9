import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** First in a backup: what wrote it, and which schema its tables have. */
export const headingSchema = z.object({
  format: z.literal('yangguang-backup-1'),
  program: z.string(),
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), sha256 })),
});
export type Heading = z.infer<typeof headingSchema>;

/** Last in a backup, so that one cut short has none: what must be found again after restoring. */
export const manifestSchema = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number().int().min(0),
      /** Of the table's rows in COPY text format, in stored order. */
      sha256,
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.number().int().nullable() })),
  files: z.array(sha256),
});
export type Manifest = z.infer<typeof manifestSchema>;
