import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { isPublicAddress } from './address.ts';
import { askOutside } from './outside.ts';

describe('the public internet', () => {
  test.each(['8.8.8.8', '114.114.114.114', '223.5.5.5', '2400:3200::1', '[2400:3200::1]'])('holds %s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ...[
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
    ],
    ...['100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fe80::1%eth0', 'fc00::1'],
    ...['fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::127.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b:1::1', '2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', 'localhost', '', '1.2.3'],
  ])('does not hold %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

async function site(listener: RequestListener, host = '127.0.0.1') {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}
const isAllowed = (address: string) => address === '127.0.0.1';
const ask = (url: string) => askOutside(url, { isAllowed, withinMs: 500 });

describe('asking at an address', () => {
  test('finds what is there, also where HEAD is not known, and does not read it', async () => {
    const methods: string[] = [];
    const url = await site((request, answer) => {
      methods.push(request.method ?? '');
      answer.statusCode = request.method === 'HEAD' && request.url === '/no-head' ? 405 : 200;
      if (request.method === 'HEAD') answer.end();
      else answer.write('x'.repeat(100)); // and never ends
    });
    expect(await ask(`${url}/`)).toEqual({ state: 'ok' });
    expect(await ask(`${url}/no-head`)).toEqual({ state: 'ok' });
    expect(methods).toEqual(['HEAD', 'HEAD', 'GET']);
  });

  test('tells what is gone from what fails', async () => {
    const url = await site((request, answer) => {
      if (request.url === '/silent') return;
      answer.statusCode = Number(request.url?.slice(1));
      answer.end();
    });
    expect(await ask(`${url}/404`)).toMatchObject({ state: 'gone' });
    expect(await ask(`${url}/410`)).toMatchObject({ state: 'gone' });
    expect(await ask(`${url}/403`)).toEqual({ state: 'ok' });
    expect(await ask(`${url}/500`)).toEqual({ state: 'failed', fault: '对方服务器出错（500）' });
    expect(await ask(`${url}/silent`)).toEqual({ state: 'failed', fault: '没有回应' });
    expect(await ask('http://no-such-name.invalid/')).toMatchObject({ state: 'failed' });
    expect(await ask('ftp://127.0.0.1/')).toEqual({ state: 'failed', fault: '地址写得不对' });
  });

  test('follows a redirect, but into no private network, not by a name and not for ever', async () => {
    let visited = 0;
    const secret = await site((_request, answer) => {
      visited += 1;
      answer.end('secret');
    }, '127.0.0.2');
    const port = new URL(secret).port;
    const url = await site((request, answer) => {
      const to: Record<string, string> = {
        '/moved': '/here',
        '/here': '',
        '/inside': secret,
        '/mapped': `http://[::ffff:127.0.0.2]:${port}/`,
        '/number': `http://2130706434:${port}/`,
        '/file': 'file:///etc/passwd',
        '/round': '/round',
      };
      const location = to[request.url ?? ''];
      answer.writeHead(location ? 302 : 200, location ? { location } : {}).end();
    });
    expect(await ask(`${url}/moved`)).toEqual({ state: 'ok' });
    for (const path of ['/inside', '/mapped', '/number'])
      expect(await ask(url + path)).toEqual({ state: 'failed', fault: '指向内部网络的地址，不去访问' });
    expect(await ask(`${url}/file`)).toEqual({ state: 'failed', fault: '地址写得不对' });
    expect(await ask(`${url}/round`)).toEqual({ state: 'failed', fault: '转来转去没有到头' });
    expect(visited).toBe(0);
  });

  test('by a name that leads home is refused as it connects', async () => {
    const url = await site((_request, answer) => answer.end());
    expect(await askOutside(url.replace('127.0.0.1', 'localhost'))).toEqual({
      state: 'failed',
      fault: '指向内部网络的地址，不去访问',
    });
    expect(await askOutside(url)).toMatchObject({ state: 'failed', fault: '指向内部网络的地址，不去访问' });
  });
});
