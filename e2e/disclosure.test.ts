import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noticeDocx } from '../src/attachment/testing.ts';
import { axeViolations, phone, siteUrl, staff, visitor } from './support.ts';

const mobile = '13812345678';
const idNumber = '11010519491231002X'; // the standard's own example (GB 11643-1999)
const title = `提高城乡低保标准的公告${Date.now().toString(36)}`;
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function isAccessible(page: Page) {
  await page.waitForLoadState('networkidle');
  expect(await axeViolations(page)).toEqual([]);
}

/** What waits for the person under this title on their 今天, with the action beside it. */
const waiting = (page: Page) => page.getByRole('listitem').filter({ hasText: title });

async function openFromToday(page: Page, action: string) {
  await page.goto('/console');
  await waiting(page).getByRole('link', { name: action }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

const press = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true }).click();

async function typeDay(page: Page, day: string) {
  const field = page.getByLabel('成文日期');
  await field.fill(day);
  await field.press('Enter');
}

test('a document goes from what is owed to the public and back, each step by its own person', async () => {
  const [clerk, reviewer, officer, leader, office] = await Promise.all(
    ['jingban', 'shenhe', 'baomi', 'qianfa', 'gongkaiban'].map((login) => staff(login)),
  );
  if (!clerk || !reviewer || !officer || !leader || !office) throw new Error('somebody is missing');
  const citizen = await visitor(undefined, { noScript: true });

  // 经办: from what the bureau owes to a draft that is told what it lacks.
  const drafting = clerk.page;
  await drafting.goto('/console');
  await drafting.getByRole('listitem').getByRole('link', { name: '起草' }).first().click();
  await drafting.getByLabel('分类').waitFor();
  const obligationId = new URL(drafting.url()).searchParams.get('obligationId') ?? '';
  expect(await drafting.getByLabel('标题').inputValue()).toMatch(/^东港市民政局../);
  expect(await drafting.getByLabel('分类').inputValue()).not.toBe('');
  await drafting.getByLabel('标题').fill(title);
  await press(drafting, '建草稿，写正文');
  await drafting.getByRole('textbox', { name: '正文' }).waitFor();

  await drafting.getByText('上传 Word 文件').waitFor();
  const upload = drafting.locator('input[type=file]');
  await upload.setInputFiles({ name: '通知.docx', mimeType: wordType, buffer: Buffer.from('not a Word file') });
  await drafting.getByRole('alert').getByText('这不是 Word 文件（.docx）。').waitFor();
  const body = `城市低保标准提高到每月796元，咨询 ${mobile}，公示对象 ${idNumber}`;
  await upload.setInputFiles({ name: '通知.docx', mimeType: wordType, buffer: await noticeDocx({ title, body }) });
  await drafting.getByText('已读入“通知.docx”').waitFor();
  await drafting.getByRole('textbox', { name: '正文' }).getByRole('cell', { name: '796元' }).waitFor();
  expect(await drafting.getByRole('textbox', { name: '正文' }).innerText()).not.toContain(title);
  await drafting.getByRole('heading', { name: '有 2 处个人信息' }).waitFor();
  await press(drafting, '送审');
  await drafting.getByRole('alert').getByText('请填写成文日期').waitFor();
  expect(await drafting.evaluate('document.activeElement.id')).toBe('draft-issued');
  expect(await drafting.getByRole('dialog').count()).toBe(0);
  await isAccessible(drafting);
  await typeDay(drafting, '2026-05-15');
  await drafting.getByText('请填写成文日期').waitFor({ state: 'hidden' });
  await press(drafting, '送审');
  await drafting.getByText('待审核').first().waitFor();

  // 审核, then 保密审查, who cannot let personal data pass and sends it back masked.
  await openFromToday(reviewer.page, '审核通过');
  await isAccessible(reviewer.page);
  await press(reviewer.page, '审核通过');
  await reviewer.page.getByText('待保密审查').first().waitFor();
  const checking = officer.page;
  await openFromToday(checking, '保密审查通过');
  await checking.getByText('有 2 处个人信息没有遮盖').waitFor();
  await press(checking, '保密审查通过');
  const override = checking.getByRole('dialog', { name: '照原文公开个人信息？' });
  await press(override, '我负责，照原文公开');
  await override.getByText('请写清理由，至少 5 个字').waitFor();
  await isAccessible(checking);
  await press(override, '取消');
  await press(checking, '退回修改');
  const sendBack = checking.getByRole('dialog', { name: '退回修改' });
  expect(await sendBack.getByLabel('退回时自动遮盖 2 处个人信息').isChecked()).toBe(true);
  await sendBack.getByLabel('要改什么').fill('个人信息已遮盖，请核对。');
  await press(sendBack, '退回');
  await checking.getByText('起草中').first().waitFor();

  // Back with the clerk, and through every hand to the public.
  await openFromToday(drafting, '按意见修改');
  await drafting.getByText('个人信息已遮盖，请核对。').first().waitFor();
  await drafting.getByText('138****5678').waitFor();
  await press(drafting, '送审');
  await drafting.getByText('待审核').first().waitFor();
  await openFromToday(reviewer.page, '审核通过');
  await press(reviewer.page, '审核通过');
  await reviewer.page.getByText('待保密审查').first().waitFor();
  await openFromToday(checking, '保密审查通过');
  await press(checking, '保密审查通过');
  await checking.getByText('待签发').first().waitFor();
  const find = async () => {
    await citizen.page.goto('/');
    await citizen.page.getByLabel('您想查什么？').fill(title);
    await citizen.page.keyboard.press('Enter');
    await citizen.page.waitForURL('**/search**');
    return citizen.page.getByRole('main').getByRole('link', { name: title });
  };
  expect(await (await find()).count()).toBe(0);
  const signing = leader.page;
  await openFromToday(signing, '签发公开');
  await isAccessible(signing);
  await press(signing, '签发公开');
  await press(signing.getByRole('dialog', { name: '签发并公开？' }), '确定');
  await signing.getByText(/已公开，索引号 210681-05\/\d{4}-\d{5}/).waitFor();

  // Anybody finds it, with what it is and without what is nobody's business; the office sees that it is done.
  await (await find()).click();
  await citizen.page.getByRole('heading', { level: 1, name: title }).waitFor();
  const path = new URL(citizen.page.url()).pathname;
  const html = await citizen.page.content();
  for (const words of ['210681-05/', '东港市民政局', '2026年5月15日', '为什么公开', '138****5678', '796元', '<table'])
    expect(html).toContain(words);
  for (const secret of [mobile, idNumber, idNumber.slice(6, 14)]) expect(html).not.toContain(secret);
  await isAccessible((await visitorAt(path)).page);
  const isOwed = async () => {
    await office.page.goto(`/console/obligations/${obligationId}`);
    await office.page.getByText('应公开日期').waitFor();
    return (await office.page.getByText('还没公开', { exact: true }).count()) > 0;
  };
  expect(await isOwed()).toBe(false);

  // Withdrawn: a page stays that says so and why; the search has forgotten it, and it is owed again.
  await signing.reload();
  await press(signing, '撤下');
  const withdrawal = signing.getByRole('dialog', { name: '撤下' });
  await withdrawal.getByLabel('原因（会向社会公开）').fill(`请找 ${mobile} 核对`);
  await press(withdrawal, '撤下');
  await withdrawal.getByText('请不要写身份证号、手机号、银行卡号').waitFor();
  await isAccessible(signing);
  await withdrawal.getByLabel('原因（会向社会公开）').fill('补助标准有误，核实后重新公开');
  // While the mark of the refused sending fades, it stands in the button's name.
  await withdrawal.getByRole('button', { name: /撤下$/ }).click();
  await signing.getByText('已于').waitFor();
  await expect.poll(async () => (await citizen.page.goto(path))?.status()).toBe(410);
  await citizen.page.getByText('内容有误：补助标准有误，核实后重新公开').waitFor();
  expect(await citizen.page.content()).not.toContain('796元');
  expect(await (await find()).count()).toBe(0);
  expect(await isOwed()).toBe(true);
  await isAccessible((await visitorAt(path)).page);
  for (const { faults } of [clerk, reviewer, officer, leader, office, citizen]) expect(faults).toEqual([]);
});

