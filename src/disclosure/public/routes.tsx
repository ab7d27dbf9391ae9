import { Hono } from 'hono';
import { cleanHtml } from '../../attachment/clean.ts';
import { obligationsMetBy } from '../../catalogue/queries/standing.ts';
import { WhyPublic } from '../../catalogue/public/why.tsx';
import { bodyByCode } from '../../body/queries.ts';
import { Explained } from '../../event/public/explained.tsx';
import { interpretationLinks } from '../../event/queries.ts';
import type { Context } from '../../platform/context.ts';
import { legalDate } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { metaInstant } from '../../site/date.ts';
import { publicPage } from '../../site/page.tsx';
import { addressWith, pageAsked, pagesOf } from '../../site/pager.tsx';
import { DocumentView, TombstoneView } from './document.tsx';
import { ListView } from './list.tsx';
import { countPublished, publicDisclosure, publishedFacets, publishedLines } from '../queries/published.ts';

const linesAPage = 20;

/** Published documents for everybody: the list, and each document or what is left of it. */
export const disclosurePublic = (ctx: Context) =>
  new Hono<PublicEnv>()
    .get('/documents', (c) =>
      publicPage(ctx, c, async () => {
        const { category, body: bodyCode, year: yearText, page: pageText } = c.req.query();
        const body = bodyCode ? await bodyByCode(ctx.db, bodyCode) : undefined;
        const year = /^\d{4}$/.test(yearText ?? '') ? Number(yearText) : undefined;
        const filter = { category: category || undefined, bodyId: body?.id, year };
        const count = await countPublished(ctx.db, filter);
        const pages = pagesOf(count, linesAPage);
        const page = pageAsked(pageText);
        if (page > pages) throw notFound('页面');
        const lines = await publishedLines(ctx.db, filter, { offset: (page - 1) * linesAPage, limit: linesAPage });
        const chosen = { category: filter.category, body: body?.code, year };
        const hrefOf = (page: number) => addressWith('/documents', { ...chosen, page });
        return {
          title: body ? `${body.name}公开的文件` : '公开的文件',
          column: '文件',
          canonical: hrefOf(page),
          trail: [{ name: '查文件', href: '/documents' }],
          // A list of nothing is not kept: any made-up category would be one more.
          tags: count > 0 ? ['disclosures'] : undefined,
          content: (
            <ListView
              {...{ lines, count, page, pages, hrefOf, chosen, bodyName: body?.name }}
              facets={await publishedFacets(ctx.db)}
            />
          ),
        };
      }),
    )
    .get('/d/:number', (c) =>
      publicPage(ctx, c, async (frame) => {
        const found = await publicDisclosure(ctx.db, c.req.param('number'));
        if (!found) throw notFound('信息');
        const trail = [
          { name: '查文件', href: '/documents' },
          { name: found.bodyName, href: `/b/${found.bodyCode}` },
        ];
        if (found.standing === 'withdrawn')
          return {
            title: '这条信息已不再公开',
            status: 410,
            isUnlisted: true,
            trail,
            tags: [`disclosure:${found.id}`],
            content: <TombstoneView stone={found} />,
          };
        const links = await interpretationLinks(ctx.db, found.id);
        const met = await obligationsMetBy(ctx.db, found.id, legalDate(ctx.clock.now()));
        return {
          title: found.title,
          description: `${found.bodyName}公开：${found.title}`,
          column: found.category,
          article: {
            ArticleTitle: found.title,
            PubDate: metaInstant(found.firstPublishedAt),
            ContentSource: found.bodyName,
          },
          trail,
          // The words of the catalogue beside it are a version's own; when due dates are counted anew all pages drop.
          tags: [found, links.explainedBy, links.explains].flatMap((shown) => (shown ? `disclosure:${shown.id}` : [])),
          content: (
            <DocumentView
              found={found}
              html={cleanHtml(found.html)}
              isElder={frame.isElder}
              why={
                <>
                  <Explained {...links} />
                  <WhyPublic met={met} />
                </>
              }
            />
          ),
        };
      }),
    );
