import type { Context as HonoContext } from 'hono';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Context } from '../platform/context.ts';
import type { Failure } from '../platform/http/failure.ts';
import { publicContentPolicy } from '../platform/http/headers.ts';
import type { ServerEnv } from '../platform/http/server.ts';
import { bareFrame } from './frame.ts';
import { Layout } from './layout.tsx';

const titles: Partial<Record<Failure['status'], string>> = {
  404: '没有找到',
  500: '网站出错了',
  503: '请稍等',
  507: '网站暂时不能保存',
};
const tryAgainSeconds = 5;

/** The page that says what happened and what to do; needs no database. */
export function failurePage(ctx: Context, c: HonoContext<{ Bindings: ServerEnv }>, failure: Failure): Response {
  const title = titles[failure.status] ?? '没有办成';
  const isAway = failure.status === 503;
  const html = renderToStaticMarkup(
    <Layout frame={bareFrame(ctx, c)} title={title} isUnlisted refreshSeconds={isAway ? tryAgainSeconds : undefined}>
      <div className="notice">
        <h1>{title}</h1>
        <p>{isAway ? '网站正在恢复，本页每 5 秒自动再试一次，您不用做什么。' : failure.message}</p>
        {failure.isBug && !isAway && <p className="small">编号：{c.env.requestId}</p>}
        {!isAway && (
          <ul className="plain">
            <li>
              <a href="/search">搜索公开的信息</a>
            </li>
            <li>
              <a href="/documents">看最新公开的文件</a>
            </li>
            <li>
              <a href="/">回到首页</a>
            </li>
          </ul>
        )}
      </div>
    </Layout>,
  );
  c.header('cache-control', 'no-store');
  c.header('content-security-policy', publicContentPolicy);
  if (isAway) c.header('retry-after', String(tryAgainSeconds));
  return c.html(`<!doctype html>${html}`, failure.status);
}
