import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import type { ZodType } from 'zod';
import { invalid, type FieldMessages } from '../errors.ts';

/**
 * Parses a part of the request at the edge; the handler reads it with `c.req.valid(target)`.
 * Throws 422 with the first message of each field.
 */
export function input<T extends ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) {
  return zValidator(target, schema, (result) => {
    if (!result.success) throw invalid(fieldMessages(result.error.issues));
  });
}

/** The first message of each field, by its dotted path. */
export function fieldMessages(issues: readonly { path: PropertyKey[]; message: string }[]): FieldMessages {
  const fields: FieldMessages = {};
  for (const { path, message } of issues) fields[path.map(String).join('.') || '_'] ??= message;
  return fields;
}
