import { v4 as uuidv4 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { crewOf, draftOf, publishDraft } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { questionsPerAddress } from './rules/question.ts';

const village = '210681115200';
const township = '210681115';

let ctx: TestContext;
let app: ReturnType<typeof testApp>;
let officer: Actor;
let clerkOfTown: Actor;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
  officer = await person(ctx, 'village', village);
  clerkOfTown = await person(ctx, 'clerk', township);
});

// The clock jumps by days, and a session ends after an idle hour: each act signs in anew.
const by =
  (actor?: Actor): Awaited<ReturnType<ReturnType<typeof testApp>['as']>> =>
  async (...request) =>
    (await app.as(actor))(...request);

let address = 0;
async function ask(fields: Record<string, string>, from = `10.0.0.${(address += 1)}`) {
  const body = new URLSearchParams({ token: uuidv4(), question: '低保名单里为什么没有老李家？', ...fields });
  const request = new Request(`http://localhost:3000/b/${village}/ask`, {
    method: 'POST',
    body,
    headers: { origin: 'http://localhost:3000', 'content-type': 'application/x-www-form-urlencoded' },
  });
  const response = await app.app.fetch(request, { requestId: 't', address: from });
  const text = await response.text();
  const [, number = '', code = ''] = /<strong>(\d{4}-3\d+-\d)<\/strong>[^]*?<strong>(\d{6})<\/strong>/.exec(text) ?? [];
  return { status: response.status, text, number, code };
}

async function lookUp(number: string, code: string) {
  const body = new URLSearchParams({ number, code });
  const response = await by()('/question', { method: 'POST', body });
  return { status: response.status, text: await response.text() };
}

const idOf = async (number: string) =>
  (await ctx.db.selectFrom('village_question').select('id').where('number', '=', number).executeTakeFirstOrThrow()).id;

