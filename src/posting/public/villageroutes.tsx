import { Hono, type Context as HonoContext } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Attempts } from '../../account/attempts.ts';
import { cleanHtml } from '../../attachment/clean.ts';
import { bodyByCode, type BodyRow } from '../../body/queries.ts';
import { DocumentView, TombstoneView } from '../../disclosure/public/document.tsx';
import { publicDisclosure, publishedLines } from '../../disclosure/queries/published.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { dayWords } from '../../site/date.ts';
import type { Frame } from '../../site/frame.ts';
import { publicPage } from '../../site/page.tsx';
import { opensVillage, villageOfKey } from '../queries/key.ts';
import { KeyNeeded, VillagersView } from './villagers.tsx';

const yearSeconds = 31_536_000;
const wrongKeysPerAddress = 60;
const linesShown = 100;
const keyCookie = 'village_key';

/**
 * What a village's plate (一村一码) leads to. Its key becomes a cookie of this village's own addresses only: the pages for
 * everybody stay the same for everybody, and nobody is told from another.
 */
export const villagersPublic = (ctx: Context) => {
  const wrongKeys = new Attempts(wrongKeysPerAddress, 10);
  return new Hono<PublicEnv>()
    .get('/v/:key', async (c) => {
      const now = ctx.clock.now();
      wrongKeys.check(c.env.address, now);
      const village = await villageOfKey(ctx.db, c.req.param('key'));
      if (!village) {
        wrongKeys.note(c.env.address, now);
        throw notFound('村');
      }
      c.header('cache-control', 'no-store');
      if (!village.isCurrent)
        return publicPage(ctx, c, async () => ({
          title: '这块铭牌已经换过了',
          status: 410,
          isUnlisted: true,
          content: (
            <KeyNeeded village={village} title="这块铭牌已经换过了">
              <p>
                {village.endedAt && `${dayWords(village.endedAt)}换了新的二维码，`}
                请扫村里新挂的铭牌。没有看到新的，可以问村委会。
              </p>
            </KeyNeeded>
          ),
        }));
      setCookie(c, keyCookie, c.req.param('key'), {
        path: `/b/${village.code}/villagers`,
        maxAge: yearSeconds,
        httpOnly: true,
        sameSite: 'Lax',
        secure: ctx.settings.publicUrl.startsWith('https:'),
      });
      return c.redirect(`/b/${village.code}`, 303);
    })
    .get('/b/:code/villagers', async (c) => {
      const village = await villageFor(ctx, c);
      if (!village.isOpen) return keyNeeded(ctx, c, village);
      const page = async () => {
        const lines = await publishedLines(
          ctx.db,
          { reader: { villageKeyOf: village.path }, onlyAudience: 'village' },
          { limit: linesShown },
        );
        return {
          title: `只给${village.name}村民看的`,
          isUnlisted: true,
          trail: trailOf(village),
          content: <VillagersView village={village} lines={lines} />,
        };
      };
      return publicPage(ctx, c, page, 'asker');
    })
    .get('/b/:code/villagers/:number', async (c) => {
      const village = await villageFor(ctx, c);
      if (!village.isOpen) return keyNeeded(ctx, c, village);
      const found = await publicDisclosure(ctx.db, c.req.param('number'), { villageKeyOf: village.path });
      if (!found) throw notFound('信息');
      const page = async (frame: Frame) => ({
        title: found.standing === 'withdrawn' ? '这条信息已不再公开' : found.title,
        status: found.standing === 'withdrawn' ? (410 as const) : undefined,
        isUnlisted: true,
        trail: [...trailOf(village), { name: '只给本村村民看的', href: `/b/${village.code}/villagers` }],
        content:
          found.standing === 'withdrawn' ? (
            <TombstoneView stone={found} />
          ) : (
            <DocumentView found={found} html={cleanHtml(found.html)} isElder={frame.isElder} why={null} />
          ),
      });
      return publicPage(ctx, c, page, 'asker');
    });
};

async function villageFor(ctx: Context, c: HonoContext<PublicEnv>): Promise<BodyRow & { isOpen: boolean }> {
  const village = await bodyByCode(ctx.db, c.req.param('code') ?? '');
  if (village.kind !== 'village') throw notFound('村');
  return { ...village, isOpen: await opensVillage(ctx.db, getCookie(c, keyCookie), village.id) };
}

const keyNeeded = (ctx: Context, c: HonoContext<PublicEnv>, village: BodyRow) => {
  const page = async () => ({
    title: '要先扫村里的铭牌',
    isUnlisted: true,
    trail: trailOf(village),
    content: (
      <KeyNeeded village={village} title="要先扫村里的铭牌">
        <p>
          这些文件只给{village.name}
          的村民看。用手机扫一扫村里公开栏旁的二维码铭牌，再回到这里就能看到。扫过一次，一年内不用再扫。
        </p>
        <p>扫了还看不到，可能是铭牌换过了，请扫新的；也可以到村委会看纸质的。</p>
      </KeyNeeded>
    ),
  });
  return publicPage(ctx, c, page, 'asker');
};

const trailOf = (village: BodyRow) => [
  { name: '机构和村', href: '/bodies' },
  { name: village.name, href: `/b/${village.code}` },
];
