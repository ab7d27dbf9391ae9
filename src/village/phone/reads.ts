import { useQuery } from '@tanstack/react-query';
import { api, ApiFailure, failureIn, read, watchedFetch } from '../../console/client.ts';

const sheets = api.villages.sheets;

export const readSession = () => read(api.accounts.session.$get());
export type Session = Awaited<ReturnType<typeof readSession>>;

export const readDue = (body?: string) => read(api.villages.due.$get({ query: body ? { body } : {} }));
export type Due = Awaited<ReturnType<typeof readDue>>;

export const readSheet = (id: string) => read(sheets[':id'].$get({ param: { id } }));
export type Sheet = Awaited<ReturnType<typeof readSheet>>;

export const readToReview = () => read(api.villages['to-review'].$get());

/** Puts a photograph under a sheet. Throws ApiFailure with the words of what is wrong with it. */
export async function sendPhoto(id: string, file: File): Promise<{ id: string; hasDate: boolean }> {
  const body = new FormData();
  body.set('photo', file);
  const response = await watchedFetch(`/api/villages/sheets/${id}/photos`, { method: 'POST', body });
  if (!response.ok) throw await failureIn(response);
  return response.json();
}

/** What went wrong, for the person. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof ApiFailure)) return '网页出错了，请刷新后再试。';
  if (error.status === 0) return '现在没有网络。您填的都还在，有网后再试。';
  return [...new Set(Object.values(error.fields))].join('；') || error.message;
}

export interface Loaded<T> {
  data: T | undefined;
  error: unknown;
  reload: () => Promise<void>;
}

/** Reads something when the screen opens, and again when asked; what was read stays in sight meanwhile. */
export function useLoad<T>(load: () => Promise<T>, key: string): Loaded<T> {
  const { data, error, refetch } = useQuery({ queryKey: [key], queryFn: load });
  return { data, error: error ?? undefined, reload: () => refetch().then(() => undefined) };
}
