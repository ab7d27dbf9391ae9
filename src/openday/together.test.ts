import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';

const here = '210681115';
const there = '210681105';
const secret = '佟家店的事';

let ctx: TestContext;
let app: ReturnType<typeof testApp>;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
});

async function send(actor: Actor, at: string, json: unknown): Promise<{ id: string }> {
  const response = await (await app.as(actor))(`/api${at}`, { json });
  if (response.status !== 201) throw new Error(`${at} ${response.status} ${await response.text()}`);
  return response.json();
}

const visitOf = (stallId: string) => ({
  ...{ id: uuidv7(), stallId, kind: 'report', field: '低保', question: `${secret}：举报`, isAnsweredOnSpot: true },
  ...{ answer: secret, visitedAt: '2026-05-15T00:30:00Z', satisfaction: 'satisfied' },
});

test('at a day that several bodies hold together, each reads the words of its own visitors only', async () => {
  const county = await person(ctx, 'office', '210681-01', '210681');
  const [town, other] = [await bodyByCode(ctx.db, here), await bodyByCode(ctx.db, there)];
  const host = await bodyByCode(ctx.db, '210681-01');
  const { id } = await send(county, '/opendays', { bodyId: host.id, name: '全市公开日', heldOn: '2026-05-15' });
  const { id: ours } = await send(county, `/opendays/${id}/stalls`, { bodyId: town.id, name: '小甸子展位' });
  const { id: stall } = await send(county, `/opendays/${id}/stalls`, { bodyId: other.id, name: '长安展位' });
  await (
    await app.as(county)
  )(`/api/opendays/${id}/opening`, { method: 'POST' });
  await send(county, `/opendays/${id}/visits`, visitOf(stall));
  await send(county, `/opendays/${id}/visits`, { ...visitOf(ours), question: '本镇的问题', answer: '本镇的答复' });
  const { id: summary } = await send(county, `/opendays/${id}/summaries`, {});
  const reads = [`/api/opendays/${id}/visits`, `/api/opendays/summaries/${summary}/figures/visits`];
  const stallStaff = await app.as(await person(ctx, 'stall', here));
  const office = await app.as(county);
  for (const read of reads) {
    const seen = await (await stallStaff(read)).text();
    expect(seen).toContain('本镇的问题');
    expect(seen).not.toContain(secret);
    expect(await (await office(read)).text()).toContain(secret);
  }
  const figure = await (await stallStaff(reads[1] ?? '')).json();
  expect([figure.recounted, figure.rows.length]).toEqual([2, 2]);
});
