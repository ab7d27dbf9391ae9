import { Hono } from 'hono';
import type { Context } from '../platform/context.ts';
import { renderPage, type PublicEnv } from '../platform/http/page.ts';
import { Layout } from './layout.tsx';

/** The public site: every feature's public routes, and the pages that belong to none. */
export const sitePublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/', (c) =>
    renderPage(ctx, c, async () => ({
      tags: ['bodies'],
      element: (
        <Layout settings={ctx.settings} title="政务公开">
          <h1>政务公开</h1>
        </Layout>
      ),
    })),
  );
