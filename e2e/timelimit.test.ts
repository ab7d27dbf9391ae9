import { expect, test } from 'vitest';
import { axeViolations, desk, phone, siteUrl, staff, visitor, type Visitor } from './support.ts';

const notice = `国务院办公厅关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月5日（周一）放假，与周末连休。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;
const yearOfNotice = 2027;

/** The day of Shanghai some days before today, as the API writes it. */
const daysAgo = (days: number) => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

/** An event told to the sample county whose term is counted in working days; returns its obligation. */
async function told({ context }: Visitor, event: string): Promise<string> {
  const origin = { origin: siteUrl() };
  const bodies = await (await context.request.get('/api/bodies')).json();
  const civil = bodies.find(({ name }: { name: string }) => name.endsWith('民政局'));
  const items = await (await context.request.get(`/api/obligations/items/${civil.id}`)).json();
  const item = items.find(({ timeLimit }: { timeLimit: string }) => timeLimit.includes('20个工作日'));
  const made = await context.request.post('/api/obligations', {
    data: { itemId: item.id, bodyId: civil.id, event, eventOn: daysAgo(1) },
    headers: origin,
  });
  return (await made.json()).id;
}

test('the office pastes a notice, looks at the year, saves it, and sees what moved', async () => {
  const office = await staff('gongkaiban', desk);
  const { page, faults } = office;
  const id = await told(office, '检查结果形成');
  const due = async () => (await (await office.context.request.get(`/api/obligations/${id}`)).json()).clock;
  const before = await due();
  // A holiday of today's own year that the term runs through moves it whenever this test runs.
  const within = before.ledger.find(({ kind }: { kind: string }) => kind === 'counted').day;
  const year = Number(within.slice(0, 4));
  const month = Number(within.slice(5, 7));
  const day = Number(within.slice(8));
  const loaded = await (await office.context.request.get(`/api/calendar/${year}`)).json();
  await page.goto('/console/calendar');
  await page.getByRole('link', { name: '导入放假通知' }).click();
  await page.getByLabel('通知原文').fill(notice.replace('共7天。1月31日（周日）', '共6天。1月31日（周日）'));
  await page.getByRole('button', { name: '看看读得对不对' }).click();
  await page.getByText('写的是 6 天，数出来是 7 天').waitFor();
  expect(await page.getByRole('button', { name: `保存 ${yearOfNotice} 年` }).isDisabled()).toBe(true);
  await page.getByLabel('通知原文').fill(notice);
  await page.getByRole('button', { name: '看看读得对不对' }).click();
  await page.getByRole('heading', { name: `${yearOfNotice} 年：放假 25 天，调休上班 6 天` }).waitFor();
  expect(await axeViolations(page)).toEqual([]);

  const file = JSON.stringify([{ year, days: [...loaded, { day: within, kind: 'holiday', name: '临时放假' }] }]);
  const chosen = { name: 'calendar.json', mimeType: 'application/json', buffer: Buffer.from(file) };
  await page.locator('input[type=file]').setInputFiles(chosen);
  await page.getByText(`${month}月${day}日由工作日变为放假`).waitFor();
  await page.getByRole('button', { name: `保存 ${year} 年` }).click();
  await page.getByRole('link', { name: '看哪些变动了' }).click();
  await page.getByRole('heading', { name: '哪些期限变动了' }).waitFor();
  await page.getByRole('link', { name: /检查结果形成/ }).waitFor();
  await page.getByText(`${month}月${day}日由工作日变为放假`).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const after = await due();
  expect((after.dueOn ?? after.provisionalOn) > (before.dueOn ?? before.provisionalOn)).toBe(true);
  await page.getByRole('link', { name: /检查结果形成/ }).click();
  await page.getByText('临时放假放假').first().waitFor();
  expect(faults).toEqual([]);
  // The calendar as it was, for whoever comes next.
  await office.context.request.put('/api/calendar', {
    data: { year, source: '国务院办公厅通知', days: loaded },
    headers: { origin: siteUrl() },
  });
});

test('a term is extended with its reason; everybody reads its days on a phone, and it prints on one page', async () => {
  const office = await staff('gongkaiban', phone);
  const id = await told(office, '又一次检查结果形成');
  await office.page.goto(`/console/obligations/${id}`);
  await office.page.getByRole('button', { name: '延长期限' }).click();
  const form = office.page.getByRole('dialog', { name: '延长期限' });
  await form.getByLabel('批准人').fill('分管副市长');
  await form.getByLabel('理由').fill('数据未核实');
  await form.getByRole('button', { name: '登记' }).click();
  await office.page.getByText('延长 5 个工作日：数据未核实').waitFor();
  expect(await axeViolations(office.page)).toEqual([]);
  expect(await office.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);

  const { page } = await visitor(phone, { noScript: true });
  await page.goto(`/due/${id}`);
  await page.getByText('分管副市长批准延长 5 个工作日（数据未核实）').waitFor();
  await page.getByText('第 25 天').waitFor();
  const sheet = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(sheet.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
});
