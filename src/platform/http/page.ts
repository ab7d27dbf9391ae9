import type { Context as HonoContext } from 'hono';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Context } from '../context.ts';
import { pageHeaders, publicContentPolicy } from './headers.ts';
import { chooseEncoding, pageAddress, pageKey } from './pagecache.ts';
import type { ServerEnv } from './server.ts';

export type PublicEnv = { Bindings: ServerEnv };

export interface PageOptions {
  status?: 200 | 404 | 410 | 422 | 503;
  /** What the page shows; named by the commands that change it. Without tags the page is rendered anew each time. */
  tags?: readonly string[];
  /** The one address under which it is kept (default: its path): whoever invents others must not fill the cache. */
  canonical?: string;
  /** For a page that speaks of today: when it must be rendered again (epoch milliseconds). */
  staleAt?: number;
}

/** What is answered: text of some type, and how long it holds. */
interface Answer extends PageOptions {
  text: string;
  type: string;
}

/** Reads what a page shows, renders it, and keeps it in the cache when it has tags. */
export function renderPage(
  ctx: Context,
  c: HonoContext<PublicEnv>,
  build: () => Promise<{ element: ReactElement } & PageOptions>,
  reach: Reach = 'everybody',
): Promise<Response> {
  const answer = async () => {
    const { element, ...options } = await build();
    const text = `<!doctype html>${renderToStaticMarkup(element)}`;
    return { ...options, text, type: 'text/html; charset=utf-8' };
  };
  return keepAnswer(ctx, c, answer, reach);
}

/**
 * Whom an answer is for. `'everybody'`: who asks for the same address while it is being made is given the same.
 * `'asker'`: it depends on more than the address (a key carried along, a form's token), and is made for each by itself.
 */
export type Reach = 'everybody' | 'asker';

/** Answers with a text, and keeps it in the cache when it has tags and was asked for by its one address. */
export async function keepAnswer(
  ctx: Context,
  c: HonoContext<PublicEnv>,
  build: () => Promise<Answer>,
  reach: Reach = 'everybody',
): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const address = pageAddress(pathname + search);
  const key = pageKey(address, c.req.header('cookie'));
  const make = async () => {
    const generation = ctx.pages.generation;
    const { text, type, status = 200, tags, canonical, staleAt = Infinity } = await build();
    const body = Buffer.from(text);
    // `/%62/1` names the page /b/1 in one of a great many ways.
    const isKept = reach === 'everybody' && tags && address === (canonical ?? pathname) && !pathname.includes('%');
    return isKept
      ? ctx.pages.put(key, { status, type, body, tags, staleAt }, generation)
      : { status, type, body, tags: undefined };
  };
  const page = c.req.method === 'GET' && reach === 'everybody' ? await ctx.pages.once(key, make) : await make();
  if (!page.tags)
    return new Response(new Uint8Array(page.body), {
      status: page.status,
      headers: {
        'content-type': page.type,
        'cache-control': 'no-store',
        'content-security-policy': publicContentPolicy,
      },
    });
  const encoding = chooseEncoding(c.req.header('accept-encoding'));
  const headers = new Headers();
  const flat = pageHeaders(page, encoding);
  for (let at = 0; at < flat.length; at += 2) headers.set(flat[at] ?? '', flat[at + 1] ?? '');
  return new Response(new Uint8Array(page.encodings[encoding]), { status: page.status, headers });
}
