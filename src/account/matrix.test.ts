import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { bodyByCode } from '../body/queries.ts';
import { importCatalogue } from '../catalogue/commands/importing.ts';
import { crewOf, draftOf } from '../disclosure/testing.ts';
import { anyRule, noticesOf } from '../notice/testing.ts';
import { timeLimitWrites } from '../catalogue/testing.ts';
import { projectRoot } from '../platform/project.ts';
import { checkOf, findingOf } from '../supervision/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { idFor, stockBody, writesOf } from '../responsibility/testing.ts';
import { guardedRoutes } from './allow.ts';
import { acts, commandLineActor, type Actor, type Role } from './rules.ts';
import { stockVillage, villageWrites } from '../village/testing.ts';
import { loadSmallCounty, person, testApp } from './testing.ts';
import { hangingId, hangingOf, hangingWrites } from '../posting/testing.ts';

/** Every role in one township tries every door of the API on what belongs to another township. */

const here = '210681115';
const there = '210681105';
/** Stands in every text of the other township: where it is read here, something leaked. */
const secret = '佟家店的事';

let ctx: TestContext;
let app: ReturnType<typeof testApp>;
let theirs: Awaited<ReturnType<typeof stockOther>>;
const people = new Map<Role, Awaited<ReturnType<ReturnType<typeof testApp>['as']>>>();

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
  const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
  await importCatalogue(ctx, commandLineActor('test'), { fileName: 'c.csv', bytes, effectiveOn: '2026-01-01' });
  theirs = await stockOther();
  for (const role of new Set(Object.values(acts).flat())) people.set(role, await app.as(await person(ctx, role, here)));
});

async function send<T = { id: string }>(actor: Actor, at: string, json: unknown): Promise<T> {
  const response = await (await app.as(actor))(`/api${at}`, { json });
  if (response.status !== 201) throw new Error(`${at} ${response.status} ${await response.text()}`);
  return response.json();
}

const visitOf = (stallId: string) => ({
  ...{ id: uuidv7(), stallId, kind: 'report', field: '低保', question: `${secret}：举报`, isAnsweredOnSpot: true },
  ...{ answer: secret, visitedAt: '2026-05-15T00:30:00Z', satisfaction: 'satisfied' },
});

/** One record of every kind that the other township has. */
async function stockOther() {
  const body = await bodyByCode(ctx.db, there);
  const crew = await crewOf(ctx, there);
  const { id: disclosure } = await draftOf(ctx, crew.clerk, there, { title: secret });
  const five = await stockBody(ctx, await app.as(crew.clerk), { crew, bodyId: body.id, bodyCode: there, secret });
  const security = await person(ctx, 'security_admin', there);
  const account = await person(ctx, 'clerk', there);
  await ctx.db
    .updateTable('account')
    .set({ person_name: secret })
    .where('id', '=', account.accountId ?? '')
    .execute();
  const system = await person(ctx, 'system_admin', there);
  const section = await send(system, '/bodies/sections', { bodyId: body.id, name: secret });
  const office = await person(ctx, 'office', there);
  const plan = { bodyId: body.id, name: `${secret}公开日`, heldOn: '2026-05-15' };
  const { id: day } = await send(office, '/opendays', plan);
  const { id: stall } = await send(office, `/opendays/${day}/stalls`, { bodyId: body.id, name: secret });
  const material = { stallId: stall, kind: 'leaflet', name: secret, unit: '份', prepared: 10 };
  const { id: materialId } = await send(office, `/opendays/${day}/materials`, material);
  await (
    await app.as(office)
  )(`/api/opendays/${day}/opening`, { method: 'POST' });
  await send(office, `/opendays/${day}/visits`, visitOf(stall));
  const { id: summary } = await send(office, `/opendays/${day}/summaries`, {});
  const obligation = await ctx.db
    .selectFrom('obligation')
    .select(['id', 'item_id'])
    .where('body_id', '=', body.id)
    .executeTakeFirstOrThrow();
  const sheet = await stockVillage(ctx, there);
  const asking = { basis: 'none', reason: `${secret}，本期没有` };
  const waiver = await send(crew.clerk, `/obligations/${obligation.id}/waivers`, asking);
  const { notice, letter } = await noticesOf(ctx, account.accountId ?? '', secret);
  await findingOf(ctx, body.id, secret);
  const checked = await checkOf(ctx, body.id, secret);
  const hanging = await hangingOf(ctx, body.id, secret);
  const ids = {
    ...hanging,
    ...sheet,
    ...five,
    ...checked,
    notice,
    letter,
    waiver: waiver.id,
    body: body.id,
    disclosure,
    day,
    stall,
  };
  const more = { materialId, summary, account: account.accountId ?? '', section: section.id, security };
  return { ...ids, ...more, obligation: obligation.id, item: obligation.item_id };
}

