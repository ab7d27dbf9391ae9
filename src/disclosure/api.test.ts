import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { crewOf, draftOf, type Crew } from './testing.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await crewOf(ctx, bureau);
});
const draft = (fields?: Parameters<typeof draftOf>[3]) => draftOf(ctx, crew.clerk, bureau, fields);

describe('over HTTP', () => {
  test('a draft goes from the first word to the public page', async () => {
    const { as } = testApp(ctx);
    const { id: bodyId } = await bodyByCode(ctx.db, bureau);
    const clerk = await as(crew.clerk);
    const fields = { title: '网上办理', category: '社会救助', issuedOn: '2026-05-08', html: '<p>文</p>' };
    const made = await (await clerk('/api/disclosures', { json: { ...fields, bodyId } })).json();
    const path = `/api/disclosures/${made.id}`;
    const saved = await clerk(`${path}/draft`, {
      method: 'PUT',
      json: { ...fields, html: '<p>新文</p>', revision: made.revision },
    });
    const { revision } = await saved.json();
    expect((await clerk(`${path}/review`, { json: { revision } })).status).toBe(403);
    for (const [verb, who] of [
      ['submit', crew.clerk],
      ['review', crew.reviewer],
      ['clear', crew.confidentiality],
      ['sign', crew.leader],
    ] as const)
      expect((await (await as(who))(`${path}/${verb}`, { json: { revision } })).status, verb).toBe(200);
    const listed = await (await clerk('/api/disclosures?words=网上办理')).json();
    expect(listed).toMatchObject({ total: 1, rows: [{ title: '网上办理', standing: 'published' }] });
    const sheet = await (await clerk('/api/disclosures/export?words=网上办理')).text();
    expect(sheet).toContain('"网上办理"');
  });

  test('what is missing is said field by field', async () => {
    const { as } = testApp(ctx);
    const { id } = await draft({ issuedOn: null, html: '' });
    const answer = await (await as(crew.clerk))(`/api/disclosures/${id}/submit`, { json: { revision: 1 } });
    expect(answer.status).toBe(422);
    expect((await answer.json()).fields).toEqual({ html: '正文还是空的', issuedOn: '请填写成文日期' });
  });

  test('a text beyond reason is refused in words', async () => {
    const { as } = testApp(ctx);
    const { id: bodyId } = await bodyByCode(ctx.db, bureau);
    const json = { title: '题', category: '类', bodyId, html: '字'.repeat(4_000_000) };
    const answer = await (await as(crew.clerk))('/api/disclosures', { json });
    expect(answer.status).toBe(413);
    expect((await answer.json()).message).toContain('MB');
  });

  test('an address that names nothing is answered with “not found”, never with an error of ours', async () => {
    const { as } = testApp(ctx);
    const clerk = await as(crew.clerk);
    const { id } = await draft();
    expect((await clerk('/api/disclosures/nonsense')).status).toBe(404);
    expect((await clerk('/api/disclosures/nonsense/submit', { json: { revision: 1 } })).status).toBe(404);
    expect((await clerk(`/api/disclosures/${id}/obligations/x`, { method: 'DELETE' })).status).toBe(404);
    expect((await clerk('/api/disclosures/owed/x')).status).toBe(404);
    expect((await clerk('/api/disclosures?bodyId=x&page=0')).status).toBe(422);
    expect((await clerk(`/api/disclosures?words=${encodeURIComponent("%_\\'")}`)).status).toBe(200);
  });
});
