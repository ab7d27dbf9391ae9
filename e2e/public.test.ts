import { afterEach, describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { axeViolations, desk, phone, siteUrl, visitor } from './support.ts';

/** Addresses of one page of each kind, found by following links as a reader would. */
async function pagesOfEachKind(): Promise<string[]> {
  const fetched = async (path: string) => (await fetch(siteUrl() + path)).text();
  const first = async (path: string, link: RegExp) => {
    const [, found] = link.exec(await fetched(path)) ?? [];
    if (!found) throw new Error(`No ${String(link)} on ${path}`);
    return found;
  };
  return [
    ...['/', '/documents', '/documents?page=2', '/catalogue', '/today', '/bodies', '/bodies?q=房身', '/openday'],
    ...['/guide', '/help', '/search?q=住房公积金', '/search?q=没有这样的词语', '/search', '/no-such-page'],
    ...['/b/210681', '/b/210681-05', '/b/210681115', '/b/210681115200'],
    await first('/documents', /href="(\/d\/[^"]+)"/),
    await first('/catalogue', /href="(\/catalogue\/[^"]+)"/),
    await first('/openday', /href="(\/openday\/20[^"]+)"/),
    await first('/openday', /href="(\/openday\/past[^"]+)"/),
  ];
}

let page: Page | undefined;
afterEach(async () => {
  await page?.context().close();
  page = undefined;
});
async function open(...options: Parameters<typeof visitor>) {
  const one = await visitor(...options);
  page = one.page;
  return one;
}

describe('each public page', () => {
  test.each([
    ['on a phone', phone, {}],
    ['on a desk', desk, {}],
    ['on a phone, in the elder layout', phone, { elder: true }],
    ['on a phone, in the dark', phone, { dark: true }],
    ['on a desk, elder and dark', desk, { elder: true, dark: true }],
  ])('has nothing that axe objects to, %s', async (_, size, options) => {
    const { page, faults } = await open(size, options);
    for (const path of await pagesOfEachKind()) {
      await page.goto(path);
      await unfold(page);
      expect(await axeViolations(page), path).toEqual([]);
    }
    expect(faults).toEqual([]);
  });

  test.each([320, 360, 390, 768])('does not scroll sideways at %i px, in either layout', async (width) => {
    for (const elder of [false, true]) {
      const { page } = await open({ width, height: 800 }, { elder });
      for (const path of await pagesOfEachKind()) {
        await page.goto(path);
        await unfold(page);
        expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} ${elder}`).toBeLessThanOrEqual(
          width,
        );
      }
      await page.context().close();
    }
  });

  test('has an outline without gaps, and neither script nor inline style', async () => {
    const { page } = await open(desk);
    for (const path of await pagesOfEachKind()) {
      await page.goto(path);
      const levels: number[] = await page.evaluate(
        `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => Number(heading.tagName[1]))`,
      );
      expect(levels[0], path).toBe(1);
      expect(
        levels.filter((level) => level === 1),
        path,
      ).toHaveLength(1);
      levels.forEach((level, at) =>
        expect(level - (levels[at - 1] ?? 0), `${path} ${levels.join()}`).toBeLessThanOrEqual(1),
      );
      expect(await page.locator('script, style, [style]').count(), path).toBe(0);
    }
  });
});

test('the elder layout has text of 22 px or more and targets of 60 px or more', async () => {
  const { page } = await open(phone, { elder: true });
  for (const path of await pagesOfEachKind()) {
    await page.goto(path);
    const small: string[] = await page.evaluate(`
      [...document.querySelectorAll('body *')]
        .filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .filter((element) => element.closest('.unseen, .skip') === null && parseFloat(getComputedStyle(element).fontSize) < 22)
        .map((element) => element.outerHTML.slice(0, 80))`);
    expect(small, path).toEqual([]);
    const narrow: string[] = await page.evaluate(`
      [...document.querySelectorAll('header a, header button, header input, footer a, summary, .tasks a, .names a, .lines > li > a, .more, .pages a, main button')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 60)
        .map((element) => element.outerHTML.slice(0, 80))`);
    expect(narrow, path).toEqual([]);
  }
});

describe('a reader', () => {
  test('finds a regulation by the home page’s search, reads it, and sees what proves it', async () => {
    const { page } = await open(phone);
    await page.goto('/');
    await page.getByRole('searchbox', { name: '您想查什么？' }).fill('住房公积金');
    await page.getByRole('button', { name: '搜索' }).click();
    await page.getByRole('link', { name: '住房公积金管理条例' }).first().click();
    await page.getByRole('heading', { level: 1, name: '住房公积金管理条例' }).waitFor();
    await page.getByText('国务院令第262号').first().waitFor();
    await page.getByText('版本与证明').click();
    await page.getByText(/[0-9a-f]{64}/).waitFor();
  });

  test('finds the village from the home page by its township', async () => {
    const { page } = await open(phone);
    await page.goto('/');
    await page.getByRole('link', { name: '小甸子镇人民政府' }).click();
    await page.getByRole('link', { name: '房身村委会' }).click();
    await page.getByRole('heading', { level: 1, name: '房身村委会' }).waitFor();
    await page
      .getByText(/已超过期限 \d+ 天|最晚\d{4}年\d+月\d+日公开/)
      .first()
      .waitFor();
  });

  test('skips to the text by keyboard', async () => {
    const { page } = await open(desk);
    await page.goto('/documents');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: '跳到正文' });
    expect(await skip.evaluate('document.activeElement.textContent')).toBe('跳到正文');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });

  test('chooses the elder layout once; it is remembered on the next page', async () => {
    const { page } = await open(phone);
    await page.goto('/documents?page=2');
    await page.getByRole('link', { name: '长辈版', exact: true }).click();
    expect(new URL(page.url()).search).toBe('?page=2');
    await page.goto('/bodies');
    expect(await page.locator('html.elder').count()).toBe(1);
    await page.getByRole('link', { name: '标准版', exact: true }).click();
    expect(await page.locator('html.elder').count()).toBe(0);
  });
});

test('the home page weighs at most 60 KB on the wire with all that it loads', async () => {
  const { page } = await open(phone);
  let bytes = 0;
  page.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    bytes += responseBodySize + responseHeadersSize;
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThanOrEqual(60 * 1024);
});

/** Opens what is folded, so that it is looked at too. */
const unfold = (page: Page) =>
  page.evaluate(`document.querySelectorAll('details').forEach((part) => { part.open = true; })`);