/** The address of a route with the other township's ids in it. */
function addressOf(route: string): string {
  const at = route.split(' ')[1] ?? '';
  const idOf = (): string => {
    if (at.startsWith('/api/accounts')) return theirs.account;
    if (at.startsWith('/api/bodies/sections')) return theirs.section;
    if (at.startsWith('/api/bodies') || at.startsWith('/api/obligations/items')) return theirs.body;
    if (at.startsWith('/api/obligations/waivers')) return theirs.waiver;
    if (at.startsWith('/api/obligations')) return theirs.obligation;
    if (at.startsWith('/api/catalogues/items')) return theirs.item;
    if (at.startsWith('/api/disclosures')) return theirs.disclosure;
    if (at.startsWith('/api/checks/tasks')) return theirs.task;
    if (at.startsWith('/api/checks')) return theirs.check;
    if (at.startsWith('/api/notices/letters')) return theirs.letter;
    if (at.startsWith('/api/notices')) return theirs.notice;
    if (/^\/api\/(events|filings|fivethings|responsibilities|institutions)/.test(at)) return idFor(at, theirs);
    if (at.startsWith('/api/opendays/summaries')) return theirs.summary;
    if (at.startsWith('/api/opendays')) return theirs.day;
    if (at.startsWith('/api/villages/photos')) return theirs.photo;
    if (at.startsWith('/api/villages/sheets')) return theirs.sheet;
    const ofBoards = hangingId(at, theirs);
    if (ofBoards) return ofBoards;
    throw new Error(`Say whose id ${route} takes`);
  };
  return at
    .replace(':obligationId', theirs.obligation)
    .replace(':bodyId', at.startsWith('/api/villages/committees') ? theirs.village : theirs.body)
    .replace(':photoId', theirs.photo)
    .replace(':size', 'image')
    .replace(':stallId', theirs.stall)
    .replace(':materialId', theirs.materialId)
    .replace(':figureId', 'visits')
    .replace('/photos/:kind', '/photos/up')
    .replace(':kind', 'leader')
    .replace(':institution', 'filing')
    .replace(':disclosureId', theirs.disclosure)
    .replace(/:id\b/, idOf);
}

