import { Hono } from 'hono';
import { allBodies } from '../body/queries.ts';
import { publishedLines } from '../disclosure/queries/published.ts';
import type { Context } from '../platform/context.ts';
import { siteName, readFrame } from './frame.ts';
import { keepAnswer, type PublicEnv } from '../platform/http/page.ts';

const newestInFeed = 30;
/** A sitemap file holds 50,000 addresses at most (sitemaps.org). */
const addressesAtMost = 50_000;

/** For programs: what is new (Atom, RFC 4287), what is there (sitemap), and what not to fetch (robots.txt). */
export const siteFeeds = (ctx: Context) =>
  new Hono<PublicEnv>()
    .get('/feed.xml', (c) =>
      keepAnswer(ctx, c, async () => {
        const frame = await readFrame(ctx, c);
        const lines = await publishedLines(ctx.db, {}, { limit: newestInFeed });
        const { publicUrl } = ctx.settings;
        const updatedAt = lines.reduce((newest, { lastPublishedAt }) => Math.max(newest, lastPublishedAt.getTime()), 0);
        const entries = lines.map(
          ({ number, title, bodyName, firstPublishedAt, lastPublishedAt, category }) => `
<entry>
<id>${publicUrl}/d/${number}</id>
<title>${xml(title)}</title>
<link href="${publicUrl}/d/${number}"/>
<published>${firstPublishedAt.toISOString()}</published>
<updated>${lastPublishedAt.toISOString()}</updated>
<author><name>${xml(bodyName)}</name></author>
<category term="${xml(category)}"/>
</entry>`,
        );
        const text = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<id>${publicUrl}/feed.xml</id>
<title>${xml(siteName(frame))}：最新公开的文件</title>
<link rel="self" href="${publicUrl}/feed.xml"/>
<link href="${publicUrl}/"/>
<updated>${new Date(updatedAt).toISOString()}</updated>${entries.join('')}
</feed>
`;
        return { text, type: 'application/atom+xml; charset=utf-8', tags: ['disclosures', 'bodies'] };
      }),
    )
    .get('/sitemap.xml', (c) =>
      keepAnswer(ctx, c, async () => {
        const { publicUrl } = ctx.settings;
        const bodies = await allBodies(ctx.db);
        const columns = ['/', '/documents', '/catalogue', '/bodies', '/openday', '/guide', '/help'];
        const places = [...columns, ...bodies.map(({ code }) => `/b/${code}`)];
        const lines = await publishedLines(ctx.db, {}, { limit: addressesAtMost - places.length });
        const urls = [
          ...places.map((place) => `<url><loc>${publicUrl}${place}</loc></url>`),
          ...lines.map(
            ({ number, lastPublishedAt }) =>
              `<url><loc>${publicUrl}/d/${number}</loc><lastmod>${lastPublishedAt.toISOString()}</lastmod></url>`,
          ),
        ];
        const text = `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('\n')}
</urlset>
`;
        return { text, type: 'application/xml; charset=utf-8', tags: ['disclosures', 'bodies'] };
      }),
    )
    .get('/robots.txt', (c) =>
      c.text(`User-agent: *
Disallow: /console
Disallow: /api/
Disallow: /search
Disallow: /elder
Sitemap: ${ctx.settings.publicUrl}/sitemap.xml
`),
    );

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML shows it; control characters, which XML 1.0 forbids, are left out. */
const xml = (text: string): string =>
  // eslint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').replace(/[&<>"]/g, (char) => entities[char] ?? char);
