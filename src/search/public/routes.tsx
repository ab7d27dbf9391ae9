import { Hono } from 'hono';
import { numberNamed } from '../../disclosure/queries/published.ts';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { pageAsked, pagesOf } from '../../site/pager.tsx';
import { hitsPerPage, search } from '../queries.ts';
import { queryAtMostChars } from '../rules.ts';
import { ResultsView } from './results.tsx';

/** `/search?q=…`: not kept in the cache, since what people type has no end. A number leads straight to its document. */
export const searchPublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/search', async (c) => {
    const words = [...(c.req.query('q') ?? '').trim()].slice(0, queryAtMostChars).join('');
    const named = words && (await numberNamed(ctx.db, words));
    if (named) return c.redirect(`/d/${named}`, 303);
    return publicPage(ctx, c, async () => {
      const page = pageAsked(c.req.query('page'));
      const result = await search(ctx.db, { words, page });
      return {
        title: words ? `搜索“${words}”` : '搜索',
        column: '搜索',
        isUnlisted: true,
        words,
        trail: [{ name: '搜索', href: '/search' }],
        content: <ResultsView {...{ words, page, result }} pages={pagesOf(result.total, hitsPerPage)} />,
      };
    });
  });