/** Right input for every write, so that nothing but the scope can refuse it. Undefined: the route takes none. */
const writes = (): Record<string, unknown> => {
  const plan = { name: '公开日', heldOn: '2026-05-15' };
  const draft = { title: '标题', category: '其他', html: '<p>文字</p>' };
  const reason = '写错了，需要改正';
  const event = { itemId: theirs.item, event: '某件事', eventOn: '2026-05-14' };
  const roles = [{ role: 'clerk', bodyId: theirs.body }];
  return {
    'POST /api/accounts': { login: 'new-one', personName: '某人', bodyId: theirs.body, roles },
    'PUT /api/accounts/:id/roles': { roles },
    'POST /api/accounts/:id/disabling': undefined,
    'DELETE /api/accounts/:id/disabling': undefined,
    'DELETE /api/accounts/:id/lock': undefined,
    'POST /api/accounts/:id/one-time-password': undefined,
    'POST /api/bodies/sections': { bodyId: theirs.body, name: '新科室' },
    'PUT /api/bodies/sections/:id': { name: '改名' },
    'PUT /api/bodies/:id/leading-group': { members: [] },
    'PUT /api/calendar': { year: 2030, source: '国务院办公厅通知', days: [] },
    'POST /api/bodies/:id/closing': { successorId: null, closedOn: '2026-05-01' },
    'POST /api/obligations/:id/waivers': { basis: 'none', reason: '本期没有这项内容' },
    'PUT /api/obligations/waivers/:id': { decision: 'granted' },
    'POST /api/obligations/waivers/:id/ending': { remark: '情况已经变了' },
    'PUT /api/catalogues/subjects': { words: '起草单位', targets: [] },
    'PUT /api/catalogues/items/:id/audience': { audience: 'group', reason },
    ...timeLimitWrites,
    'POST /api/obligations': { ...event, bodyId: theirs.body },
    'POST /api/disclosures': { ...draft, bodyId: theirs.body },
    'PUT /api/disclosures/:id/draft': { ...draft, revision: 1 },
    'POST /api/disclosures/:id/mask': { revision: 1 },
    'POST /api/disclosures/:id/obligations': { obligationId: theirs.obligation },
    'DELETE /api/disclosures/:id/obligations/:obligationId': undefined,
    'PUT /api/disclosures/:id/audience': { audience: 'group', delivery: '张贴', reason },
    'POST /api/disclosures/:id/submit': { revision: 1 },
    'POST /api/disclosures/:id/review': { revision: 1 },
    'POST /api/disclosures/:id/clear': { revision: 1 },
    'POST /api/disclosures/:id/sign': { revision: 1 },
    'POST /api/disclosures/:id/send-back': { revision: 1, remark: '请改' },
    'POST /api/disclosures/:id/pull-back': { revision: 1 },
    'POST /api/disclosures/:id/discard': { revision: 1 },
    'POST /api/disclosures/:id/correct': { reason },
    'POST /api/disclosures/:id/withdraw': { kind: 'withdrawn', reason },
    ...writesOf(theirs, secret),
    'POST /api/opendays': { ...plan, bodyId: theirs.body },
    'PUT /api/opendays/:id': plan,
    'POST /api/opendays/:id/opening': undefined,
    'POST /api/opendays/:id/closing': undefined,
    'POST /api/opendays/:id/stalls': { bodyId: theirs.body, name: '新展位' },
    'DELETE /api/opendays/:id/stalls/:stallId': undefined,
    'POST /api/opendays/:id/materials': { kind: 'leaflet', name: '传单', unit: '份', prepared: 1 },
    'POST /api/opendays/:id/materials/:materialId/givings': { id: uuidv7(), count: 1 },
    'POST /api/opendays/:id/visits': visitOf(theirs.stall),
    'POST /api/opendays/:id/summaries': {},
    'POST /api/findings/standing': { obligationId: theirs.obligation },
    'POST /api/checks': {
      ...{ bodyId: theirs.body, name: '检查', occasion: 'other', forDay: '2026-05-15', taskDueOn: '2026-05-15' },
    },
    'POST /api/checks/:id/closing': undefined,
    'POST /api/checks/tasks/:id/finishing': { note: '办了' },
    'POST /api/checks/tasks/:id/confirming': undefined,
    'POST /api/checks/tasks/:id/returning': { remark: '重办' },
    'PUT /api/checks/tasks/:id/person': { accountId: null },
    ...hangingWrites(theirs.body),
    'POST /api/notices/:id/reading': undefined,
    'POST /api/notices/letters/:id/again': undefined,
    'PUT /api/notices/rule': anyRule,
    ...villageWrites(theirs, event),
  };
};

/** Writes that name no body and no record: they act on the person alone, or are tried below by themselves. */
const ofNobody = [
  // Photos come as forms: posting/posting.test.ts tries these from the next village.
  'POST /api/boards/import',
  'POST /api/postings',
  'POST /api/postings/:id/taking-down',
  'PUT /api/accounts/session/password',
  'POST /api/notices/reading',
  'POST /api/findings/inspection',
  'POST /api/notices/address/code',
  'PUT /api/notices/address',
  'PUT /api/notices/address/wants',
  'DELETE /api/notices/address',
  'POST /api/attachments/word',
  'POST /api/fivethings/bodies/:id/:kind/files',
  'POST /api/villages/sheets/:id/photos',
  'PUT /api/events/marks',
  'POST /api/bodies/import',
  'POST /api/catalogues/headings',
  'POST /api/catalogues/fates',
  'POST /api/catalogues/preview',
  'POST /api/catalogues/readings/preview',
  'POST /api/calendar/notice',
  'POST /api/calendar/file',
  'POST /api/catalogues',
];

