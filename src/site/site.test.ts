import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, testApp } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { dateWords, instantWords, weekdayWords } from './date.ts';
import { localPath } from './elder.ts';

let ctx: TestContext;
let citizen: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  citizen = await testApp(ctx).as();
});
const read = async (path: string, cookie?: string) => {
  const response = await citizen(path, cookie ? { headers: { cookie } } : {});
  return { status: response.status, headers: response.headers, html: await response.text() };
};

const pages = [
  '/',
  '/documents',
  '/catalogue',
  '/today',
  '/bodies',
  '/b/210681',
  '/openday',
  '/guide',
  '/help',
  '/search',
];

describe('every public page', () => {
  test.each(pages)(
    '%s is Chinese, has one heading of the first level, and neither script nor inline style',
    async (path) => {
      const { status, headers, html } = await read(path);
      expect(status).toBe(200);
      expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html).not.toMatch(/<script|<style| style=| on[a-z]+=/i);
      expect(html).toContain('示例站点');
      expect(html).toContain('主办：东港市人民政府办公室');
      expect(html).toContain('<meta name="SiteName" content="东港市政务公开"/>');
      expect(html).toContain(`<link rel="canonical" href="http://localhost:3000${path}"/>`);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    },
  );

  test('a production site carries no mark of the sample', async () => {
    const production = await testContext({
      env: { YANGGUANG_MODE: 'production', PUBLIC_URL: 'https://zw.example.cn' },
    });
    await loadSmallCounty(production);
    const html = await (await (await testApp(production).as())('/')).text();
    expect(html).not.toContain('示例');
    expect(html).toContain('<meta name="SiteDomain" content="zw.example.cn"/>');
  });

  test('before anything is loaded the home page still stands', async () => {
    const empty = await testContext();
    const response = await (await testApp(empty).as())('/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('还没有公开任何文件');
  });
});

describe('the elder layout', () => {
  test('is chosen by a plain link, remembered, and left again', async () => {
    const on = await read('/elder?on=1&back=%2Fbodies%3Fq%3D%E6%9D%91');
    expect(on.status).toBe(303);
    expect(on.headers.get('location')).toBe('/bodies?q=%E6%9D%91');
    expect(on.headers.get('set-cookie')).toMatch(/^elder=1; Max-Age=31536000; Path=\//);
    expect((await read('/elder?on=0&back=/')).headers.get('set-cookie')).toMatch(/^elder=0; Max-Age=0/);
    const { html } = await read('/', 'a=b; elder=1');
    expect(html).toContain('class="elder"');
    expect(html).toContain('标准版');
    expect((await read('/')).html).toContain('长辈版');
  });

  test('one reader’s choice is not another’s page', async () => {
    await read('/help', 'elder=1');
    expect((await read('/help', 'notelder=1')).html).not.toContain('class="elder"');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    '',
    undefined,
    'help',
  ])('does not lead away from this site: %s', (back) => expect(localPath(back)).toBe('/'));
});

describe('what browsers and programs fetch', () => {
  test('the style sheet is kept for good under the address that names its content', async () => {
    const { html } = await read('/help');
    const address = /href="(\/site\.css\?v=[^"]+)"/.exec(html)?.[1] ?? '';
    const sheet = await read(address);
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toContain('text/css');
    expect(sheet.headers.get('cache-control')).toContain('immutable');
    expect((await read('/site.css')).headers.get('cache-control')).toBe('no-cache');
  });

  test('feed, sitemap and robots name this site', async () => {
    expect((await read('/feed.xml')).html).toContain('<id>http://localhost:3000/feed.xml</id>');
    expect((await read('/sitemap.xml')).html).toContain('<loc>http://localhost:3000/b/210681115</loc>');
    expect((await read('/robots.txt')).html).toContain('Disallow: /console');
  });

  test('feed and sitemap are made once, and again when something is published', async () => {
    ctx.pages.drop(['*']);
    for (const path of ['/feed.xml', '/sitemap.xml', '/sitemap.xml?again']) await read(path);
    expect(ctx.pages.size).toBe(2);
    ctx.pages.drop(['disclosures']);
    expect(ctx.pages.size).toBe(0);
  });

  test('the home page is far below 60 KB', async () => {
    const { html } = await read('/');
    expect(Buffer.byteLength(html)).toBeLessThan(60 * 1024);
  });
});

describe('what is not there', () => {
  test.each(['/nope', '/d/2026-0', '/b/none', '/catalogue/none', '/openday/none'])(
    '%s says so and offers ways on',
    async (path) => {
      const { status, html } = await read(path);
      expect(status).toBe(404);
      expect(html).toContain('<h1>没有找到</h1>');
      expect(html).toContain('href="/search"');
      expect(html).toContain('name="robots"');
    },
  );
});

describe('bodies and villages', () => {
  test('are found by part of their name', async () => {
    const { html } = await read('/bodies?q=房身');
    expect(html).toContain('名字里有“房身”的 1 家');
    expect(html).toContain('小甸子镇人民政府</p>');
    expect((await read('/bodies?q=不存在')).html).toContain('没有找到');
  });

  test('a township lists its villages and says who answers', async () => {
    const { html } = await read('/b/210681115');
    expect(html).toContain('下辖的村（社区）（2 个）');
    expect(html).toContain('href="/b/210681115201"');
    expect(html).toContain('还没有公布政务公开领导小组名单');
  });
});

test('dates are said as people say them, in Shanghai', () => {
  expect(dateWords('2026-05-15')).toBe('2026年5月15日');
  expect(weekdayWords('2026-05-15')).toBe('星期五');
  expect(instantWords(new Date('2026-05-14T16:00:01Z'))).toBe('2026年5月15日 00:00:01');
  expect(() => dateWords('15.5.2026')).toThrow('Not a legal date');
});
