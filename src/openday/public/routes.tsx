import { Hono } from 'hono';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { publicOpenday, publicOpendays } from '../queries/published.ts';
import { DayView } from './day.tsx';
import { DaysView } from './days.tsx';

/** The open days for everybody: counts and quoted words, never a visitor. */
export const opendayPublic = (ctx: Context) =>
  new Hono<PublicEnv>()
    .get('/openday', (c) =>
      publicPage(ctx, c, async () => ({
        title: '政务公开日',
        column: '政务公开日',
        trail: [{ name: '政务公开日', href: '/openday' }],
        tags: ['opendays'],
        content: <DaysView days={await publicOpendays(ctx.db)} />,
      })),
    )
    .get('/openday/:code', (c) =>
      publicPage(ctx, c, async () => {
        const day = await publicOpenday(ctx.db, c.req.param('code'), ctx.clock.now());
        return {
          title: day.name,
          column: '政务公开日',
          trail: [{ name: '政务公开日', href: '/openday' }],
          tags: ['opendays', `openday:${day.id}`],
          content: <DayView day={day} />,
        };
      }),
    );
