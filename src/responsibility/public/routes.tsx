import { Hono } from 'hono';
import { bodyByCode, bodyInside } from '../../body/queries.ts';
import { legalDate, untilNextLegalDay } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { responsibilityTag } from '../commands/assign.ts';
import { itemsWithPeople } from '../queries/matrix.ts';
import { ResponsibleView } from './responsible.tsx';

/** Who is responsible for what at a body, for everybody. */
export const responsibilityPublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/b/:code/responsible', (c) =>
    publicPage(ctx, c, async () => {
      const body = await bodyByCode(ctx.db, c.req.param('code'));
      const now = ctx.clock.now();
      const today = legalDate(now);
      const [{ items }, { leadingGroup }] = [
        await itemsWithPeople(ctx.db, body.id, today),
        await bodyInside(ctx, body.id),
      ];
      return {
        title: `${body.name}责任分工表`,
        column: '机构和村',
        description: `${body.name}的政务公开由谁经办、谁审核、谁签发。`,
        trail: [
          { name: '机构和村', href: '/bodies' },
          { name: body.name, href: `/b/${body.code}` },
          { name: '责任分工表', href: `/b/${body.code}/responsible` },
        ],
        staleAt: now.getTime() + untilNextLegalDay(now),
        tags: [responsibilityTag(body.id), `body:${body.id}`, 'catalogue'],
        content: <ResponsibleView {...{ body, leadingGroup, items, today }} />,
      };
    }),
  );
