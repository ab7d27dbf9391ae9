import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noticeDocx } from '../src/attachment/testing.ts';
import { axeViolations, desk, phone, siteUrl, staff, visitor, type Visitor } from './support.ts';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const mark = Date.now().toString(36);

async function isSound(page: Page) {
  await page.waitForLoadState('networkidle');
  expect(await axeViolations(page)).toEqual([]);
  const width = page.viewportSize()?.width ?? 0;
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

const line = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Sends what a screen would, as the person signed in. */
async function sent(one: Visitor, at: string, data: object) {
  const response = await one.context.request.post(`${siteUrl()}/api${at}`, { data, headers: { origin: siteUrl() } });
  expect([at, response.status()]).toEqual([at, response.status() < 300 ? response.status() : 200]);
  return response.json();
}

test.each([
  { size: '390', viewport: phone },
  { size: '1280', viewport: desk },
])('at $size px the clerk proves who leads, and the supervisor sees the gap close', async ({ size, viewport }) => {
  const clerk = await staff('jingban', viewport);
  const supervisor = await staff('jiandu', viewport);
  // One kind a size: the second walk must find the gap that the first has not closed.
  const { name, button } =
    size === '390' ? { name: '分管领导', button: '填写分管领导' } : { name: '专职人员', button: '填写专职人员' };

  await clerk.page.goto('/console/five-things');
  await clerk.page.getByRole('link', { name: '填写本机构' }).click();
  await clerk.page.getByRole('heading', { name: '东港市民政局“五个落实”' }).waitFor();
  await line(clerk.page, name).getByText('还没有填').waitFor();
  await isSound(clerk.page);
  await clerk.page.getByRole('button', { name: button }).click();
  const dialog = clerk.page.getByRole('dialog', { name });
  await dialog
    .getByRole('button', { name: '保 存' })
    .or(dialog.getByRole('button', { name: '保存' }))
    .click();
  await dialog.getByText('请填写姓名').waitFor();
  await dialog.getByLabel('姓名').fill('孙大海');
  await dialog.getByLabel('职务').fill('副局长');
  await isSound(clerk.page);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await line(clerk.page, name).getByText('没有填全').waitFor();
  await line(clerk.page, name)
    .locator('input[type=file]')
    .setInputFiles({
      ...{ name: '领导分工.docx', mimeType: wordType },
      buffer: await noticeDocx({ title: '领导分工', body: '孙大海分管政务公开' }),
    });
  await line(clerk.page, name).getByRole('link', { name: '领导分工.docx' }).waitFor();
  await line(clerk.page, name).getByText('待核实').waitFor();
  await line(clerk.page, name)
    .locator('input[type=file]')
    .setInputFiles({
      ...{ name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('just words') },
    });
  await clerk.page.getByText('请上传照片（jpg、png）、PDF 或 Word 文件（docx）。').waitFor();

  await supervisor.page.goto('/console/five-things');
  const row = supervisor.page.getByRole('row').filter({ hasText: '东港市民政局' });
  await row.getByText('待核实').waitFor();
  await isSound(supervisor.page);
  await row.getByRole('link', { name: '东港市民政局' }).click();
  await supervisor.page.getByRole('button', { name: `核实无误：${name}` }).click();
  await line(supervisor.page, name).getByText('已落实').waitFor();
  await line(supervisor.page, name)
    .getByText(/陈志远 于/)
    .waitFor();
  await supervisor.page.getByRole('link', { name: '各机构' }).click();
  await row.getByText('已落实').first().waitFor();
  await supervisor.page.goto(`${new URL(clerk.page.url()).pathname}/print`);
  await supervisor.page.getByRole('cell', { name: '领导分工.docx' }).first().waitFor();
  await isSound(supervisor.page);
  expect([...clerk.faults, ...supervisor.faults]).toEqual([]);
});

test('persons named once stand on the wall table and on the public page', async () => {
  const clerk = await staff('jingban');
  const office = await staff('gongkaiban');
  const { page } = clerk;
  await page.goto('/console/responsibility');
  await page.getByRole('button', { name: '统一指定' }).click();
  const dialog = page.getByRole('dialog', { name: '指定责任人：全部事项' });
  await dialog.getByLabel('责任科室').fill('办公室');
  await dialog.getByLabel('经办').fill('王敏');
  await page.locator('.ant-select-item-option').getByText('王敏 · 办公室科员').click();
  await dialog.getByLabel('审核').fill('李主任');
  await dialog.getByLabel('签发（分管领导）').fill('孙大海');
  await isSound(page);
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('还缺人 0').waitFor();
  await isSound(page);

  await page.getByRole('button', { name: '人员变动' }).click();
  const moving = page.getByRole('dialog', { name: '人员变动' });
  await moving.getByLabel('原来的责任人').fill('李主任');
  await page.keyboard.press('Enter');
  await moving.getByText('全部事项：审核').waitFor();
  await moving.getByLabel('接替的人').fill('周主任');
  await isSound(page);
  await moving.getByRole('button', { name: '全部更换' }).click();
  await moving.waitFor({ state: 'hidden' });

  const bodyId = (await (await clerk.context.request.get(`${siteUrl()}/api/accounts/session`)).json()).body_id;
  await office.page.goto(`/console/responsibility/${bodyId}/wall`);
  await office.page.getByRole('cell', { name: '周主任' }).first().waitFor();
  await isSound(office.page);
  const paper = await office.page.pdf({ preferCSSPageSize: true });
  // A3 landscape: 420 × 297 mm in points.
  expect(paper.toString('latin1')).toMatch(/MediaBox\s*\[\s*0 0 119\d(\.\d+)? 84[12](\.\d+)?\s*\]/);

  const citizen = await visitor(phone, { noScript: true });
  await citizen.page.goto('/b/210681-05');
  await citizen.page.getByRole('link', { name: /责任分工表/ }).click();
  await citizen.page.getByRole('heading', { name: '东港市民政局责任分工表' }).waitFor();
  expect(await citizen.page.content()).toContain('周主任');
  const seeing = await visitor(phone);
  await seeing.page.goto('/b/210681-05/responsible');
  await isSound(seeing.page);
  expect([...clerk.faults, ...office.faults, ...seeing.faults]).toEqual([]);
});

test.each([
  { size: '390', viewport: phone },
  { size: '1280', viewport: desk },
])(
  'at $size px a publication is in the register at once, and the office asks and confirms',
  async ({ size, viewport }) => {
    const clerk = await staff('jingban', viewport);
    const office = await staff('gongkaiban', viewport);
    const title = `临时救助公告${mark}${size}`;
    const { body_id: bodyId } = await (await clerk.context.request.get(`${siteUrl()}/api/accounts/session`)).json();
    const draft = { title, category: '社会救助', issuedOn: '2026-05-08', html: '<p>每月800元。</p>', bodyId };
    const { id, revision } = await sent(clerk, '/disclosures', draft);
    await sent(clerk, `/disclosures/${id}/submit`, { revision });
    for (const [login, step] of Object.entries({ shenhe: 'review', baomi: 'clear', qianfa: 'sign' }))
      await sent(await staff(login), `/disclosures/${id}/${step}`, { revision });

    await office.page.goto(`/console/filings?words=${encodeURIComponent(title)}`);
    const link = office.page.getByRole('link', { name: size === '390' ? title : /210681-05备〔\d{4}〕\d{5}号/ });
    await link.waitFor();
    await isSound(office.page);
    await link.click();
    await office.page.getByRole('heading', { name: title }).waitFor();
    await office.page.getByText('孙立新').first().waitFor();
    await isSound(office.page);
    await office.page.getByLabel('要改什么').fill('请补充办理地点');
    await office.page.getByRole('button', { name: '发出整改意见' }).click();
    await office.page.getByText('请补充办理地点').first().waitFor();

    await clerk.page.goto(new URL(office.page.url()).pathname);
    await clerk.page.getByText('上级有整改意见').waitFor();
    await clerk.page.getByLabel('怎么改的').fill('已补充办理地点，重新公开');
    await isSound(clerk.page);
    await clerk.page.getByRole('button', { name: '答复' }).click();
    await clerk.page.getByText('已答复，待确认').waitFor();

    await office.page.reload();
    await office.page.getByText('已补充办理地点，重新公开').waitFor();
    await office.page.getByRole('button', { name: '确认收到' }).click();
    await office.page.getByText('上级已确认').waitFor();
    await clerk.page.reload();
    await clerk.page.getByText('上级已确认').waitFor();
    await office.page.goto(`/console/filings/print?words=${encodeURIComponent(title)}`);
    await office.page.getByRole('cell', { name: title }).waitFor();
    await isSound(office.page);
    await clerk.page.goto('/console/institutions');
    await clerk.page.getByRole('link', { name: /^备案 \d+，看记录$/ }).click();
    await clerk.page.getByRole('link', { name: new RegExp(title) }).waitFor();
    await isSound(clerk.page);
    expect([...clerk.faults, ...office.faults]).toEqual([]);
  },
);

test('a pasted table of events is shown row by row and registered', async () => {
  const { page, faults } = await staff('jingban', phone);
  await page.goto('/console/obligations/register-many');
  await page
    .getByLabel(/粘贴表格/)
    .fill(`2026-05-04\t印发低保办法${mark}\t行政规范性文件\n2026-05-04\t某件事\t没有的事项`);
  await page.getByRole('button', { name: '看每行的去向' }).click();
  await page.getByText('可登记 1 行，已有 0 行，不能登记 1 行。').waitFor();
  await isSound(page);
  await page.getByRole('button', { name: '登记 1 行' }).click();
  await page.getByText('已登记 1 行，已有 0 行，不能登记 1 行。').waitFor();
  await page.getByRole('link', { name: /行政规范性文件/ }).click();
  await page.waitForURL(/obligations\/[0-9a-f-]{36}$/);
  await page.getByText(`，印发低保办法${mark}`).waitFor();
  await page.getByText('责任人', { exact: true }).waitFor();
  expect(faults).toEqual([]);
});
