import { ApiFailure } from './client.ts';

/** What went wrong, in words for the person. */
export function words(error: unknown): string {
  if (!(error instanceof ApiFailure)) return '网页出错了，请刷新后再试；如还不行，请告诉管理员。';
  return error.status === 500 && error.requestId ? `${error.message}（${error.requestId}）` : error.message;
}

/** The messages of a refused form by field, as Ant Design's `form.setFields` takes them. */
export function fieldFaults(error: unknown): { name: (string | number)[]; errors: string[] }[] {
  if (!(error instanceof ApiFailure)) return [];
  return Object.entries(error.fields).map(([path, message]) => ({
    name: path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
    errors: [message],
  }));
}
