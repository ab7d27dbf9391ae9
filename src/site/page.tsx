import type { Context as HonoContext } from 'hono';
import type { ReactElement } from 'react';
import type { Context } from '../platform/context.ts';
import { renderPage, type PageOptions, type PublicEnv, type Reach } from '../platform/http/page.ts';
import { readFrame, type Frame } from './frame.ts';
import { Layout, type PageHead } from './layout.tsx';

export interface PublicPage extends PageHead, PageOptions {
  content: ReactElement;
}

/**
 * Answers with a public page in the site's frame. `build` reads what the page shows; the tags it returns, and
 * 'bodies' for the frame, say which changes drop it from the cache. Without tags it is rendered anew each time;
 * with `reach` 'asker' it is never shared with somebody who asks at the same moment.
 */
export function publicPage(
  ctx: Context,
  c: HonoContext<PublicEnv>,
  build: (frame: Frame) => Promise<PublicPage>,
  reach: Reach = 'everybody',
): Promise<Response> {
  const page = async () => {
    const frame = await readFrame(ctx, c);
    const { content, status, tags, staleAt, ...head } = await build(frame);
    return {
      status,
      tags: tags && [...tags, 'bodies'],
      staleAt,
      canonical: head.canonical,
      element: (
        <Layout frame={frame} {...head}>
          {content}
        </Layout>
      ),
    };
  };
  return renderPage(ctx, c, page, reach);
}
