import { hc, type ClientResponse } from 'hono/client';
import { z } from 'zod';
import type { Api } from '../app.ts';
import { noteConnection } from './connection.ts';

/** What the API refused, in words for the person. `fields`: one message per field, by dotted path. Status 0: no answer. */
export class ApiFailure extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code = '',
    readonly fields: Readonly<Record<string, string>> = {},
    /** The request's number, which the person can tell the administrator. */
    readonly requestId = '',
  ) {
    super(message);
    this.name = 'ApiFailure';
  }
}

const noAnswer = '连不上服务器，正在自动重试。您填写的内容仍保留在本页。';

/** `fetch` that tells the frame how the connection stands. Throws ApiFailure with status 0 when nothing answers. */
export const watchedFetch: typeof fetch = async (target, init) => {
  let response: Response;
  try {
    response = await fetch(target, init);
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    noteConnection('away');
    throw new ApiFailure(0, noAnswer);
  }
  const isSigningIn = response.url.endsWith('/api/accounts/session') && init?.method === 'POST';
  if (response.status === 503) noteConnection('away');
  else if (response.status === 401 && !isSigningIn) noteConnection('signedOut');
  else if (response.ok && !isSigningIn) noteConnection('there');
  return response;
};

/** The typed client of the staff API: `read(api.bodies.$get())`. */
export const api = hc<Api>('/api', { fetch: watchedFetch });

const failureBody = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  requestId: z.string().optional(),
});

/** The failure that an answer says. */
export async function failureIn(response: { status: number; json(): Promise<unknown> }): Promise<ApiFailure> {
  const said = failureBody.safeParse(await response.json().catch(() => undefined));
  if (!said.success) return new ApiFailure(response.status, '服务器的回答看不懂，请刷新网页后再试。');
  const { code, message, fields, requestId } = said.data;
  return new ApiFailure(response.status, message, code, fields, requestId);
}

/** The JSON of an answer. Throws ApiFailure for every answer that is not a success. */
export async function read<T>(pending: Promise<ClientResponse<T, number, 'json'>>): Promise<T> {
  const response = await pending;
  if (!response.ok) throw await failureIn(response);
  return response.json();
}
