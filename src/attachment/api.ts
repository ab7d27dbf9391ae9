import { Hono } from 'hono';
import { allow, type ApiEnv } from '../account/allow.ts';
import type { Context } from '../platform/context.ts';
import { fileRefused, readWord } from './word.ts';

export const attachmentApi = (ctx: Context) =>
  new Hono<ApiEnv>()
    // The original is kept sealed under its SHA-256 as proof of what was given in; no route gives it out.
    .post('/word', allow(ctx, 'disclosure.draft'), async (c) => {
      const { file } = await c.req.parseBody();
      if (!(file instanceof File)) throw fileRefused('empty');
      const bytes = Buffer.from(await file.arrayBuffer());
      const { html, imagesLeftOut } = await readWord(bytes);
      const sha256 = await ctx.blobs.put(bytes);
      return c.json({ html, imagesLeftOut, sha256, name: file.name });
    });
