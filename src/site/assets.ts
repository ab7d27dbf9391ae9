import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { chooseEncoding } from '../platform/http/pagecache.ts';
import { projectRoot } from '../platform/project.ts';

const folder = path.join(projectRoot, 'src/site');
const yearSeconds = 31_536_000;

function readAsset(file: string, type: string) {
  const identity = readFileSync(path.join(folder, file));
  const version = createHash('sha256').update(identity).digest('base64url').slice(0, 10);
  return {
    type,
    version,
    /** The address that pages name: it changes with the content, so browsers may keep it for good. */
    address: `/${file}?v=${version}`,
    encodings: { identity, br: brotliCompressSync(identity), gzip: gzipSync(identity) },
  };
}

const files = {
  '/site.css': readAsset('site.css', 'text/css; charset=utf-8'),
  '/sheet.css': readAsset('sheet.css', 'text/css; charset=utf-8'),
  '/sun.svg': readAsset('sun.svg', 'image/svg+xml'),
} as const;

export const styleSheet = files['/site.css'].address;
/** For what hangs on a wall: notice-board sheets and plates. */
export const sheetStyle = files['/sheet.css'].address;
export const favicon = files['/sun.svg'].address;

/** The style sheet and the mark. Under the address with the right version they never change; else they are asked for again. */
export function siteAssets() {
  const app = new Hono();
  for (const [address, { type, version, encodings }] of Object.entries(files)) {
    app.get(address, (c) => {
      const encoding = chooseEncoding(c.req.header('accept-encoding'));
      if (encoding !== 'identity') c.header('content-encoding', encoding);
      c.header('vary', 'accept-encoding');
      c.header(
        'cache-control',
        c.req.query('v') === version ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
      );
      return c.body(new Uint8Array(encodings[encoding]), 200, { 'content-type': type });
    });
  }
  // Browsers ask for this one by themselves, whatever the page names.
  app.get('/favicon.ico', (c) => c.redirect(favicon));
  return app;
}
