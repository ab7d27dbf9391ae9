import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, expect, inject } from 'vitest';
import { chromiumPath } from '../scripts/system.mjs';
import { samplePassword } from '../src/sample/accounts.ts';

/** Where the sample county is served during journeys. */
export const siteUrl = () => inject('siteUrl');

let browser: Promise<Browser> | undefined;

function launch(): Promise<Browser> {
  browser ??= chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

export const phone = { width: 390, height: 844 };
export const desk = { width: 1280, height: 900 };

export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Console errors, page errors and refused loads (strict CSP) seen so far. */
  faults: string[];
}

/** A fresh browser profile with one page at the given size. */
export async function visitor(
  viewport = desk,
  options: { dark?: boolean; elder?: boolean; noScript?: boolean } = {},
): Promise<Visitor> {
  const context = await (
    await launch()
  ).newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    javaScriptEnabled: !options.noScript,
    baseURL: siteUrl(),
  });
  if (options.elder) await context.addCookies([{ name: 'elder', value: '1', url: siteUrl() }]);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  return { page, context, faults };
}

/** A visitor signed in to the console with a sample account. */
export async function staff(login: string, viewport = desk): Promise<Visitor> {
  const one = await visitor(viewport);
  const response = await one.context.request.post(`${siteUrl()}/api/accounts/session`, {
    data: { login, password: samplePassword },
    headers: { origin: siteUrl() },
  });
  expect(response.status()).toBe(200);
  return one;
}

/** Resolves when what fades or slides in has come to rest: half-faded words have no contrast yet. Spinners turn for ever. */
const atRest = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0))
  .map(({ finished }) => finished)).then(() => true)`;

/** Every accessibility violation that axe finds on the page as it stands, as `rule: selector`. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(atRest);
  await page.evaluate(axe.source);
  const results: axe.AxeResults = await page.evaluate('axe.run(document)');
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