async function visitorAt(path: string) {
  const someone = await visitor(phone);
  await someone.page.goto(siteUrl() + path);
  return someone;
}

test('two people at one draft: the second is shown both texts and loses neither', async () => {
  const clerk = await staff('jingban', phone);
  const colleague = await staff('gongkaiban');
  await clerk.page.goto('/console/disclosures/new');
  await clerk.page.getByLabel('标题').fill('两人同改的草稿');
  await clerk.page.getByLabel('分类').fill('社会救助');
  await clerk.page.keyboard.press('Tab');
  await press(clerk.page, '建草稿，写正文');
  const mine = clerk.page.getByRole('textbox', { name: '正文' });
  await mine.waitFor();
  await isAccessible(clerk.page);
  expect(await clerk.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
  await colleague.page.goto(clerk.page.url());
  const theirs = colleague.page.getByRole('textbox', { name: '正文' });
  await theirs.fill('同事写的一段');
  await colleague.page.getByText('马上保存').click();
  await colleague.page.getByText(/^已保存/).waitFor();

  await mine.fill('我写的一段');
  await clerk.page.getByText('马上保存').click();
  const choice = clerk.page.getByRole('dialog', { name: '这份草稿有两种改法' });
  await choice.getByText(/刘晓燕在 .+ 保存过这份草稿/).waitFor();
  await expect.poll(() => choice.getByLabel('已经保存的正文').inputValue()).toBe('同事写的一段');
  expect(await choice.getByLabel('我手上的正文').inputValue()).toBe('我写的一段');
  await isAccessible(clerk.page);
  await press(choice, '用我手上的');
  await choice.waitFor({ state: 'hidden' });
  await clerk.page.getByText(/^已保存/).waitFor();
  await clerk.page.reload();
  await mine.getByText('我写的一段').waitFor();
  expect([...clerk.faults, ...colleague.faults]).toEqual([]);
});

test('a paste of fifty megabytes is refused at once, and what was written stays', async () => {
  const { page, faults } = await staff('jingban');
  await page.goto('/console/disclosures/new');
  await page.getByLabel('标题').fill('粘贴过长的草稿');
  await page.getByLabel('分类').fill('社会救助');
  await page.keyboard.press('Tab');
  await press(page, '建草稿，写正文');
  const text = page.getByRole('textbox', { name: '正文' });
  await text.fill('已经写好的一段');
  await text.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '公'.repeat(17_000_000));
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await page.getByText('粘贴的内容太长，最多 4 MB，没有粘贴。').waitFor();
  expect(await text.innerText()).toBe('已经写好的一段');
  expect(faults).toEqual([]);
});
