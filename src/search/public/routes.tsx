import { Hono } from 'hono';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { pageAsked, pagesOf } from '../../site/pager.tsx';
import { hitsPerPage, search } from '../queries.ts';
import { queryAtMostChars } from '../rules.ts';
import { ResultsView } from './results.tsx';

/** `/search?q=…`: not kept in the cache, since what people type has no end. */
export const searchPublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/search', (c) =>
    publicPage(ctx, c, async () => {
      const words = [...(c.req.query('q') ?? '').trim()].slice(0, queryAtMostChars).join('');
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
    }),
  );
