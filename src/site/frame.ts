import type { Context as HonoContext } from 'hono';
import { publishingOffice, rootBody } from '../body/queries.ts';
import type { Context } from '../platform/context.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { choseElder, pageAddress } from '../platform/http/pagecache.ts';
import type { Settings } from '../platform/settings.ts';

/** What stands around every public page. */
export interface Frame {
  settings: Settings;
  /** Path with the part of the query that pages heed, as the reader asked for it. */
  url: string;
  /** The reader chose 长辈版: larger, and fewer things. */
  isElder: boolean;
  /** Undefined before bodies are imported, and on pages that must work without the database. */
  countyName: string | undefined;
  /** 主办: the county's government office (主管部门, 国令第711号第三条). */
  hostName: string | undefined;
}

/** The frame without the database: for pages that say that it is away. */
export function bareFrame(ctx: Context, c: HonoContext<PublicEnv>): Frame {
  const { pathname, search } = new URL(c.req.url);
  return {
    settings: ctx.settings,
    url: pageAddress(pathname + search),
    isElder: choseElder(c.req.header('cookie')),
    countyName: undefined,
    hostName: undefined,
  };
}

/** The frame with the names that head and foot show; what it reads has the tag 'bodies'. */
export async function readFrame(ctx: Context, c: HonoContext<PublicEnv>): Promise<Frame> {
  const county = await rootBody(ctx.db);
  const office = county && (await publishingOffice(ctx.db, county.id));
  return { ...bareFrame(ctx, c), countyName: county?.name, hostName: office?.name };
}

/** 东港市政务公开 */
export const siteName = (frame: Frame): string => `${frame.countyName ?? ''}政务公开`;
