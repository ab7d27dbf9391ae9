import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { cleanHtml } from '../attachment/clean.ts';
import { postingTermsOf } from '../catalogue/queries/postingterms.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { publicContentPolicy } from '../platform/http/headers.ts';
import { readCalendar } from '../workday/queries.ts';
import { isLegalDate } from '../workday/rules.ts';
import { SheetPaper, type SheetPeriod } from './public/sheetpaper.tsx';
import { hangingsOf, type Sheet } from './queries/sheet.ts';
import { periodWords, postingUntil } from './rules/posting.ts';

/** How a sheet is asked to be printed. */
export interface SheetWish {
  size?: string;
  /** The day on which it will go up. */
  from?: string;
  /** Where this paper is asked for, without the query. */
  path: string;
}

/** The paper of a sheet's printed version, in the size and for the day that were asked for. */
export async function sheetPaper(
  ctx: Context,
  sheet: Sheet,
  { size: asked, from, path }: SheetWish,
): Promise<ReactElement> {
  const size = asked === 'a3' ? 'a3' : 'a4';
  const { publicUrl } = ctx.settings;
  const otherSize = new URLSearchParams({ size: size === 'a3' ? 'a4' : 'a3', ...(from && { from }) });
  return (
    <SheetPaper
      sheet={sheet}
      html={cleanHtml(sheet.printed.html)}
      size={size}
      period={await periodOnPaper(ctx, sheet, from)}
      siteAddress={publicUrl.replace(/^https?:\/\//, '')}
      codeAddress={`${publicUrl}/s/${sheet.code}`}
      otherSizeHref={`${path}?${otherSize.toString()}`}
    />
  );
}

/** The period as the paper says it: that of a posting on record, else counted from the day it will go up. */
async function periodOnPaper(ctx: Context, sheet: Sheet, from: string | undefined): Promise<SheetPeriod> {
  const terms = await postingTermsOf(ctx.db, sheet.disclosureId);
  const said = terms.map(periodWords).join('、');
  const hanging = (await hangingsOf(ctx.db, sheet.disclosureId, sheet.printed.version)).find(
    ({ takenDownOn }) => takenDownOn === null,
  );
  if (hanging?.untilOn) return { fromOn: hanging.postedOn, untilOn: hanging.untilOn, words: said };
  const day = from && isLegalDate(from) ? from : undefined;
  if (!day) return { fromOn: null, untilOn: null, words: said };
  const { untilOn } = postingUntil(terms, day, await readCalendar(ctx.db));
  return { fromOn: day, untilOn, words: said };
}

/** An answer that is paper: never kept, because the next minute may correct it. */
export const paperAnswer = (element: ReactElement) =>
  new Response(`<!doctype html>${renderToStaticMarkup(element)}`, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': publicContentPolicy,
    },
  });

/** Whether the paper still says what is public: only then may it be printed. */
export const isPrintable = (sheet: Sheet): boolean => sheet.current?.version === sheet.printed.version;

/** The legal day now. */
export const todayOf = (ctx: Context): string => legalDate(ctx.clock.now());
