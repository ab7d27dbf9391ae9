// `npm run screenshots`: the pictures of README and docs, taken from a fresh sample county in a real browser.
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { startServer } from '../e2e/globalsetup.ts';
import { samplePassword } from '../src/sample/accounts.ts';
import { chromiumPath } from './system.mjs';

const folder = path.join(import.meta.dirname, '../docs/images');
const desk = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

interface Shot {
  name: string;
  url: string;
  viewport: typeof desk;
  login?: string;
  /** A link to follow from `url` by its text before the picture is taken. */
  follow?: RegExp;
}

const shots: Shot[] = [
  { name: 'home', url: '/', viewport: desk },
  { name: 'home-phone', url: '/', viewport: phone },
  { name: 'document', url: '/documents', follow: /保障中小企业款项支付条例/, viewport: desk },
  { name: 'today', url: '/today', viewport: desk },
  { name: 'openday', url: '/openday', follow: /5\.15政务公开日”宣传活动/, viewport: desk },
  { name: 'village', url: '/b/210681115200', viewport: phone },
  { name: 'village-phone', url: '/cun', viewport: phone, login: 'cun' },
  { name: 'console-today', url: '/console', viewport: desk, login: 'jingban' },
  { name: 'console-board', url: '/console/obligations', viewport: desk, login: 'gongkaiban' },
  { name: 'console-openday', url: '/console/opendays', viewport: desk, login: 'gongkaiban' },
];

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yangguang-screenshots-'));
chmodSync(dataDir, 0o755);
mkdirSync(folder, { recursive: true });
const server = await startServer({ DATA_DIR: dataDir, LOG: 'off' });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const shot of shots) await take(browser, shot);
} finally {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function take(browser: Browser, { name, url, viewport, login, follow }: Shot): Promise<void> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    baseURL: server.url,
  });
  if (login) {
    const data = { login, password: samplePassword };
    await context.request.post('/api/accounts/session', { data, headers: { origin: server.url } });
  }
  const page = await context.newPage();
  await page.goto(url);
  if (follow) await page.getByRole('link', { name: follow }).first().click();
  await page.waitForLoadState('networkidle');
  await page.locator('.ant-skeleton, .ant-spin-spinning').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
  await context.close();
}
