import type { FormInstance } from 'antd';
import { ApiFailure } from './client.ts';

/** What went wrong, in words for the person: what each field lacks, or what the server said of the whole. */
export function words(error: unknown): string {
  if (!(error instanceof ApiFailure)) return '网页出错了，请刷新后再试；如还不行，请告诉管理员。';
  if (error.status === 500 && error.requestId) return `${error.message}（${error.requestId}）`;
  return [...new Set(Object.values(error.fields))].join('') || error.message;
}

type FieldPath = (string | number)[];

/** Which field of a form each message of a refusal belongs to; `isWhole`: there are messages, and each has its field. */
export function placeFaults(
  fields: Readonly<Record<string, string>>,
  names: readonly FieldPath[],
  fieldOf: (path: FieldPath) => FieldPath = (path) => path,
): { placed: { name: FieldPath; errors: string[] }[]; isWhole: boolean } {
  const messages = Object.entries(fields);
  const placed = messages.flatMap(([dotted, message]) => {
    const path = fieldOf(dotted.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)));
    const holders = names.filter((name) => name.every((step, at) => step === path[at]));
    const [name] = holders.sort((a, b) => b.length - a.length);
    return name ? [{ name, errors: [message] }] : [];
  });
  return { placed, isWhole: messages.length > 0 && placed.length === messages.length };
}

/**
 * Shows a refusal's messages at the form's fields and goes to the first; `fieldOf` says where a message belongs whose
 * field the form names otherwise. Returns whether they say it all: if not, the caller shows `words(error)`.
 */
export function markFaults<T>(
  form: FormInstance<T>,
  error: unknown,
  fieldOf?: (path: FieldPath) => FieldPath,
): boolean {
  if (!(error instanceof ApiFailure)) return false;
  const names = form.getFieldsError().map(({ name }) => name);
  const { placed, isWhole } = placeFaults(error.fields, names, fieldOf);
  // The names of the fields are those of the schema that form and API share.
  form.setFields(placed as Parameters<FormInstance<T>['setFields']>[0]);
  const [first] = placed;
  if (first) form.scrollToField(first.name as Parameters<FormInstance<T>['scrollToField']>[0], { focus: true });
  return isWhole;
}
