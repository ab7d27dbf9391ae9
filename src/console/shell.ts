import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';

const folder = path.join(projectRoot, 'dist/console');

/** Serves the staff console: its one HTML page for every address under /console, and its built files. */
export function consoleShell(_ctx: Context) {
  let shell: { html: string; changedMs: number } | undefined;
  const html = () => {
    const file = path.join(folder, 'index.html');
    const changedMs = statSync(file).mtimeMs;
    if (shell?.changedMs !== changedMs) shell = { html: readFileSync(file, 'utf8'), changedMs };
    return shell.html;
  };
  const page = (c: { body: (html: string, status: 200, headers: Record<string, string>) => Response }) => {
    // Ant Design writes its style sheets at run time; the nonce lets those in and no others.
    const nonce = randomBytes(16).toString('base64');
    return c.body(html().replaceAll('__NONCE__', nonce), 200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src 'self'`,
    });
  };
  return new Hono()
    .get(
      '/console/assets/*',
      serveStatic({
        root: path.relative(process.cwd(), path.dirname(folder)) || '.',
        onFound: (_file, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
      }),
    )
    .get('/console', page)
    .get('/console/*', page);
}
