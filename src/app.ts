import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { accountApi } from './account/api.ts';
import { guardedRoutes } from './account/allow.ts';
import { accountPublic } from './account/public.tsx';
import { attachmentApi } from './attachment/api.ts';
import { auditApi } from './audit/api.ts';
import { bodyApi } from './body/api.ts';
import { overviewApi } from './catalogue/overviewapi.ts';
import { catalogueApi, obligationApi } from './catalogue/api.ts';
import { handOver } from './catalogue/commands/handover.ts';
import { joinGroups } from './catalogue/commands/subjects.ts';
import { recountCalendar } from './catalogue/commands/recount.ts';
import { readSheets } from './catalogue/workbook.ts';
import { consoleShell } from './console/shell.ts';
import { disclosureApi } from './disclosure/api.ts';
import { settleAudiencesOfItem } from './disclosure/commands/audience.ts';
import { eventApi } from './event/api.ts';
import { filingApi } from './filing/api.ts';
import { noticeApi } from './notice/api.ts';
import { opendayApi } from './openday/api.ts';
import { boardApi, plateApi, postingApi, questionApi } from './posting/api.ts';
import type { Context } from './platform/context.ts';
import { AppError } from './platform/errors.ts';
import { failureJson, failureOf } from './platform/http/failure.ts';
import { commonHeaders } from './platform/http/headers.ts';
import type { RequestLog } from './platform/http/requestlog.ts';
import type { ServerEnv } from './platform/http/server.ts';
import { failurePage } from './site/failure.tsx';
import { sitePublic } from './site/public.tsx';
import { fiveThingsApi, institutionApi, responsibilityApi } from './responsibility/api.ts';
import { villageApi } from './village/api.ts';
import { villagePublic } from './village/public/routes.ts';
import { checkApi, findingApi } from './supervision/api.ts';
import { calendarApi } from './workday/api.ts';

const jsonAtMostBytes = 4 * 1024 * 1024;
const formAtMostBytes = 1024 * 1024;
const uploadAtMostBytes = 30 * 1024 * 1024;

const tooLarge = (atMost: number) => () => {
  throw new AppError(
    'too_large',
    413,
    `内容太大，最多 ${atMost / 1024 / 1024} MB。请分成几次，或把图片、附件压缩后再传。`,
  );
};

const addressNamesNothing = () => new AppError('not_found', 404, '没有找到这个网页。地址可能有误，或网页已经移走。');

/** The staff API: one line a feature. Its type is what the console and the stall call through. */
const staffApi = (ctx: Context) =>
  new Hono<{ Bindings: ServerEnv }>()
    .route('/accounts', accountApi(ctx))
    .route('/attachments', attachmentApi(ctx))
    .route('/audit', auditApi(ctx))
    .route('/bodies', bodyApi(ctx, joinGroups, handOver))
    .route('/catalogues', catalogueApi(ctx, settleAudiencesOfItem))
    .route('/calendar', calendarApi(ctx, { afterEdit: recountCalendar, readSheets }))
    .route('/obligations', obligationApi(ctx))
    .route('/disclosures', disclosureApi(ctx))
    .route('/events', eventApi(ctx))
    .route('/filings', filingApi(ctx))
    .route('/fivethings', fiveThingsApi(ctx))
    .route('/responsibilities', responsibilityApi(ctx))
    .route('/institutions', institutionApi(ctx))
    .route('/opendays', opendayApi(ctx))
    .route('/notices', noticeApi(ctx))
    .route('/villages', villageApi(ctx))
    .route('/findings', findingApi(ctx))
    .route('/checks', checkApi(ctx))
    .route('/boards', boardApi(ctx))
    .route('/overviews', overviewApi(ctx))
    .route('/postings', postingApi(ctx))
    .route('/plates', plateApi(ctx))
    .route('/questions', questionApi(ctx));

export type Api = ReturnType<typeof staffApi>;

/**
 * The whole application. Throws when an API route has no access rule: such a route must not be served at all.
 */
export function buildApp(ctx: Context, log: RequestLog) {
  const api = staffApi(ctx);
  const forgotten = [...guardedRoutes(api)].filter(([, act]) => act === undefined).map(([route]) => route);
  if (forgotten.length > 0)
    throw new Error(`No access rule for ${forgotten.join(', ')}: add allow(ctx, act) as its first handler`);

  const app = new Hono<{ Bindings: ServerEnv }>();
  app.use(async (c, next) => {
    await next();
    for (const [name, value] of commonHeaders) c.res.headers.set(name, value);
  });
  app.use(async (c, next) => {
    if (c.req.url.includes('%00')) throw addressNamesNothing(); // no name of ours holds NUL, and no database looks it up
    await next();
  });
  // Behind a proxy that ends TLS our own address looks like http: the public address is ours too.
  const publicOrigin = new URL(ctx.settings.publicUrl).origin;
  const fromOurPages = csrf({ origin: (origin, c) => origin === publicOrigin || origin === new URL(c.req.url).origin });
  app.use('/api/*', fromOurPages);
  app.use('/api/*', (c, next) => {
    const isUpload = c.req.header('content-type')?.startsWith('multipart/form-data');
    const maxSize = isUpload ? uploadAtMostBytes : jsonAtMostBytes;
    return bodyLimit({ maxSize, onError: tooLarge(maxSize) })(c, next);
  });
  app.use('/setup/*', fromOurPages, bodyLimit({ maxSize: formAtMostBytes, onError: tooLarge(formAtMostBytes) }));
  // What villagers send is a plain form: no file, and from our own page.
  for (const path of ['/b/*', '/question'])
    app.use(path, fromOurPages, bodyLimit({ maxSize: formAtMostBytes, onError: tooLarge(formAtMostBytes) }));
  app.use('/api/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  app.route('/api', api);
  app.route('/', consoleShell());
  app.route('/', accountPublic(ctx));
  app.route('/', villagePublic(ctx));
  app.route('/', sitePublic(ctx));

  app.onError((thrown, c) => {
    const error =
      thrown instanceof HTTPException
        ? new AppError('bad_request', thrown.status === 403 ? 403 : 400, '请求的格式不对。')
        : thrown;
    const failure = failureOf(error);
    if (failure.isBug) log.error(c.env.requestId, error);
    return c.req.path.startsWith('/api/') ? failureJson(c, failure, c.env.requestId) : failurePage(ctx, c, failure);
  });
  app.notFound((c) => {
    const failure = failureOf(addressNamesNothing());
    return c.req.path.startsWith('/api/') ? failureJson(c, failure, c.env.requestId) : failurePage(ctx, c, failure);
  });
  return app;
}
