import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Clock } from '../clock.ts';
import { chooseEncoding, pageKey, type CachedPage, type PageCache } from './pagecache.ts';
import { pageHeaders } from './headers.ts';
import type { RequestLog } from './requestlog.ts';

export interface ServerParts {
  fetch: (request: Request, env: ServerEnv) => Response | Promise<Response>;
  pages: PageCache;
  clock: Clock;
  log: RequestLog;
  trustProxy: boolean;
}

/** What a request brings besides itself. */
export interface ServerEnv {
  requestId: string;
  address: string;
}

/**
 * The HTTP server: a page in the cache is answered at once, all else goes to the application.
 * Slow or silent clients are cut off, so that a few of them cannot hold every connection.
 */
export function httpServer(parts: ServerParts): Server {
  const toApplication = new WeakMap<IncomingMessage, ServerEnv>();
  const listener = getRequestListener((request, env) => {
    const { incoming } = env as { incoming: IncomingMessage };
    return parts.fetch(request, toApplication.get(incoming) ?? { requestId: '', address: '' });
  });
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 10_000, connectionsCheckingInterval: 2000 },
    (request, response) => {
      const { pages, clock, log } = parts;
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      const page = isRead
        ? pages.get(pageKey(request.url ?? '/', request.headers.cookie), clock.now().getTime())
        : undefined;
      if (page) {
        answer(request, response, page);
        log.hit(request.method ?? 'GET', request.url ?? '/', response.statusCode);
        return;
      }
      const requestId = log.nextId();
      const address = clientAddress(request, parts.trustProxy);
      toApplication.set(request, { requestId, address });
      const startedAt = performance.now();
      response.setHeader('x-request-id', requestId);
      response.on('close', () =>
        log.line({
          id: requestId,
          method: request.method ?? '',
          url: request.url ?? '',
          status: response.statusCode,
          ms: Math.round(performance.now() - startedAt),
          address,
        }),
      );
      void listener(request, response);
    },
  );
  server.keepAliveTimeout = 30_000;
  return server;
}

function answer(request: IncomingMessage, response: ServerResponse, page: CachedPage): void {
  const encoding = chooseEncoding(request.headers['accept-encoding']?.toString());
  if (request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, pageHeaders(page, undefined));
    response.end();
    return;
  }
  response.writeHead(page.status, pageHeaders(page, encoding));
  response.end(request.method === 'HEAD' ? undefined : page.encodings[encoding]);
}

/** The last address a trusted proxy saw, or the socket's own. */
function clientAddress(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return last || request.socket.remoteAddress || '';
}
