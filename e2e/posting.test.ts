import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrModules } from '../src/posting/public/qr.tsx';
import { boardPhoto } from '../src/posting/testing.ts';
import { axeViolations, phone, siteUrl, staff, visitor, type Visitor } from './support.ts';

const village = '210681115200';
const title = '房身村2026年二季度财务收支明细';
const photos = mkdtempSync(path.join(os.tmpdir(), 'yangguang-photos-'));
afterAll(() => rmSync(photos, { recursive: true, force: true }));

const rowsOf = (count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `<tr><td>5月${(at % 30) + 1}日</td><td>购买第 ${at + 1} 批材料</td><td>1000.00</td><td>${at * 13}.50</td></tr>`,
  ).join('');
const html = `<p>按照上级要求，现将本村收支公开如下。</p><table><tr><td>日期</td><td>摘要</td><td>收入（元）</td><td>支出（元）</td></tr>${rowsOf(60)}</table>`;

/** One step of a document by a sample account, over the API: the way of a document is another journey's matter. */
async function step(login: string, at: string, data: object): Promise<{ id: string; revision: number }> {
  const { context } = await staff(login);
  const response = await context.request.post(`${siteUrl()}/api/disclosures${at}`, {
    data,
    headers: { origin: siteUrl() },
  });
  expect(response.ok(), `${login} ${at}: ${await response.text()}`).toBe(true);
  const answer = await response.json();
  await context.close();
  return answer;
}

async function signed(id: string, revision: number) {
  await step('cun', `/${id}/submit`, { revision });
  await step('shenhe', `/${id}/review`, { revision });
  await step('baomi', `/${id}/clear`, { revision });
  await step('qianfa', `/${id}/sign`, { revision });
}

async function photoFile(name: string, taken: Parameters<typeof boardPhoto>[0]) {
  const file = path.join(photos, `${name}.jpg`);
  writeFileSync(file, await boardPhoto(taken));
  return file;
}

const choose = async (page: Page, label: string, option: string | RegExp) => {
  await page.getByLabel(label).click();
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
};

let officer: Visitor;
let stranger: Visitor;
let id: string;
let revision: number;
let code: string;

beforeAll(async () => {
  officer = await staff('cun', phone);
  stranger = await visitor(phone, { noScript: true });
  const { context } = officer;
  const bodies: { id: string; code: string }[] = await (await context.request.get('/api/bodies')).json();
  const bodyId = bodies.find((body) => body.code === village)?.id;
  const draft = { bodyId, title, category: '村务公开', issuedOn: '2026-05-08', html };
  ({ id, revision } = await step('cun', '', draft));
  await signed(id, revision);
});

