import { Hono } from 'hono';
import { bodyPublic } from '../body/public/routes.tsx';
import { openBodies } from '../body/queries.ts';
import { cataloguePublic } from '../catalogue/public/routes.tsx';
import { TodayPanel } from '../catalogue/public/today.tsx';
import { todayFigures } from '../catalogue/queries/figures.ts';
import { disclosurePublic } from '../disclosure/public/routes.tsx';
import { publishedFacets, publishedLines } from '../disclosure/queries/published.ts';
import { NearestDay } from '../openday/public/days.tsx';
import { opendayPublic } from '../openday/public/routes.tsx';
import { publicOpendays } from '../openday/queries/published.ts';
import { postingPublic } from '../posting/public.tsx';
import { legalDate, untilNextLegalDay } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { responsibilityPublic } from '../responsibility/public/routes.tsx';
import { searchPublic } from '../search/public/routes.tsx';
import { search } from '../search/queries.ts';
import { supervisionPublic } from '../supervision/public.tsx';
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
    .route('/', cataloguePublic(ctx))
    .route('/', disclosurePublic(ctx))
    .route('/', opendayPublic(ctx))
    .route('/', responsibilityPublic(ctx))
    .route('/', postingPublic(ctx))
    .route('/', searchPublic(ctx))
    .route('/', supervisionPublic(ctx))
    .get('/', (c) =>
      publicPage(ctx, c, async (frame) => {
        const bodies = await openBodies(ctx.db);
        const today = legalDate(ctx.clock.now());
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
              today={<TodayPanel figures={await todayFigures(ctx.db, today)} today={today} />}
              openday={<NearestDay days={await publicOpendays(ctx.db)} />}
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
            bodies={await openBodies(ctx.db)}
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
