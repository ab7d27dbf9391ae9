import { afterAll, expect, test } from 'vitest';
import { workbookOf, type Cell } from '../src/catalogue/sheets.testing.ts';
import { axeViolations, staff, visitor, type Visitor } from './support.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const title = '试点街道养老服务领域政务公开目录';
const head: Cell[] = ['具体职责', '业务事项', '信息类别', '内容标准', '何时办结', '公开时限', '五公开'];
const sheet = (...rows: Cell[][]) => workbookOf({ 养老服务: [[{ words: title, columns: 7 }], head, ...rows] });

let one: Visitor | undefined;
afterAll(() => one?.context.close());

test('the office imports an odd sheet: sets its columns right, previews, imports, and reads what the next one changes', async () => {
  one = await staff('gongkaiban');
  const { page, faults } = one;
  const choose = async (name: string, buffer: Buffer) => {
    await page.setInputFiles('input[type=file]', { name, mimeType: xlsx, buffer });
    await page.getByRole('heading', { name: '各列是什么' }).waitFor();
  };
  await page.goto('/console/catalogue/import');
  await choose(
    '第一版.xlsx',
    await sheet(
      ['养老服务', '机构备案', '办事指南', '条件、程序', '5日', '长期公开', '服务'],
      ['养老服务', '高龄津贴发放', '名册', '人数、金额', '5日', '每季度', '结果'],
    ),
  );
  await page.getByText('还缺：公开主体').waitFor();
  await page.getByLabel('整张表的公开主体').fill('县民政局');
  await page.getByRole('button', { name: '用于整张表' }).click();
  await page.getByText('共 2 行，读懂 2 行').waitFor();
  await page.getByLabel('调整各列的对应').check();
  const column = page.getByLabel('“何时办结”这一列是');
  await column.click();
  await column.fill('不导入');
  await page.getByTitle('不导入').locator('visible=true').last().click();
  await page.getByText('共 2 行，读懂 2 行').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText(`已存为“${title}”第 1 版`).waitFor();

  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('link', { name: title }).waitFor();
  await page.goto('/console/catalogue/import');
  await choose(
    '第二版.xlsx',
    await sheet(
      ['养老服务', '机构备案', '办事指南', '条件、程序', '5日', '每半年', '服务'],
      ['养老服务', '高龄老人津贴发放', '名册', '人数、金额', '5日', '每季度', '结果'],
    ),
  );
  await page.getByText('按上次指定的对应').or(page.getByLabel('整张表的公开主体')).first().waitFor();
  await page.getByLabel('整张表的公开主体').fill('县民政局');
  await page.getByRole('button', { name: '用于整张表' }).click();
  await page.getByText('新增 1 项，取消 1 项，改动 1 项').waitFor();
  await page.getByRole('checkbox', { name: /高龄津贴发放.*→.*高龄老人津贴发放/ }).check();
  await page.getByText('新增 0 项，取消 0 项，改动 2 项').waitFor();
  await page.getByRole('button', { name: '导入', exact: true }).click();
  await page.getByText(`已存为“${title}”第 2 版`).waitFor();
  await page.getByRole('link', { name: '看这一版' }).click();
  await page.getByRole('heading', { name: '比第 1 版有什么变化' }).waitFor();
  await page.getByRole('cell', { name: '高龄老人津贴发放', exact: true }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);

  const citizen = await visitor();
  await citizen.page.goto('/catalogue/versions');
  await citizen.page.getByRole('link', { name: `${title}第 2 版` }).click();
  await citizen.page.getByText('长期公开', { exact: true }).waitFor();
  expect(await axeViolations(citizen.page)).toEqual([]);
  await citizen.page.goto('/catalogue?domain=养老服务');
  await citizen.page.getByRole('link', { name: /高龄老人津贴发放/ }).waitFor();
  await citizen.context.close();
});