describe('a villager’s question', () => {
  test('is taken in without name or script, found again by number and code, and answered on time', async () => {
    const form = await (await by()(`/b/${village}/ask`)).text();
    expect(form).toContain('向房身村委会提问');
    expect(form).not.toContain('<script');
    const asked = await ask({});
    expect(asked.status).toBe(200);
    expect(asked.text).toContain('最晚2026年5月25日');
    expect((await lookUp(asked.number, asked.code)).text).toContain('还没有答复');
    expect((await lookUp(asked.number, asked.code === '000000' ? '000001' : '000000')).status).toBe(422);
    expect((await lookUp('2026-300099-9', asked.code)).status).toBe(422);

    const id = await idOf(asked.number);
    const json = { kind: 'answered', answer: '老李家收入超过标准，评议记录可以到村部看。' };
    expect((await by(officer)(`/api/questions/${id}/answer`, { json })).status).toBe(200);
    expect((await by(officer)(`/api/questions/${id}/answer`, { json })).status).toBe(409);
    expect((await lookUp(asked.number.replaceAll('-', ' '), asked.code)).text).toContain('评议记录可以到村部看');
    expect(await (await by()(`/b/${village}`)).text()).toContain('1 个按期答复');
  });

  test('sent twice is one; a program that fills the trap, a wrong telephone or nothing is told so, and the words stay', async () => {
    const token = uuidv4();
    const twice = await Promise.all([ask({ token }), ask({ token })]);
    expect(twice[0].number).toBe(twice[1].number);
    expect(twice[0].code).toBe(twice[1].code);
    for (const [fields, words] of [
      [{ website: 'http://spam' }, '还没有提交'],
      [{ askerPhone: '打我家' }, '电话只写数字'],
      [{ question: '  ' }, '请写清楚想问什么'],
      [{ question: '\0\0\0\0问题' }, '存不了的特殊字符'],
      [{ question: '问'.repeat(1001) }, '最多 1000 字'],
    ] as const) {
      const { status, text } = await ask({ askerName: '老王', ...fields });
      expect(status).toBe(422);
      expect(text).toContain(words);
      expect(text).toContain('value="老王"');
    }
    const { id } = await bodyByCode(ctx.db, township);
    expect(id).toBeDefined();
    expect((await by()(`/b/${township}/ask`)).status).toBe(404);
  });

  test('from one address in a flood has to wait, and what was written stays', async () => {
    const answers = [];
    for (let n = 0; n <= questionsPerAddress; n += 1)
      answers.push(await ask({ question: `第 ${n} 个问题` }, '10.9.9.9'));
    expect(answers.map(({ status }) => status)).toEqual([...Array(questionsPerAddress).fill(200), 422]);
    expect(answers.at(-1)?.text).toContain(`第 ${questionsPerAddress} 个问题</textarea>`);
    expect(answers.at(-1)?.text).toContain('过 10 分钟');
  });

  test('not answered in 10 days is overdue for the village, its township and whoever asked', async () => {
    const asked = await ask({ question: '征地补偿款什么时候发？' });
    ctx.clock.set('2026-05-26T01:00:00Z');
    expect(
      (await by(clerkOfTown)('/api/questions?state=overdue').then((answer) => answer.json())).rows.map(
        ({ number }: { number: string }) => number,
      ),
    ).toContain(asked.number);
    expect((await (await by(clerkOfTown)('/api/questions/open')).json()).overdue).toBeGreaterThan(0);
    expect((await lookUp(asked.number, asked.code)).text).toContain('已经超过期限');
    expect(await (await by()(`/b/${village}`)).text()).toContain('个超过期限还没答复');
    const elsewhere = await person(ctx, 'office', '210681105');
    expect((await (await by(elsewhere)('/api/questions')).json()).total).toBe(0);
    expect((await by(elsewhere)(`/api/questions/${await idOf(asked.number)}`)).status).toBe(403);
    ctx.clock.set('2026-05-15T01:00:00Z');
  });

  test('is set aside by the township, never by the village', async () => {
    const asked = await ask({ question: '贷款办理请加微信' });
    const id = await idOf(asked.number);
    const json = { reason: '这是一条广告' };
    const ownClerk = await person(ctx, 'clerk', village);
    expect((await by(ownClerk)(`/api/questions/${id}/setting-aside`, { json })).status).toBe(403);
    expect((await by(clerkOfTown)(`/api/questions/${id}/setting-aside`, { json })).status).toBe(200);
    expect((await lookUp(asked.number, asked.code)).text).toContain('这是一条广告');
  });
});

describe('question and answer are shown to all', () => {
  async function answered(fields: Record<string, string>) {
    const asked = await ask(fields);
    const id = await idOf(asked.number);
    await by(officer)(`/api/questions/${id}/answer`, { json: { kind: 'answered', answer: '已经打到一卡通里了。' } });
    return id;
  }
  const releaser = () => person(ctx, 'reviewer', township);

  test('only where the asker agreed, somebody else released it, and nothing in it finds a person', async () => {
    const secret = await answered({ question: '粮补发了没有？我叫张三丰', askerName: '张三丰', mayPublish: 'no' });
    const texts = { question: '粮补发了没有？', answer: '已经打到一卡通里了。' };
    expect((await by(await releaser())(`/api/questions/${secret}/release`, { json: texts })).status).toBe(409);

    const id = await answered({
      question: '我叫张三丰，13812345678，粮补发了没有？',
      askerName: '张三丰',
      mayPublish: 'yes',
    });
    const other = await releaser();
    const send = (json: object) => by(other)(`/api/questions/${id}/release`, { json });
    for (const question of ['电话 13812345678，粮补发了没有？', '张三丰问：粮补发了没有？'])
      expect((await (await send({ ...texts, question })).json()).fields).toHaveProperty('question');
    expect(await (await by()(`/b/${village}`)).text()).not.toContain('粮补');
    expect((await by(officer)(`/api/questions/${id}/release`, { json: texts })).status).toBe(403);
    expect((await send(texts)).status).toBe(200);
    const page = await (await by()(`/b/${village}`)).text();
    expect(page).toContain('粮补发了没有？');
    expect(page).not.toMatch(/张三丰|138/);
    expect((await by(other)(`/api/questions/${id}/release`, { method: 'DELETE' })).status).toBe(200);
    expect(await (await by()(`/b/${village}`)).text()).not.toContain('粮补');
  });
});

