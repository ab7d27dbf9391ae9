import { zValidator } from '@hono/zod-validator';
import type { ValidationTargets } from 'hono';
import { z, type ZodType } from 'zod';
import { invalid, notFound, type FieldMessages } from '../errors.ts';

/**
 * Parses a part of the request at the edge; the handler reads it with `c.req.valid(target)`.
 * Throws 422 with the first message of each field, also for characters that no database stores.
 */
export function input<T extends ZodType, Target extends keyof ValidationTargets>(target: Target, schema: T) {
  return zValidator(target, schema, (result) => {
    if (!result.success) throw invalid(fieldMessages(result.error.issues));
    const unstorable = [...unstorableIn(result.data)];
    if (unstorable.length > 0) throw invalid(fieldMessages(unstorable));
  });
}

/** PostgreSQL's text holds neither NUL nor half of a surrogate pair. */
const unstorableChar = /\0|\p{Surrogate}/u;

/** Whether parsed input holds such characters; for plain forms, which are parsed by hand. */
export const hasUnstorable = (value: unknown): boolean => !unstorableIn(value).next().done;

/** Where such characters stand in parsed input. */
function* unstorableIn(value: unknown, path: string[] = []): Generator<{ path: string[]; message: string }> {
  if (typeof value === 'string') {
    if (unstorableChar.test(value)) yield { path, message: '里面有存不了的特殊字符，请删去后重新填写' };
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* unstorableIn(inner, [...path, name]);
  }
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
