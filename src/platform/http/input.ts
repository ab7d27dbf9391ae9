import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import { z, type ZodType } from 'zod';
import { invalid, notFound, type FieldMessages } from '../errors.ts';

/**
 * Parses a part of the request at the edge; the handler reads it with `c.req.valid(target)`.
 * Throws 422 with the first message of each field.
 */
export function input<T extends ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) {
  return zValidator(target, schema, (result) => {
    if (!result.success) throw invalid(fieldMessages(result.error.issues));
  });
}

/** Parts of the path, read with `c.req.valid('param')`. Throws 404 for what can name nothing. */
export function inPath<T extends ZodType>(schema: T) {
  return zValidator('param', schema, (result) => {
    if (!result.success) throw notFound('记录');
  });
}

/** The `:id` of a path. Throws 404 for what is no id at all. */
export const idInPath = inPath(z.object({ id: z.uuid() }));

/** The first message of each field, by its dotted path. */
export function fieldMessages(issues: readonly { path: PropertyKey[]; message: string }[]): FieldMessages {
  const fields: FieldMessages = {};
  for (const { path, message } of issues) fields[path.map(String).join('.') || '_'] ??= message;
  return fields;
}
