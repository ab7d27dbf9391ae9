import type { Context as HonoContext } from 'hono';
import type { Context } from '../platform/context.ts';
import type { Failure } from '../platform/http/failure.ts';
import { publicContentPolicy } from '../platform/http/headers.ts';
import { renderToStaticMarkup } from 'react-dom/server';
import type { ServerEnv } from '../platform/http/server.ts';
import { Layout } from './layout.tsx';

const titles: Partial<Record<Failure['status'], string>> = { 404: '没有找到', 503: '请稍等', 500: '程序出错了' };

/** The page that says what happened and what to do; needs no database. */
export function failurePage(ctx: Context, c: HonoContext<{ Bindings: ServerEnv }>, failure: Failure): Response {
  const title = titles[failure.status] ?? '没有办成';
  const html = renderToStaticMarkup(
    <Layout settings={ctx.settings} title={title} refreshSeconds={failure.status === 503 ? 5 : undefined}>
      <h1>{title}</h1>
      <p>{failure.message}</p>
      {failure.isBug && <p>编号：{c.env.requestId}</p>}
      <p>
        <a href="/">回到首页</a>
      </p>
    </Layout>,
  );
  c.header('cache-control', 'no-store');
  c.header('content-security-policy', publicContentPolicy);
  if (failure.status === 503) c.header('retry-after', '5');
  return c.html(`<!doctype html>${html}`, failure.status);
}
