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

/** Serves the staff console, one HTML page for every address under /console, the village officer's at /cun, and their files. */
export function consoleShell() {
  const shells = new Map<string, { html: string; changedMs: number }>();
  const html = (name: string) => {
    const file = path.join(built, 'console', name);
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    let shell = shells.get(name);
    // While a new version is being built the file is away for a moment.
    if (!shell || (changedMs && changedMs !== shell.changedMs))
      shells.set(name, (shell = { html: readFileSync(file, 'utf8'), changedMs: changedMs ?? 0 }));
    return shell.html;
  };
  const page = (name: string) => (c: HonoContext) => {
    const nonce = randomBytes(16).toString('base64');
    return c.body(html(name).replaceAll('__NONCE__', nonce), 200, {
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
    .get('/console', page('index.html'))
    .get('/console/*', page('index.html'))
    .get('/cun', page('village.html'));
}