/** What reads ask for that ask for something. */
const asked = `year=2026&from=2026-01-01&to=2026-12-31&figure=filed&name=${encodeURIComponent(secret)}`;

/** Reads that are public knowledge: names of bodies, their leading groups, the catalogue. */
const publicReads = [
  'GET /api/bodies/:id',
  'GET /api/catalogues/items/:id',
  'GET /api/catalogues/versions/:id',
  'GET /api/catalogues/versions/:id/difference.csv',
  'GET /api/catalogues/versions/:id/fates.csv',
  'GET /api/calendar/:year',
];

const routesOf = (test: (method: string) => boolean) =>
  [...guardedRoutes(app.app)].filter(
    ([route, act]) => route.includes(' /api/') && act !== 'open' && test(route.split(' ')[0] ?? ''),
  );
const mayTry = (act: string | undefined) =>
  [...people].filter(([role]) => (acts[act as keyof typeof acts] as readonly Role[]).includes(role));
const eventsThere = () =>
  ctx.db
    .selectFrom('audit_event')
    .innerJoin('body', 'body.id', 'audit_event.body_id')
    .select(['verb', 'subject_id'])
    .where('body.path', 'like', `%/${there}/%`)
    .execute();

describe('what belongs to another township', () => {
  test('is changed by no role here, by no route', async () => {
    const before = await eventsThere();
    const inputs = writes();
    for (const [route, act] of routesOf((method) => method !== 'GET')) {
      if (ofNobody.includes(route)) continue;
      expect(Object.keys(inputs), `say what ${route} takes`).toContain(route);
      for (const [role, request] of mayTry(act)) {
        const [method = ''] = route.split(' ');
        const response = await request(addressOf(route), { method, json: inputs[route] });
        expect([403, 404], `${role} ${route}: ${response.status} ${await response.text()}`).toContain(response.status);
      }
    }
    expect(await eventsThere()).toEqual(before);
  });

  test('is opened by no role here, by no route', async () => {
    for (const [route, act] of routesOf((method) => method === 'GET')) {
      if (!route.includes(':') || publicReads.includes(route)) continue;
      for (const [role, request] of mayTry(act)) {
        const { status } = await request(`${addressOf(route)}?${asked}`);
        expect([403, 404], `${role} ${route} ${status}`).toContain(status);
      }
    }
  });

  test('stands in no list, file or export that a role here can get', async () => {
    for (const [route, act] of routesOf((method) => method === 'GET')) {
      if (route.includes(':') || /^GET \/api\/catalogues\/reading(?:s\/history)?$/.test(route)) continue;
      for (const [role, request] of mayTry(act)) {
        const response = await request(`${route.split(' ')[1]}${route.includes('fivethings') ? `?${asked}` : ''}`);
        expect(response.status, `${role} ${route}`).toBe(200);
        const text = await response.text();
        expect(text, `${role} ${route}`).not.toContain(secret);
        // The names of bodies and whose catalogues there are is public.
        if (!['GET /api/bodies', 'GET /api/catalogues', 'GET /api/catalogues/items'].includes(route))
          expect(text, `${role} ${route}`).not.toContain('长安镇');
      }
    }
  });

  test('is not to be had by a filter that names it', async () => {
    for (const [route, act] of routesOf((method) => method === 'GET')) {
      if (!/^GET \/api\/(audit|obligations|disclosures)(\/export)?$/.test(route)) continue;
      for (const [role, request] of mayTry(act)) {
        const filter = `bodyId=${theirs.body}&body=${there}&under=1&subjectId=${theirs.disclosure}`;
        const text = await (await request(`${route.split(' ')[1]}?${filter}`)).text();
        expect(text, `${role} ${route}`).not.toMatch(/长安镇|佟家店/);
      }
    }
  });
});
