import { Hono } from 'hono';
import { bodyPublic } from '../body/public.tsx';
import { allBodies } from '../body/queries.ts';
import { disclosurePublic } from '../disclosure/public.tsx';
import { publishedFacets, publishedLines } from '../disclosure/queries/published.ts';
import { legalDate, untilNextLegalDay } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { searchPublic } from '../search/public.tsx';
import { search } from '../search/queries.ts';
import { siteAssets } from './assets.ts';
import { elderChoice } from './elder.ts';
import { siteFeeds } from './feed.ts';
import { GuideView } from './guide.tsx';
import { HelpView } from './help.tsx';
import { HomeView } from './home.tsx';
import { publicPage } from './page.tsx';

const newestOnHome = 8;
const newestForElders = 4;

/** The public site: every feature's public routes, and the pages that belong to none. */
export const sitePublic = (ctx: Context) =>
  new Hono<PublicEnv>()
    .route('/', siteAssets())
    .route('/', elderChoice(ctx))
    .route('/', siteFeeds(ctx))
    .route('/', bodyPublic(ctx))
    .route('/', disclosurePublic(ctx))
    .route('/', searchPublic(ctx))
    .get('/', (c) =>
      publicPage(ctx, c, async (frame) => {
        const bodies = await allBodies(ctx.db);
        return {
          title: '首页',
          isHome: true,
          tags: ['disclosures', 'obligations', 'opendays'],
          staleAt: nextLegalDay(ctx),
          content: (
            <HomeView
              frame={frame}
              examples={await wordsThatFind(ctx)}
              newest={await publishedLines(ctx.db, {}, { limit: frame.isElder ? newestForElders : newestOnHome })}
              townships={bodies.filter(({ kind }) => kind === 'township')}
              today={undefined}
              openday={undefined}
            />
          ),
        };
      }),
    )
    .get('/guide', (c) =>
      publicPage(ctx, c, async (frame) => ({
        title: '公开指南',
        column: '政府信息公开指南',
        trail: [{ name: '公开指南', href: '/guide' }],
        tags: ['disclosures'],
        staleAt: nextLegalDay(ctx),
        content: (
          <GuideView
            countyName={frame.countyName ?? ''}
            office={frame.hostName}
            bodies={await allBodies(ctx.db)}
            categories={(await publishedFacets(ctx.db)).categories}
            today={legalDate(ctx.clock.now())}
          />
        ),
      })),
    )
    .get('/help', (c) =>
      publicPage(ctx, c, async () => ({
        title: '使用帮助',
        column: '帮助',
        trail: [{ name: '使用帮助', href: '/help' }],
        tags: [],
        content: <HelpView />,
      })),
    );

/** When a page that speaks of today must be rendered again. */
const nextLegalDay = (ctx: Context): number => {
  const now = ctx.clock.now();
  return now.getTime() + untilNextLegalDay(now);
};

const examples = ['住房公积金', '最低生活保障', '食品安全', '工伤', '残疾人', '农药', '宅基地'];
const examplesShown = 5;

/** Only queries that find something today are offered as examples. */
async function wordsThatFind(ctx: Context): Promise<string[]> {
  const results = await Promise.all(examples.map((words) => search(ctx.db, { words })));
  return examples.filter((_, at) => (results[at]?.total ?? 0) > 0).slice(0, examplesShown);
}
