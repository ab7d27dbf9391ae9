import { Hono } from 'hono';
import type { Context } from '../platform/context.ts';
import type { PublicEnv } from '../platform/http/page.ts';
import { askPublic } from './public/askroutes.tsx';
import { checkPublic } from './public/checkroutes.tsx';
import { villagersPublic } from './public/villageroutes.tsx';

/** Boards, plates and questions on the public site; the village's own page is body/public's. */
export const postingPublic = (ctx: Context) =>
  new Hono<PublicEnv>().route('/', checkPublic(ctx)).route('/', askPublic(ctx)).route('/', villagersPublic(ctx));
