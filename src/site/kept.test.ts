import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, testApp } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { pageAddress } from '../platform/http/pagecache.ts';

let ctx: TestContext;
let citizen: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  citizen = await testApp(ctx).as();
});

test.each([
  ['/', '/'],
  ['/?from=singlemessage&isappinstalled=0', '/'],
  ['/documents?page=1', '/documents'],
  ['/documents?year=&category=a&body=', '/documents?category=a'],
  ['/documents?page=2&category=a%20b', '/documents?category=a+b&page=2'],
  ['/bodies?q=%E6%9D%91', '/bodies?q=%E6%9D%91'],
])('%s asks for %s', (url, address) => expect(pageAddress(url)).toBe(address));

describe('the page cache', () => {
  test('keeps one page for all the ways to ask for it', async () => {
    ctx.pages.drop(['*']);
    for (const url of ['/help', '/help?utm_source=x', '/help?x=1', '/help?x=2', '/help?']) await citizen(url);
    expect(ctx.pages.size).toBe(1);
  });

  test('shows nobody what another put into the address', async () => {
    ctx.pages.drop(['*']);
    await citizen('/help?x=zhanghao');
    expect(await (await citizen('/help')).text()).not.toContain('zhanghao');
  });

  test('is not filled by whoever invents addresses', async () => {
    ctx.pages.drop(['*']);
    await citizen('/b/210681');
    const invented = ['/?page=7', '/help?q=1', '/b/%3210681', '/b/210681?year=2020', '/nope', '/b/none', '/d/none'];
    for (const url of invented) await citizen(url);
    expect(ctx.pages.size).toBe(1);
  });

  test('makes a page once for all who ask at the same moment, and anew for who asks after a change', async () => {
    let made = 0;
    const make = async () => {
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { status: 200, type: 'text/html', body: Buffer.from(String(made)), tags: undefined };
    };
    const asked = [ctx.pages.once('/x', make), ctx.pages.once('/x', make), ctx.pages.once('/y', make)];
    ctx.pages.drop(['disclosures']);
    asked.push(ctx.pages.once('/x', make));
    await Promise.all(asked);
    expect(made).toBe(3);
    await expect(ctx.pages.once('/x', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await ctx.pages.once('/x', make);
    expect(made).toBe(4);
  });
});
