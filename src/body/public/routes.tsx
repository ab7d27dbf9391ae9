import { Hono } from 'hono';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { ObligationsOfBody } from '../../catalogue/public/ofbody.tsx';
import { TodayPanel } from '../../catalogue/public/today.tsx';
import { bodyFigures, todayFigures } from '../../catalogue/queries/figures.ts';
import { bodyObligations } from '../../catalogue/queries/obligations.ts';
import { legalDate, untilNextLegalDay } from '../../platform/clock.ts';
import { countPublished, publishedLines, publishedNumbers } from '../../disclosure/queries/published.ts';
import { villageContent } from '../../posting/public/villagepage.tsx';
import { publicPage } from '../../site/page.tsx';
import { BodiesView } from './bodies.tsx';
import { BodyView } from './body.tsx';
import { allBodies, bodyByCode, bodyInside, childrenOf, openBodies, successorOf, type BodyRow } from '../queries.ts';

const wordsAtMostChars = 40;
const newestShown = 5;

/** The bodies and villages of the county, and each one's own page. */
export const bodyPublic = (ctx: Context) =>
  new Hono<PublicEnv>()
    .get('/bodies', (c) =>
      publicPage(ctx, c, async () => {
        const words = (c.req.query('q') ?? '').trim().slice(0, wordsAtMostChars);
        return {
          title: words ? `名字里有“${words}”的机构和村` : '机构和村',
          column: '机构和村',
          isUnlisted: words !== '',
          trail: [{ name: '机构和村', href: '/bodies' }],
          // What people type has no end: only the whole list is kept.
          tags: words ? undefined : ['bodies'],
          content: <BodiesView bodies={await openBodies(ctx.db)} words={words} />,
        };
      }),
    )
    .get('/b/:code', (c) =>
      publicPage(ctx, c, async (frame) => {
        const body = await bodyByCode(ctx.db, c.req.param('code'));
        const now = ctx.clock.now();
        const today = legalDate(now);
        const bodies = await allBodies(ctx.db);
        const above = bodies.filter(
          ({ id, path, kind }) => id !== body.id && kind !== 'county' && body.path.startsWith(path),
        );
        // The county itself publishes through its bodies: its page shows what is newest of all.
        const filter = body.kind === 'county' ? {} : { bodyId: body.id };
        const isVillage = body.kind === 'village';
        return {
          title: isVillage ? `${body.name}村务公开` : body.name,
          column: '机构和村',
          description: `${body.name}公开了什么、还有什么没公开。`,
          trail: [
            { name: '机构和村', href: '/bodies' },
            ...above.map(({ name, code }) => ({ name, href: `/b/${code}` })),
          ],
          staleAt: now.getTime() + untilNextLegalDay(now),
          // What a township publishes for its villagers stands on each village's page.
          tags: [
            `body:${body.id}`,
            ...(isVillage ? above.map(({ id }) => `body:${id}`) : []),
            ...(body.kind === 'county' ? ['disclosures', 'obligations'] : []),
          ],
          content: isVillage ? (
            await villageContent(ctx, body, { township: above.at(-1), today, isElder: frame.isElder })
          ) : (
            <BodyView
              body={body}
              state={await stateOf(ctx, body, today)}
              under={await childrenOf(ctx.db, body.id)}
              successor={await successorOf(ctx.db, body)}
              inside={await bodyInside(ctx, body.id)}
              newest={await publishedLines(ctx.db, filter, { limit: newestShown })}
              count={await countPublished(ctx.db, filter)}
            />
          ),
        };
      }),
    );

/** How a body stands by the catalogue; for the county, how all its bodies do. */
async function stateOf(ctx: Context, { id, kind }: BodyRow, today: string) {
  if (kind === 'county') return <TodayPanel figures={await todayFigures(ctx.db, today)} today={today} />;
  const obligations = await bodyObligations(ctx.db, id, today);
  const numbers = await publishedNumbers(
    ctx.db,
    obligations.map(({ metBy }) => metBy),
  );
  return <ObligationsOfBody {...{ obligations, numbers, today }} figures={await bodyFigures(ctx.db, id, today)} />;
}
