import type { FormInstance } from 'antd';
import { ApiFailure } from './client.ts';

/** What went wrong, in words for the person. */
export function words(error: unknown): string {
  if (!(error instanceof ApiFailure)) return '网页出错了，请刷新后再试；如还不行，请告诉管理员。';
  return error.status === 500 && error.requestId ? `${error.message}（${error.requestId}）` : error.message;
}

type FieldPath = (string | number)[];

/**
 * Shows a refusal's messages at the form's fields; `fieldOf` says where a message belongs whose field the form names
 * otherwise. Returns whether there was any: if not, the caller shows `words(error)`.
 */
export function markFaults<T>(
  form: FormInstance<T>,
  error: unknown,
  fieldOf: (path: FieldPath) => FieldPath = (path) => path,
): boolean {
  if (!(error instanceof ApiFailure)) return false;
  const faults = Object.entries(error.fields).map(([path, message]) => ({
    name: fieldOf(path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step))),
    errors: [message],
  }));
  // The names of the fields are those of the schema that form and API share.
  form.setFields(faults as Parameters<FormInstance<T>['setFields']>[0]);
  return faults.length > 0;
}