describe('an officer with a telephone', () => {
  test('enters the board, makes the sheet, and it prints on as many papers as it needs with a QR that reads', async () => {
    const { page, context } = officer;
    await page.goto('/console/postings/boards');
    await page.getByRole('button', { name: '登记公开栏' }).click();
    await page.getByLabel('在哪里').fill('村委会门口');
    await page.getByRole('button', { name: /保\s?存/ }).click();
    await page.getByText('村委会门口').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await page.goto('/console/postings');
    const row = page.getByRole('listitem').filter({ hasText: title });
    await row.getByRole('button', { name: /打\s?印/ }).click();
    await page.getByRole('button', { name: '做张贴件' }).click();
    const opening = page.getByRole('link', { name: /打开来打印/ });
    await opening.waitFor();
    code = /短码 (\w{9})/.exec((await opening.textContent()) ?? '')?.[1] ?? '';
    expect(code).toHaveLength(9);

    const paper = await context.newPage();
    for (const [size, points] of [
      ['a3', [841.9, 1190.6]],
      ['a4', [595.3, 841.9]],
    ] as const) {
      await paper.goto(`/s/${code}/sheet?size=${size}`);
      expect(await axeViolations(paper)).toEqual([]);
      const file = path.join(photos, `${size}.pdf`);
      await paper.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
      const said = execFileSync('pdfinfo', [file]).toString();
      const pages = Number(/Pages:\s+(\d+)/.exec(said)?.[1]);
      const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(said) ?? [];
      expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual(points.map(Math.round));
      expect(pages).toBeGreaterThan(1);
      const text = execFileSync('pdftotext', ['-layout', file, '-']).toString();
      for (let n = 1; n <= pages; n += 1) expect(text).toMatch(new RegExp(`第\\s*${n}\\s*页\\s*共\\s*${pages}\\s*页`));
      expect(text.match(/摘要/g)).toHaveLength(pages);
      expect(text.match(new RegExp(code.replace(/(.{3})(?=.)/g, '$1-'), 'g'))).toHaveLength(pages);
      await qrOnPaper(file, `${siteUrl()}/s/${code}`);
    }
    await paper.close();
  });

  test('proves by photo that it hangs there: one with date, one without, one of 20 MB', async () => {
    const { page } = officer;
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date());
    const written = `${today.replaceAll('-', ':')} 00:00:01`;
    const put = async (file: string) => {
      await page.goto(`/console/postings/new?disclosure=${id}`);
      await page.getByText(title).first().waitFor();
      await page.setInputFiles('input[type=file]', file);
      await page.getByRole('img', { name: '选好的照片' }).waitFor();
      await page
        .getByRole('button', { name: /登\s?记/ })
        .last()
        .click();
    };
    await put(await photoFile('dated', { takenAt: written, place: [39.86, 124.15] }));
    await page.getByText('已登记').first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: '看这条记录' }).click();
    await page.getByText('北纬 39.86').waitFor();
    expect(await axeViolations(page)).toEqual([]);

    // The same sheet twice on one board is refused in words, and what was entered stays.
    await put(await photoFile('undated', {}));
    await page.getByText('已经登记贴在这个公开栏上了').waitFor();

    await page.goto('/console/postings/boards');
    await page.getByRole('button', { name: '登记公开栏' }).click();
    await page.getByLabel('在哪里').fill('小卖部门口');
    await page.getByRole('button', { name: /保\s?存/ }).click();
    await page.getByText('小卖部门口').waitFor();
    await page.goto(`/console/postings/new?disclosure=${id}`);
    await choose(page, '贴在哪里', '小卖部门口');
    await page.setInputFiles('input[type=file]', await photoFile('large', { padBytes: 19_700_000 }));
    await page
      .getByRole('button', { name: /登\s?记/ })
      .last()
      .click();
    await page.getByText('照片没有拍摄时间').waitFor();
  });

  test('a stranger who scans it is told: newest, then corrected, then withdrawn', async () => {
    const { page } = stranger;
    await page.goto(`/s/${code}`);
    await page.getByRole('heading', { name: '这张公开件是最新的' }).waitFor();
    await page.goto(`/b/${village}`);
    expect(await page.getByText('贴在村委会门口').count()).toBeGreaterThan(0);
    await step('cun', `/${id}/correct`, { reason: '第三行的金额写错了' });
    await signed(id, 1);
    await page.goto(`/s/${code}`);
    await page.getByRole('heading', { name: '这张公开件不是最新的' }).waitFor();
    await page.getByRole('link', { name: '看最新的一版' }).click();
    await page.getByRole('heading', { name: title }).waitFor();

    await officer.page.goto('/console/postings');
    await officer.page.getByText('该换新的了').first().waitFor();
    await officer.page.getByRole('link', { name: '登记撤下' }).first().click();
    await officer.page.setInputFiles('input[type=file]', await photoFile('down', {}));
    await officer.page.getByRole('button', { name: /登记撤下/ }).click();
    await officer.page.getByText('撤下来的照片').waitFor();

    await step('qianfa', `/${id}/withdraw`, { kind: 'error', reason: '整张表弄错了村' });
    await page.goto(`/s/${code}`);
    await page.getByRole('heading', { name: '已经撤下，不再有效' }).waitFor();
    await page.goto('/s/222222222');
    await page.getByLabel('短码').waitFor();
    expect(officer.faults).toEqual([]);
  });

  test('a villager asks without script, the officer answers on the telephone, the villager reads it', async () => {
    const { page } = stranger;
    await page.goto(`/b/${village}`);
    await page.getByRole('link', { name: '我要提问' }).click();
    await page.getByLabel('您想问什么').fill('修路的钱花了多少？');
    await page.getByRole('button', { name: '提交' }).click();
    const [number, queryCode] = await page.locator('.receipt strong').allTextContents();

    await officer.page.goto('/console/questions');
    await officer.page.getByRole('link', { name: '修路的钱花了多少？' }).first().click();
    await officer.page.getByLabel('答复', { exact: true }).fill('一共花了 12 万元，明细贴在村委会门口。');
    await officer.page.getByRole('button', { name: /答\s?复/ }).click();
    await officer.page.getByText('已答复').first().waitFor();
    expect(await axeViolations(officer.page)).toEqual([]);

    await page.goto('/question');
    await page.getByLabel('编号').fill(number ?? '');
    await page.getByLabel('查询码（6 位数字）').fill(queryCode ?? '');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('一共花了 12 万元').waitFor();
  });

  test('every page of it is accessible, to old people and in the dark too', async () => {
    for (const options of [{}, { elder: true }, { dark: true }])
      for (const address of [
        `/b/${village}`,
        `/b/${village}/ask`,
        '/question',
        '/s',
        `/s/${code}`,
        `/b/${village}/villagers`,
      ]) {
        const { page, context } = await visitor({ width: 360, height: 780 }, options);
        await page.goto(address);
        expect(await axeViolations(page), address).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth'), address).toBeLessThanOrEqual(360);
        await context.close();
      }
  });
});

