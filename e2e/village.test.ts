import { expect, test } from 'vitest';
import { samplePassword } from '../src/sample/accounts.ts';
import { axeViolations, phone, siteUrl, staff, visitor } from './support.ts';

/** A person of the village on a telephone, signed in by the form. */
async function villager(login: string) {
  const one = await visitor(phone);
  await one.page.goto('/cun');
  await one.page.getByLabel('登录名').waitFor();
  expect(await axeViolations(one.page)).toEqual([]);
  await one.page.getByLabel('登录名').fill(login);
  await one.page.getByLabel('密码').fill(samplePassword);
  await one.page.getByRole('button', { name: '登录' }).click();
  await one.page.getByRole('heading', { name: '房身村委会' }).waitFor();
  return one;
}

const rows = [
  { day: '7.5', summary: '机动地承包费', income: '１２，０００．５元', spending: '' },
  { day: '8月9日', summary: '路灯电费', income: '', spending: '680.3' },
  { day: '9/2', summary: '慰问 13842512345', income: '', spending: '500' },
];

test('于得水 on a telephone takes a quarter’s account from empty to public in under two minutes', async () => {
  const { page, context, faults } = await villager('cun');
  await page.getByRole('button', { name: '填写：财务收支明细' }).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const startedAt = Date.now();
  await page.getByRole('button', { name: '填写：财务收支明细' }).first().click();
  await page.getByLabel('上期结余').fill('1,000');
  const year = (await page.locator('main').innerText()).match(/(\d{4})年第(\d)季度/);
  const month = (Number(year?.[2]) - 1) * 3 + 1;
  for (const [at, { day, summary, income, spending }] of rows.entries()) {
    const row = page.locator('.rows > li').nth(at);
    await row.getByLabel('日期').fill(day.replace(/^\d+/, String(month + at)));
    await row.getByLabel('摘要').fill(summary);
    await row.getByLabel('收入').fill(income);
    await row.getByLabel('支出').fill(spending);
    await row.getByLabel('经手人').fill('于得水');
    if (at < rows.length - 1) await page.getByRole('button', { name: '加一行' }).click();
  }
  await page.getByText('11,820.20').waitFor();
  await page.getByText('第 3 行摘要：手机号 138****2345').waitFor();
  expect(await axeViolations(page)).toEqual([]);

  // The network goes while the last words are typed, and the tab dies: nothing is lost.
  await page.getByText('已保存', { exact: true }).waitFor();
  await context.setOffline(true);
  await page.getByLabel('说明').fill('本季度没有借款。');
  await page.getByText('没有网络，已保存在本机').waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByText('已从本机找回').waitFor();
  expect(await page.getByLabel('说明').inputValue()).toBe('本季度没有借款。');

  await page.getByRole('button', { name: '一键遮盖' }).click();
  await page.getByRole('button', { name: '送监委会审查' }).click();
  await page.getByText('等村务监督委员会审查').waitFor();
  const committee = await villager('jianwei');
  await committee.page.getByRole('link', { name: '审查' }).first().click();
  await committee.page.getByRole('button', { name: '审查通过，马上公开' }).waitFor();
  expect(await axeViolations(committee.page)).toEqual([]);
  await committee.page.getByRole('button', { name: '审查通过，马上公开' }).click();
  await committee.page.getByText('已公开，索引号').waitFor();
  expect((Date.now() - startedAt) / 1000).toBeLessThan(120);

  await committee.page.getByRole('link', { name: '看公开的网页' }).click();
  await committee.page.getByRole('heading', { name: /房身村委会.*财务收支明细/ }).waitFor();
  const text = await committee.page.locator('main').innerText();
  for (const words of ['12,000.50', '1,180.30', '11,820.20', '138****2345', '本季度没有借款。'])
    expect(text).toContain(words);
  expect(text).not.toContain('13842512345');
  expect(faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault))).toEqual([]);
  expect(committee.faults).toEqual([]);
});

test('letters and targets on the telephone are large enough for an old thumb, also at 360 px', async () => {
  const { page } = await villager('cun');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('button', { name: /^填写/ }).first().click();
  await page.getByRole('button', { name: '送监委会审查' }).waitFor();
  const small = await page.evaluate(() => {
    const found: string[] = [];
    for (const one of document.querySelectorAll('button, a, input:not([type=file]), select, textarea, summary')) {
      const box = one.closest('label')?.contains(one) && one.matches('[type=checkbox]') ? one.closest('label') : one;
      const { height } = (box ?? one).getBoundingClientRect();
      if (height > 0 && height < 44) found.push(`${one.tagName} ${height}`);
    }
    for (const one of document.querySelectorAll('body *'))
      if (one.textContent && Number.parseFloat(getComputedStyle(one).fontSize) < 18 && one.checkVisibility())
        found.push(one.tagName);
    return found;
  });
  expect(small).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= 360')).toBe(true);
});

test('the township sees who is late, changes its list and pushes it to all its villages', async () => {
  const { page, faults } = await staff('xiangzhen');
  await page.goto('/console/villages');
  await page.getByRole('heading', { name: '小甸子镇人民政府村务公开' }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.getByRole('rowheader').first().innerText()).toContain('没有信息员');
  const csv = await page.request.get(`${siteUrl()}/api/villages/grid/export`);
  expect(await csv.text()).toContain('房身村委会');
  await page.getByRole('link', { name: '事项清单' }).click();
  await page.getByLabel('第 4 项多久公开一次').fill('看情况');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('没有读懂，请换个说法').first().waitFor();
  await page.getByLabel('第 4 项多久公开一次').fill('每季度结束后15日内');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '下发给 11 个村' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('有 1 处不同').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: '下发', exact: true }).click();
  await page.getByText(/已下发给 11 个村/).waitFor();
  expect(faults).toEqual([]);
});
