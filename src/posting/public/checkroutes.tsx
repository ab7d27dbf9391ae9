import { Hono } from 'hono';
import { Attempts } from '../../account/attempts.ts';
import type { Context } from '../../platform/context.ts';
import { untilNextLegalDay } from '../../platform/clock.ts';
import { notFound } from '../../platform/errors.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { publicPage } from '../../site/page.tsx';
import { isPrintable, paperAnswer, sheetPaper, todayOf } from '../papers.tsx';
import { publicPhoto } from '../queries/posting.ts';
import { correctionReasonOf, hangingsOf, sheetOf } from '../queries/sheet.ts';
import { codeWords, readCode } from '../rules/code.ts';
import { sheetStatus } from '../rules/sheet.ts';
import { CheckForm, CheckView } from './check.tsx';

/** Wrong codes from one address in ten minutes; a code is one of 30^8. */
const wrongCodesPerAddress = 60;
const mistyped = '这个短码输错了：对一对纸上的字，一共 9 位。';
const unknown = '没有这个短码。请对一对纸上的字；如果没有输错，这张纸不是从本站打印的。';

/** What a paper on a board leads to: whether it is the newest, the sheet for printing, released photos. */
export const checkPublic = (ctx: Context) => {
  const wrongCodes = new Attempts(wrongCodesPerAddress, 10);
  return new Hono<PublicEnv>()
    .get('/s', async (c) => {
      const typed = (c.req.query('q') ?? '').slice(0, 40);
      const code = readCode(typed);
      if (code) return c.redirect(`/s/${code}`, 303);
      return publicPage(ctx, c, async () => ({
        title: '核对公开件',
        status: typed ? 422 : 200,
        tags: typed ? undefined : [],
        trail: [{ name: '核对公开件', href: '/s' }],
        content: <CheckForm typed={typed} fault={typed ? mistyped : undefined} />,
      }));
    })
    .get('/s/:code', async (c) => {
      const typed = c.req.param('code');
      const code = readCode(typed);
      if (code && code !== typed) return c.redirect(`/s/${code}`, 303);
      const now = ctx.clock.now();
      wrongCodes.check(c.env.address, now);
      if (!code || !(await sheetOf(ctx.db, code))) {
        wrongCodes.note(c.env.address, now);
        return publicPage(ctx, c, async () => ({
          title: '没有这个短码',
          status: 404,
          isUnlisted: true,
          trail: [{ name: '核对公开件', href: '/s' }],
          content: <CheckForm typed={code ? codeWords(code) : typed.slice(0, 20)} fault={code ? unknown : mistyped} />,
        }));
      }
      return publicPage(ctx, c, async () => {
        // Read here, so that a page which is kept is none that began before a change.
        const sheet = await sheetOf(ctx.db, code);
        if (!sheet) throw notFound('公开件');
        const hangings = await hangingsOf(ctx.db, sheet.disclosureId, sheet.printed.version);
        const facts = {
          printedVersion: sheet.printed.version,
          currentVersion: sheet.current?.version ?? null,
          hangings,
        };
        const isForVillage = sheet.audience === 'village';
        return {
          title: '核对公开件',
          isUnlisted: true,
          trail: [
            { name: '核对公开件', href: '/s' },
            { name: sheet.bodyName, href: `/b/${sheet.bodyCode}` },
          ],
          tags: [`disclosure:${sheet.disclosureId}`],
          staleAt: now.getTime() + untilNextLegalDay(now),
          content: (
            <CheckView
              sheet={sheet}
              status={sheetStatus(facts, todayOf(ctx))}
              hangings={hangings}
              correctionReason={await correctionReasonOf(ctx.db, sheet.disclosureId, sheet.printed.version + 1)}
              href={isForVillage ? `/b/${sheet.bodyCode}/villagers/${sheet.number}` : `/d/${sheet.number}`}
            />
          ),
        };
      });
    })
    .get('/s/:code/sheet', async (c) => {
      const now = ctx.clock.now();
      wrongCodes.check(c.env.address, now);
      const code = readCode(c.req.param('code'));
      const sheet = code && (await sheetOf(ctx.db, code));
      if (!sheet || sheet.audience !== 'public') {
        wrongCodes.note(c.env.address, now);
        throw notFound('张贴件');
      }
      // What is outdated is not printed again: the page says what is newest.
      if (!isPrintable(sheet)) return c.redirect(`/s/${sheet.code}`, 303);
      const { size, from } = c.req.query();
      return paperAnswer(await sheetPaper(ctx, sheet, { size, from, path: `/s/${sheet.code}/sheet` }));
    })
    .get('/posting-photo/:id{[0-9a-f-]{36}}', async (c) => {
      const photo = await publicPhoto(ctx, c.req.param('id'));
      if (!photo) throw notFound('照片');
      // Asked for again each time: a release can be taken back.
      return c.body(new Uint8Array(photo), 200, { 'content-type': 'image/jpeg', 'cache-control': 'no-cache' });
    });
};
