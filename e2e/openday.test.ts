import { expect, test } from 'vitest';
import { axeViolations, desk, phone, staff, type Visitor } from './support.ts';

const openTheDay = async ({ page }: Visitor) => {
  await page.goto('/console/opendays');
  await page.getByRole('row', { name: '第 2' }).getByRole('link', { name: '宣传活动' }).first().click();
  await page.getByRole('heading', { level: 1, name: '宣传活动' }).waitFor();
};

test('a town holds its open day: opened by the office, recorded on a phone, told in a summary whose figures open', async () => {
  const office = await staff('gongkaiban', desk);
  await openTheDay(office);
  await office.page.getByRole('button', { name: '开始活动' }).click();
  await office.page.getByRole('tooltip').getByRole('button', { name: '开始' }).click();
  await office.page.getByText('活动已开始，可以登记来访').waitFor();

  const stall = await staff('xianchang', phone);
  await openTheDay(stall);
  await stall.page.getByLabel('领域').fill('征兵');
  await stall.page.keyboard.press('Enter');
  await stall.page.getByLabel('问了什么').fill('体检结果什么时候出');
  await stall.page.keyboard.press('Control+Enter');
  await stall.page.getByText(/已登记，编号 \d{4}-2\d{5}-\d/).waitFor();
  await stall.page.getByLabel('领域').fill('道路水电');
  await stall.page.keyboard.press('Enter');
  await stall.page.getByLabel('问了什么').fill('村口路灯坏了');
  await stall.page.getByText('没有，转交办理').click();
  await stall.page.getByLabel('转交给').fill('市住房和城乡建设局');
  await stall.page.getByRole('button', { name: '登记', exact: true }).click();
  await stall.page.getByText('请把编号告诉来访的人').waitFor();
  expect(await axeViolations(stall.page)).toEqual([]);

  await office.page.reload();
  await office.page.getByRole('tab', { name: '活动总结' }).click();
  await office.page.getByLabel('存在的主要问题').fill('有300人没有等到答复');
  await office.page.getByRole('button', { name: '生成总结' }).click();
  await office.page.getByText('“300”没有记录作依据').waitFor();
  await office.page.getByLabel('存在的主要问题').fill('夜间照明不够。');
  await office.page.getByRole('button', { name: '生成总结' }).click();
  await office.page.getByRole('link', { name: '2人次' }).first().click();
  await office.page.getByRole('cell', { name: '村口路灯坏了' }).waitFor();
  expect(await office.page.getByRole('heading', { name: '接待来访群众：2人次' }).count()).toBe(1);
  expect(await axeViolations(office.page)).toEqual([]);
  expect([...office.faults, ...stall.faults]).toEqual([]);
});
