import { expect, test } from 'vitest';
import { axeViolations, phone, staff, visitor } from './support.ts';

/** The office looks over the county, checks before the open day, and a clerk sees what comes of it. */

test('the office goes from the bodies’ board to the list behind a number', async () => {
  const { page, faults } = await staff('gongkaiban');
  await page.goto('/console/obligations');
  await page.getByRole('navigation', { name: '看板' }).getByRole('link', { name: '按机构' }).click();
  await page.getByRole('heading', { name: '各机构公开情况' }).waitFor();
  await page.getByRole('searchbox', { name: '机构名称' }).fill('民政局');
  await page.getByRole('searchbox', { name: '机构名称' }).press('Enter');
  await page.getByText(/1 个机构/).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('navigation', { name: '看板' }).getByRole('link', { name: '村 × 事项' }).click();
  const cell = page.getByRole('link', { name: /，.*：/ }).first();
  await cell.waitFor();
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今天谁没按时公开' }).waitFor();
  expect(page.url()).toMatch(/body=\d+/);
  expect(faults).toEqual([]);
});

test('a check before the open day becomes tasks that the clerk sees on a phone and reports done', async () => {
  const office = await staff('gongkaiban');
  await office.page.goto('/console/checks');
  await office.page.getByRole('button', { name: '开始检查' }).click();
  const dialog = office.page.getByRole('dialog', { name: '开始检查' });
  await dialog.getByLabel('名称').fill('五月公开日前检查');
  expect(await axeViolations(office.page)).toEqual([]);
  await dialog.getByRole('button', { name: /开\s*始/ }).click();
  await office.page.getByRole('heading', { name: '五月公开日前检查' }).waitFor();
  await office.page.getByText(/共 \d+ 处，现在已整改 \d+ 处/).waitFor();

  const clerk = await staff('jingban', phone);
  await clerk.page.goto('/console/checks/tasks');
  await clerk.page.getByRole('button', { name: '办完了' }).first().click();
  const how = clerk.page.getByRole('dialog', { name: '怎么办的' });
  await how.getByRole('textbox').fill('材料已交办公室');
  await how.getByRole('button', { name: /提\s*交/ }).click();
  await clerk.page.getByText('办理：材料已交办公室').waitFor();
  expect(await axeViolations(clerk.page)).toEqual([]);

  await office.page.goto('/console/checks/tasks?state=done');
  await office.page
    .getByRole('button', { name: /确\s*认/ })
    .first()
    .click();
  await office.page.getByText('没有这样的任务。').waitFor();
  expect([...office.faults, ...clerk.faults]).toEqual([]);
});

test('a clerk begins to draft from the own list', async () => {
  const { page, faults } = await staff('jingban');
  await page.goto('/console/todo');
  const first = page.getByRole('link', { name: /起\s*草/ }).first();
  await first.waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await first.click();
  await page.waitForURL(/\/disclosures\/new\?/);
  expect(faults).toEqual([]);
});

test('the bell opens by keyboard, and everybody reads what the checks find', async () => {
  const { page } = await staff('jingban');
  await page.goto('/console');
  const bell = page.getByRole('button', { name: /^提醒/ });
  await bell.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '看全部提醒' }).click();
  await page.getByRole('heading', { name: '提醒', exact: true }).waitFor();
  const stranger = await visitor(phone);
  await stranger.page.goto('/today');
  await stranger.page.getByRole('link', { name: '每天夜里巡查出的问题' }).click();
  await stranger.page.getByRole('heading', { name: '内容保障巡查' }).waitFor();
  expect(await axeViolations(stranger.page)).toEqual([]);
  expect(stranger.faults).toEqual([]);
});
