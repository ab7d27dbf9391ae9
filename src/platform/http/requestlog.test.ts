import { expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import { RequestLog } from './requestlog.ts';

function logged(work: (log: RequestLog) => void): Record<string, unknown>[] {
  let text = '';
  const log = new RequestLog(fixedClock('2026-05-15T01:00:00Z'), (more) => void (text += more));
  work(log);
  log.flush();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
const line = { id: 'r1', method: 'GET', status: 200, ms: 3, address: '::1' };

test('a request is one line, whatever stands in its address', () => {
  const url = '/search?q=a\n{"status":500}';
  expect(logged((log) => log.line({ ...line, url }))).toMatchObject([{ url, status: 200, ms: 3 }]);
  expect(logged((log) => log.hit('GET', url, 200))).toMatchObject([{ url, cache: 'hit' }]);
  expect(logged((log) => log.error('r1', new Error('a\nb')))).toHaveLength(1);
});

test('the key of a new site’s one-time link is not to be read in the log', () => {
  const [entry] = logged((log) => log.line({ ...line, url: '/setup/kQ9-secret_key?x=1' }));
  expect(entry?.url).toBe('/setup/…?x=1');
});
