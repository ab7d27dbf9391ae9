import { Hono } from 'hono';
import { publishedNumbers } from '../../disclosure/queries/published.ts';
import { legalDate, untilNextLegalDay } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { notFound } from '../../platform/errors.ts';
import { obligationClock } from '../queries/clock.ts';
import { todayFigures } from '../queries/figures.ts';
import { publicItems } from '../queries/items.ts';
import { bodiesOfItem, publicItem, standingOfBodies, standingOfItem } from '../queries/standing.ts';
import { changesOf, versionLines, versionWithPrevious } from '../queries/versions.ts';
import { ChangesView, VersionsView } from './versions.tsx';
import { DueView } from './due.tsx';
import { ItemView } from './item.tsx';
import { TodayView } from './today.tsx';
import { TreeView } from './tree.tsx';
import { itemName } from './words.tsx';

const isId = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The catalogue for everybody, and how the county stands by it today. */
export const cataloguePublic = (ctx: Context) => {
  const day = () => {
    const now = ctx.clock.now();
    return { today: legalDate(now), staleAt: now.getTime() + untilNextLegalDay(now) };
  };
  return new Hono<PublicEnv>()
    .get('/catalogue', (c) =>
      publicPage(ctx, c, async () => {
        const domain = c.req.query('domain') || undefined;
        return {
          title: domain ? `公开目录：${domain}` : '公开目录',
          column: '政府信息公开目录',
          trail: [{ name: '公开目录', href: '/catalogue' }],
          // What people write in an address has no end: only the whole tree is kept.
          tags: domain ? undefined : ['catalogue', 'obligations'],
          isUnlisted: domain !== undefined,
          staleAt: day().staleAt,
          content: <TreeView items={await publicItems(ctx.db, day().today)} domain={domain} />,
        };
      }),
    )
    .get('/catalogue/versions', (c) =>
      publicPage(ctx, c, async () => ({
        title: '公开目录的各版',
        column: '政府信息公开目录',
        trail: [{ name: '公开目录', href: '/catalogue' }],
        tags: ['catalogue'],
        staleAt: day().staleAt,
        content: <VersionsView versions={await versionLines(ctx.db)} today={day().today} />,
      })),
    )
    .get('/catalogue/versions/:id', (c) =>
      publicPage(ctx, c, async () => {
        const { version, previous } = await versionWithPrevious(ctx.db, c.req.param('id'));
        return {
          title: `${version.name}第${version.version}版`,
          column: '政府信息公开目录',
          trail: [
            { name: '公开目录', href: '/catalogue' },
            { name: '各版的变化', href: '/catalogue/versions' },
          ],
          tags: ['catalogue'],
          content: <ChangesView {...{ version, previous }} changes={await changesOf(ctx.db, version, previous)} />,
        };
      }),
    )
    .get('/due/:id', (c) =>
      publicPage(ctx, c, async () => {
        const { today, staleAt } = day();
        const id = c.req.param('id');
        if (!isId.test(id)) throw notFound('应公开事项');
        const clock = await obligationClock(ctx.db, id, today);
        if (clock.audience === 'internal') throw notFound('应公开事项');
        return {
          title: `${itemName(clock)}：为什么是这一天到期`,
          column: '公开目录',
          isUnlisted: true,
          trail: [
            { name: '机构和村', href: '/bodies' },
            { name: clock.bodyName, href: `/b/${clock.bodyCode}` },
          ],
          tags: ['obligations', 'catalogue', 'calendar'],
          staleAt,
          content: <DueView {...{ clock, today }} />,
        };
      }),
    )
    .get('/catalogue/:id', (c) =>
      publicPage(ctx, c, async () => {
        const { today, staleAt } = day();
        const item = await publicItem(ctx.db, c.req.param('id'));
        const standing = await standingOfItem(ctx.db, item, today);
        const numbers = await publishedNumbers(
          ctx.db,
          standing.map(({ newestBy }) => newestBy),
        );
        return {
          title: itemName(item),
          column: '政府信息公开目录',
          description: `${item.level1}：${itemName(item)}。公开时限：${item.timeLimit}`,
          trail: [{ name: '公开目录', href: '/catalogue' }],
          tags: ['catalogue', 'obligations'],
          staleAt,
          content: <ItemView {...{ item, standing, numbers }} bound={await bodiesOfItem(ctx.db, item.id)} />,
        };
      }),
    )
    .get('/today', (c) =>
      publicPage(ctx, c, async () => {
        const { today, staleAt } = day();
        return {
          title: '今日公开情况',
          column: '公开目录',
          trail: [{ name: '今日公开情况', href: '/today' }],
          tags: ['obligations', 'catalogue'],
          staleAt,
          content: (
            <TodayView
              figures={await todayFigures(ctx.db, today)}
              bodies={await standingOfBodies(ctx.db, today)}
              today={today}
            />
          ),
        };
      }),
    );
};
