import { lookup as lookUp } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';

/** How an address answered: `gone` – it says that nothing is there; `failed` – no answer, or none that says so for good. */
export type Answer = { state: 'ok' } | { state: 'gone' | 'failed'; fault: string };

export interface Asking {
  /** Which IP addresses may be asked; by default those of the public internet. */
  isAllowed?: (address: string) => boolean;
  withinMs?: number;
}

const redirectsAtMost = 5;
const refused = new Error('指向内部网络的地址，不去访问');

/**
 * Asks whether something is at a public web address, without reading it. Follows a few redirects; neither the address, nor
 * what its name resolves to at the moment of connecting, nor any redirect may lie inside a private network. Never throws.
 */
export async function askOutside(
  address: string,
  { isAllowed = isPublicAddress, withinMs = 10_000 }: Asking = {},
): Promise<Answer> {
  const signal = AbortSignal.timeout(withinMs);
  let at = address;
  try {
    for (let hop = 0; hop <= redirectsAtMost; hop += 1) {
      const target = new URL(at);
      const first = await statusOf(target, 'HEAD', isAllowed, signal);
      // Some servers do not know HEAD, or answer it wrongly.
      const answer = first.status >= 400 ? await statusOf(target, 'GET', isAllowed, signal) : first;
      const next = answer.status >= 300 && answer.status < 400 ? answer.location : undefined;
      if (!next) return judged(answer.status);
      at = new URL(next, target).href;
    }
    return { state: 'failed', fault: '转来转去没有到头' };
  } catch (error) {
    if (signal.aborted) return { state: 'failed', fault: '没有回应' };
    return { state: 'failed', fault: error === refused ? refused.message : faultWords(error) };
  }
}

function judged(status: number): Answer {
  if (status === 404 || status === 410) return { state: 'gone', fault: '网页已经不在了' };
  // Whoever asks for a sign-in, or not to be asked by a machine, is there.
  if (status < 400 || [401, 403, 405, 429].includes(status)) return { state: 'ok' };
  return { state: 'failed', fault: `对方服务器出错（${status}）` };
}

function faultWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND') return '域名已经失效，或解析不到';
  if (code === 'ECONNREFUSED') return '对方拒绝连接';
  if (code.includes('CERT') || code.includes('TLS') || code.includes('SSL')) return '对方的安全证书有问题';
  if (error instanceof TypeError) return '地址写得不对';
  return '连不上';
}

function statusOf(
  target: URL,
  method: 'HEAD' | 'GET',
  isAllowed: (address: string) => boolean,
  signal: AbortSignal,
): Promise<{ status: number; location: string | undefined }> {
  if (target.protocol !== 'http:' && target.protocol !== 'https:')
    return Promise.reject(new TypeError('no web address'));
  const host = target.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without being looked up.
  if (isIP(host) && !isAllowed(host)) return Promise.reject(refused);
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(
      target,
      {
        method,
        signal,
        lookup: lookupAllowed(isAllowed),
        agent: false,
        headers: { 'user-agent': 'Yangguang-LinkCheck' },
      },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0, location: answer.headers.location });
        answer.destroy(); // what it says is not read
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** Looks a name up and lets through only what is allowed, at the moment of connecting: a name cannot change in between. */
const lookupAllowed =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (name, options, done) => {
    lookUp(name, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      const allowed = found.every(({ address }) => isAllowed(address)) ? found : [];
      const [first] = allowed;
      if (!first) return done(refused, []);
      if (options.all) return done(null, allowed);
      done(null, first.address, first.family);
    });
  };
