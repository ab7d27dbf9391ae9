import { spawn, type ChildProcess } from 'node:child_process';
import { get } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

export interface StaticSite {
  url: string;
  stop(): Promise<void>;
}

/** Debian's nginx over plain copies of the same pages, each with its gzip'd twin, set up as a careful person would. */
export async function startNginx(
  folder: string,
  port: number,
  processes: number,
  pages: ReadonlyMap<string, { identity: Buffer; gzip: Buffer }>,
  options: { accessLog: boolean },
): Promise<StaticSite> {
  const root = path.join(folder, 'root');
  for (const [at, { identity, gzip }] of pages) {
    const file = path.join(root, `${at}.html`);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, identity);
    writeFileSync(`${file}.gz`, gzip);
  }
  const configuration = path.join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `worker_processes ${processes}; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 4096; }
http {
  access_log ${options.accessLog ? `${folder}/access.log combined buffer=64k flush=1s` : 'off'};
  sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000; gzip_static on; gzip_vary on;
  open_file_cache max=10000 inactive=60s; open_file_cache_valid 60s; etag on;
  types { text/html html; } charset utf-8;
  client_body_temp_path ${folder}/t1; proxy_temp_path ${folder}/t2; fastcgi_temp_path ${folder}/t3;
  uwsgi_temp_path ${folder}/t4; scgi_temp_path ${folder}/t5;
  server { listen 127.0.0.1:${port} reuseport; root ${root}; location / { try_files $uri.html =404; } }
}
`,
  );
  const child = spawn('nginx', ['-c', configuration], { stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const [first] = pages.keys();
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(`${url}${first}`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return { url, stop: () => stopped(child) };
    await sleep(50);
  }
  throw new Error('nginx did not start');
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGQUIT');
  });
}

/** A page as our site answers it, with the very bytes that it sends compressed. */
export async function pageOf(
  url: string,
): Promise<{ identity: Buffer; gzip: Buffer; wireBytes: Record<string, number> }> {
  const identity = await bytesOf(url, 'identity');
  const gzip = await bytesOf(url, 'gzip');
  const br = await bytesOf(url, 'br');
  return { identity, gzip, wireBytes: { identity: identity.length, gzip: gzip.length, br: br.length } };
}

/**
 * The body as it comes over the wire (`fetch` would unpack it), over a connection of its own: one kept from before a
 * measurement has timed out by now. Throws when the page is not answered with 200 in that encoding.
 */
export function bytesOf(url: string, encoding: 'identity' | 'gzip' | 'br'): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'accept-encoding': encoding } }, (response) => {
      const answered = response.headers['content-encoding'] ?? 'identity';
      if (response.statusCode !== 200 || answered !== encoding) {
        response.resume();
        return reject(new Error(`${url} answered ${response.statusCode} in ${answered}`));
      }
      buffer(response).then(resolve, reject);
    }).on('error', reject);
  });
}
