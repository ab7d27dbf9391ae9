import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type Context as HonoContext } from 'hono';
import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { notFound } from '../platform/errors.ts';
import { projectRoot } from '../platform/project.ts';

const built = path.join(projectRoot, 'dist');

/** Ant Design writes its style sheets at run time; the nonce lets those in and no others. */
const contentPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "frame-src 'self'",
  ].join('; ');

/** Serves the staff console: its one HTML page for every address under /console, and its built files. */
export function consoleShell() {
  let shell: { html: string; changedMs: number } | undefined;
  const html = () => {
    const file = path.join(built, 'console/index.html');
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    // While a new version is being built the file is away for a moment.
    if (!shell || (changedMs && changedMs !== shell.changedMs))
      shell = { html: readFileSync(file, 'utf8'), changedMs: changedMs ?? 0 };
    return shell.html;
  };
  const page = (c: HonoContext) => {
    const nonce = randomBytes(16).toString('base64');
    return c.body(html().replaceAll('__NONCE__', nonce), 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentPolicy(nonce),
    });
  };
  return new Hono()
    .get(
      '/console/assets/*',
      // The names of built files carry the hash of their content.
      serveStatic({
        root: built,
        precompressed: true,
        onFound: (_file, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
      }),
      () => {
        throw notFound('文件');
      },
    )
    .get('/console', page)
    .get('/console/*', page);
}