/** Reads the last QR code from the picture of the first page, module by module, against what it must say. */
async function qrOnPaper(file: string, text: string): Promise<void> {
  const dotsPerMm = 8;
  execFileSync('pdftoppm', [
    '-r',
    String(dotsPerMm * 25.4),
    '-f',
    '1',
    '-l',
    '1',
    '-gray',
    '-png',
    file,
    `${file}.page`,
  ]);
  const name = execFileSync('ls', [path.dirname(file)])
    .toString()
    .split('\n')
    .find((one) => one.startsWith(`${path.basename(file)}.page`));
  const { data, info } = await sharp(path.join(path.dirname(file), name ?? ''))
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const isDark = (x: number, y: number) => (data[Math.round(y) * info.width + Math.round(x)] ?? 255) < 128;
  const modules = qrModules(text);
  const found = finderPattern(isDark, info.width, info.height);
  expect(found, 'a finder pattern at the foot of the page').toBeDefined();
  const { left, top, module } = found ?? { left: 0, top: 0, module: 1 };
  const side = (modules.length + 8) * module;
  expect(side / dotsPerMm, 'mm').toBeGreaterThanOrEqual(25);
  const read = modules.map((row, y) => row.map((_, x) => isDark(left + (x + 0.5) * module, top + (y + 0.5) * module)));
  expect(read).toEqual(modules);
}

/** The top left finder pattern (7 dark, 1:1:3:1:1) of the lowest QR code on the page: where it is, and dots a module. */
function finderPattern(isDark: (x: number, y: number) => boolean, width: number, height: number) {
  const runsAt = (y: number) => {
    const runs: { from: number; length: number; dark: boolean }[] = [];
    for (let x = 0; x < width; x += 1) {
      const dark = isDark(x, y);
      const last = runs.at(-1);
      if (last?.dark === dark) last.length += 1;
      else runs.push({ from: x, length: 1, dark });
    }
    return runs;
  };
  for (let y = Math.floor(height * 0.75); y < height; y += 1) {
    const runs = runsAt(y);
    for (let at = 0; at + 4 < runs.length; at += 1) {
      const five = runs.slice(at, at + 5);
      const [first] = five;
      const module = five.reduce((sum, { length }) => sum + length, 0) / 7;
      const isFinder =
        first?.dark &&
        module > 3 &&
        five.every(({ length }, n) => Math.abs(length / module - (n === 2 ? 3 : 1)) < 0.35);
      if (!isFinder || !first) continue;
      // This row crosses the pattern's middle: its top is where the column through its left edge begins.
      let top = y;
      while (isDark(first.from + module / 2, top - 1)) top -= 1;
      return { left: first.from, top, module };
    }
  }
  return undefined;
}
