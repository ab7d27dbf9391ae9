import { Hono } from 'hono';
import type { Context } from '../../platform/context.ts';
import type { PublicEnv } from '../../platform/http/page.ts';
import { notFound } from '../../platform/errors.ts';
import { publicPhoto } from '../queries/photos.ts';

/** The photographs that stand under public sheets. */
export const villagePublic = (ctx: Context) =>
  new Hono<PublicEnv>().get('/village-photos/:file', async (c) => {
    const sha256 = /^([0-9a-f]{64})\.jpg$/.exec(c.req.param('file'))?.[1];
    if (!sha256) throw notFound('照片');
    const bytes = await publicPhoto(ctx, sha256);
    // Asked for each time: what is withdrawn is gone at once.
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/jpeg', 'cache-control': 'no-cache' });
  });
