import type { CachedPage, Encoding } from './pagecache.ts';

/** What a public page may load: nothing but our own style sheet and pictures; it runs no script at all. */
export const publicContentPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Headers of every answer, also of errors. */
export const commonHeaders: readonly [string, string][] = [
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['x-frame-options', 'DENY'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()'],
];

const commonFlat = commonHeaders.flat();
const made = new WeakMap<CachedPage, Map<Encoding | undefined, string[]>>();

/**
 * The header list of a cached page, made once per page and encoding.
 * `no-cache` lets the browser keep the page but ask each time, so that what is withdrawn is gone at once.
 */
export function pageHeaders(page: CachedPage, encoding: Encoding | undefined): string[] {
  const known = made.get(page) ?? new Map<Encoding | undefined, string[]>();
  made.set(page, known);
  let headers = known.get(encoding);
  if (!headers) {
    headers = [
      ...commonFlat,
      ...['etag', page.etag, 'cache-control', 'no-cache', 'vary', 'accept-encoding, cookie'],
      ...['content-security-policy', publicContentPolicy],
    ];
    if (encoding) {
      headers.push('content-type', page.type, 'content-length', String(page.encodings[encoding].length));
      if (encoding !== 'identity') headers.push('content-encoding', encoding);
    }
    known.set(encoding, headers);
  }
  return headers;
}
