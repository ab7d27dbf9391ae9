import { describe, expect, test } from 'vitest';
import { acts, type ActName, type Role } from '../src/account/rules.ts';
import { menuFor } from '../src/console/screen.ts';
import { screens } from '../src/console/screens.tsx';
import { sampleAccounts, samplePassword } from '../src/sample/accounts.ts';
import { axeViolations, desk, phone, siteUrl, staff, visitor } from './support.ts';

const mayOf = (role: Role) =>
  (Object.keys(acts) as ActName[]).filter((act) => (acts[act] as readonly Role[]).includes(role));

/** Every screen whose address needs no record, with the first sample account that may open it. */
const openable = screens
  .filter(({ path }) => !path.includes(':'))
  .map(({ path, title, act }) => {
    const opener = sampleAccounts.find(({ role }) => (acts[act] as readonly Role[]).includes(role));
    return { path, title, login: opener?.login ?? '' };
  });

describe('signing in', () => {
  test('by the form leads to where the person wanted to go', async () => {
    const { page, faults } = await visitor();
    await page.goto('/console/people');
    await page.getByLabel('登录名').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('登录名').fill('jingban');
    await page.getByLabel('密码').fill('not this one');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('alert').getByText('登录名或密码不对。').waitFor();
    await page.getByLabel('密码').fill(samplePassword);
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByRole('heading', { name: '机构与人员' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('without script is told why it cannot be, with the way to the public site', async () => {
    const { page } = await visitor(desk, { noScript: true });
    await page.goto('/console');
    await page.getByRole('heading', { name: '工作后台需要脚本' }).waitFor();
    await page.getByRole('link', { name: /去公开网站/ }).waitFor();
  });

  test('signing out shuts the door, also for the way back', async () => {
    const { page } = await staff('jingban');
    await page.goto('/console/people');
    await page.getByRole('button', { name: /王敏/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
    await page.getByLabel('登录名').waitFor();
    await page.goBack();
    await page.getByLabel('登录名').waitFor();
  });
});

describe('the menu', () => {
  test.each(sampleAccounts)('of $roleName holds what that role may do, in the order of the work', async (account) => {
    const { page, faults } = await staff(account.login);
    await page.goto('/console');
    await page.getByRole('heading', { name: '今天', exact: true }).waitFor();
    const shown = await page.getByRole('navigation', { name: '主菜单' }).getByRole('menuitem').allInnerTexts();
    expect(shown).toEqual(menuFor(screens, mayOf(account.role)).map(({ menu }) => menu));
    await page.waitForLoadState('networkidle');
    expect(await axeViolations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('on a phone is behind a button', async () => {
    const { page, faults } = await staff('gongkaiban', phone);
    await page.goto('/console');
    await page.getByRole('button', { name: '打开菜单' }).click();
    await page.getByRole('dialog').getByRole('menuitem', { name: '机构与人员' }).click();
    await page.getByRole('heading', { name: '机构与人员' }).waitFor();
    expect(faults).toEqual([]);
  });
});

describe.each([
  { size: '1280', viewport: desk },
  { size: '390', viewport: phone },
])('every screen at $size px', ({ viewport }) => {
  test.each(openable)('$title (/$path) opens without a fault, as $login', async ({ path, login }) => {
    const { page, context, faults } = await staff(login, viewport);
    await page.goto(`/console/${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe('when things go wrong in the middle of work', () => {
  async function editingGroup() {
    const one = await staff('gongkaiban');
    await one.page.goto('/console/people');
    await one.page.getByRole('button', { name: '修改' }).click();
    await one.page.getByRole('textbox', { name: '姓名' }).fill('林海');
    return one;
  }

  test('a session that ended asks for the password over the page; the form is kept and saved', async () => {
    const { page, context, faults } = await editingGroup();
    await context.clearCookies();
    await page.getByRole('button', { name: '保存' }).click();
    const dialog = page.getByRole('dialog', { name: '登录已过期' });
    await dialog.getByLabel('密码').fill(samplePassword);
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: '登录' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('林海');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '林海' }).waitFor();
    expect(faults).toEqual([]);
  });

  test('a database that is away is said in a banner, which goes by itself; the form is kept', async () => {
    const { page } = await editingGroup();
    const away = { status: 503, json: { code: 'database_away', message: '数据库暂时连不上，正在自动恢复。' } };
    await page.route('**/api/**', (route) => route.fulfill(away));
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('服务器或数据库暂时连不上').waitFor();
    await page.unroute('**/api/**');
    await page.getByText('服务器或数据库暂时连不上').waitFor({ state: 'hidden' });
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('林海');
  });
});

test('an account made by the security administrator works with its one-time password, once', async () => {
  const { page } = await staff('anquan');
  await page.goto('/console/accounts');
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.getByRole('dialog', { name: '新建账号' });
  const login = `new${Date.now().toString(36)}`;
  await form.getByLabel('姓名').fill('高小山');
  await form.getByLabel('登录名').fill(login);
  await form.getByLabel('所在机构').fill('民政局');
  await page.locator('.ant-select-item-option').getByText('东港市民政局').click();
  await form.getByRole('combobox', { name: '角色', exact: true }).click();
  await page.locator('.ant-select-item-option').getByText('经办', { exact: true }).click();
  await form.getByRole('button', { name: '建立' }).click();
  const password = await page.locator('.one-time').innerText();
  const newcomer = await visitor();
  await newcomer.page.goto('/console');
  await newcomer.page.getByLabel('登录名').fill(login);
  await newcomer.page.getByLabel('密码').fill(password.trim());
  await newcomer.page.getByRole('button', { name: '登录' }).click();
  await newcomer.page.getByRole('heading', { name: '请先换成自己的密码' }).waitFor();
  expect(await axeViolations(newcomer.page)).toEqual([]);
  await newcomer.page.getByLabel('一次性密码').fill(password.trim());
  await newcomer.page.getByLabel('新密码', { exact: true }).fill('明月何时照我还2026');
  await newcomer.page.getByLabel('再填一次新密码').fill('明月何时照我还2026');
  await newcomer.page.getByRole('button', { name: '修改密码' }).click();
  await newcomer.page.getByRole('heading', { name: '今天', exact: true }).waitFor();
  expect(newcomer.faults).toEqual([]);
});

test('built files are kept by browsers for good, compressed, and an unknown one is not found', async () => {
  const html = await (await fetch(`${siteUrl()}/console`)).text();
  const script = /src="(\/console\/assets\/[^"]+\.js)"/.exec(html)?.[1] ?? '';
  const response = await fetch(siteUrl() + script, { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('content-encoding')).toBe('br');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect((await fetch(`${siteUrl()}/console/assets/none.js`)).status).toBe(404);
});