describe('one code a village', () => {
  const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';
  const keyIn = async () => {
    const { id } = await bodyByCode(ctx.db, village);
    const row = await ctx.db
      .selectFrom('village_key')
      .select('key')
      .where('body_id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    return row?.key ?? '';
  };

  test('is printed for all villages of a township; its key opens what is for villagers until it is renewed', async () => {
    const town = await bodyByCode(ctx.db, township);
    const { id } = await bodyByCode(ctx.db, village);
    expect((await (await by(clerkOfTown)(`/api/plates/${town.id}/keys`, { method: 'POST' })).json()).made).toBe(2);
    expect((await (await by(clerkOfTown)(`/api/plates/${town.id}/keys`, { method: 'POST' })).json()).made).toBe(0);
    const paper = await (await by(clerkOfTown)(`/api/plates/${town.id}/paper`)).text();
    expect(paper.match(/class="plate"/g)).toHaveLength(2);
    expect(
      (await by(await person(ctx, 'clerk', village))(`/api/plates/${id}/renewal`, { method: 'POST' })).status,
    ).toBe(403);

    const crew = await crewOf(ctx, village);
    const draft = await draftOf(ctx, crew.clerk, village, { title: '五保户名单', html: '<p>某某家。</p>' });
    await ctx.db.updateTable('disclosure').set({ audience: 'village' }).where('id', '=', draft.id).execute();
    await publishDraft(ctx, crew, draft);
    await ctx.db.updateTable('disclosure').set({ audience: 'village' }).where('id', '=', draft.id).execute();
    const { number } = await ctx.db
      .selectFrom('disclosure')
      .select('number')
      .where('id', '=', draft.id)
      .executeTakeFirstOrThrow();

    ctx.pages.drop(['*']);
    const page = await (await by()(`/b/${village}`)).text();
    expect(page).toContain('只给本村村民看的 1 件');
    expect(page).not.toContain('五保户名单');
    const inside = `/b/${village}/villagers`;
    expect(await (await by()(inside)).text()).not.toContain('五保户');
    const opened = await by()(`/v/${await keyIn()}`);
    expect([opened.status, opened.headers.get('location')]).toEqual([303, `/b/${village}`]);
    expect(opened.headers.get('set-cookie')).toContain(`Path=${inside}`);
    const headers = { cookie: cookieOf(opened) };
    // Asked for at the same moment by who has the key and who has not.
    const both = await Promise.all([by()(inside, { headers }), by()(inside)]);
    const [theirs = '', others = ''] = await Promise.all(both.map((one) => one.text()));
    expect(theirs).toContain('五保户名单');
    expect(others).not.toContain('五保户');
    expect(await (await by()(`${inside}/${number}`, { headers })).text()).toContain('某某家');
    expect(await (await by()(`${inside}/${number}`)).text()).not.toContain('某某家');
    expect(await by()(`/b/210681115201/villagers`, { headers }).then((one) => one.text())).toContain(
      '要先扫村里的铭牌',
    );

    const old = await keyIn();
    expect((await by(clerkOfTown)(`/api/plates/${id}/renewal`, { method: 'POST' })).status).toBe(200);
    expect(await (await by()(inside, { headers })).text()).not.toContain('五保户');
    const outdated = await by()(`/v/${old}`);
    expect([outdated.status, outdated.headers.get('set-cookie')]).toEqual([410, null]);
    expect(await outdated.text()).toContain('这块铭牌已经换过了');
    expect((await by()('/v/22222222222222222222')).status).toBe(404);
  });
});
