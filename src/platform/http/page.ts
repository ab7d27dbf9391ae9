import type { Context as HonoContext } from 'hono';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Context } from '../context.ts';
import { pageHeaders, publicContentPolicy } from './headers.ts';
import { chooseEncoding, pageKey } from './pagecache.ts';
import type { ServerEnv } from './server.ts';

export type PublicEnv = { Bindings: ServerEnv };

export interface PageOptions {
  status?: 200 | 404 | 410 | 422 | 503;
  /** What the page shows; named by the commands that change it. Without tags the page is rendered anew each time. */
  tags?: readonly string[];
  /** For a page that speaks of today: when it must be rendered again (epoch milliseconds). */
  staleAt?: number;
}

/** Reads what a page shows, renders it, and keeps it in the cache when it has tags. */
export async function renderPage(
  ctx: Context,
  c: HonoContext<PublicEnv>,
  build: () => Promise<{ element: ReactElement } & PageOptions>,
): Promise<Response> {
  const generation = ctx.pages.generation;
  const { element, status = 200, tags, staleAt = Infinity } = await build();
  const body = Buffer.from(`<!doctype html>${renderToStaticMarkup(element)}`);
  const type = 'text/html; charset=utf-8';
  if (!tags)
    return c.body(body, status, {
      'content-type': type,
      'cache-control': 'no-store',
      'content-security-policy': publicContentPolicy,
    });
  const url = new URL(c.req.url);
  const key = pageKey(url.pathname + url.search, c.req.header('cookie'));
  const page = await ctx.pages.put(key, { status, type, body, tags, staleAt }, generation);
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  const headers = new Headers();
  const flat = pageHeaders(page, encoding);
  for (let at = 0; at < flat.length; at += 2) headers.set(flat[at] ?? '', flat[at + 1] ?? '');
  return new Response(new Uint8Array(page.encodings[encoding]), { status, headers });
}
