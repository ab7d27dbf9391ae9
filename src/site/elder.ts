import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Context } from '../platform/context.ts';

const yearSeconds = 31_536_000;

/** `/elder?on=1&back=/path`: chooses 长辈版 or the standard layout by a plain link, and goes back to the page. */
export const elderChoice = (ctx: Context) =>
  new Hono().get('/elder', (c) => {
    const isOn = c.req.query('on') !== '0';
    setCookie(c, 'elder', isOn ? '1' : '0', {
      path: '/',
      maxAge: isOn ? yearSeconds : 0,
      sameSite: 'Lax',
      secure: ctx.settings.publicUrl.startsWith('https:'),
    });
    c.header('cache-control', 'no-store');
    return c.redirect(localPath(c.req.query('back')), 303);
  });

/** The path if it stays on this site, else '/': a link of ours must not lead to another's page. */
export function localPath(back: string | undefined): string {
  const here = 'http://here.invalid';
  if (!back?.startsWith('/') || !URL.canParse(back, here)) return '/';
  const url = new URL(back, here);
  // `//other.site` and `/\other.site` parse to another origin; `/.//other.site` keeps ours, but its path names another.
  return url.origin === here && !url.pathname.startsWith('//') ? url.pathname + url.search : '/';
}
