import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { search } from '../search/queries.ts';
import { saveDraft } from './commands/draft.ts';
import { clear, pullBack, review, sendBack, sign, submit } from './commands/flow.ts';
import { correct, withdraw } from './commands/standing.ts';
import { disclosureRecord } from './queries/record.ts';
import { waitingFor } from './queries/waiting.ts';
import { canonicalContent } from './rules.ts';
import { saveDraftInput } from './schema.ts';
import { crewOf, draftOf, publishDraft, type Crew } from './testing.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await crewOf(ctx, bureau);
});
beforeEach(() => ctx.clock.set('2026-05-15T01:00:00Z'));

const draft = (fields?: Parameters<typeof draftOf>[3]) => draftOf(ctx, crew.clerk, bureau, fields);
const found = async (words: string) => (await search(ctx.db, { words })).total;
const row = (id: string) => ctx.db.selectFrom('disclosure').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const versionRow = (id: string, version = 1) =>
  ctx.db
    .selectFrom('disclosure_version')
    .selectAll()
    .where('disclosure_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirstOrThrow();
const fieldsOf = (fields: object) =>
  saveDraftInput.parse({ title: '题', category: '社会救助', issuedOn: '2026-05-08', html: '<p>文</p>', ...fields });

describe('a publication', () => {
  test('is public in the moment of signing, with instant, index number, hash and the record of each step', async () => {
    const made = await draft({ title: '关于临时救助的公告', html: '<p>急难型临时救助凭证。</p>' });
    const { id, number } = made;
    const steps = [submit, review, clear];
    const actors = [crew.clerk, crew.reviewer, crew.confidentiality];
    const { as } = testApp(ctx);
    const citizen = await as();
    for (const [at, step] of steps.entries()) {
      await step(ctx, actors[at] ?? crew.clerk, id, { revision: 1 });
      expect((await citizen(`/d/${number}`)).status).toBe(404);
      expect(await found('急难型')).toBe(0);
    }
    ctx.clock.set('2026-05-15T03:04:05Z');
    const index = await sign(ctx, crew.leader, id, { revision: 1 });
    expect(index).toMatch(/^210681-05\/2026-\d{5}$/);
    const page = await citizen(`/d/${number}`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('急难型临时救助凭证');
    expect(await found('急难型')).toBe(1);
    const { first_published_at, standing } = await row(id);
    expect(first_published_at?.toISOString()).toBe('2026-05-15T03:04:05.000Z');
    expect(standing).toBe('published');
    const { content_hash, html, title } = await versionRow(id);
    const canonical = canonicalContent({ title, documentNumber: '', issuedOn: '2026-05-08', validity: 'valid', html });
    expect(content_hash).toBe(createHash('sha256').update(canonical).digest('hex'));
    const { timeline, people } = await disclosureRecord(ctx, crew.leader, id);
    expect(timeline.map(({ verb, personName }) => [verb, personName]).toReversed()).toEqual([
      ['disclosure.create', crew.clerk.personName],
      ['disclosure.submit', crew.clerk.personName],
      ['disclosure.review', crew.reviewer.personName],
      ['disclosure.clear', crew.confidentiality.personName],
      ['disclosure.sign', crew.leader.personName],
    ]);
    expect(people).toMatchObject({ reviewedBy: crew.reviewer.personName, signedBy: crew.leader.personName });
  });

  test('has an index number without gap in its body and year, also where a signing fails', async () => {
    const first = await publishDraft(ctx, crew, await draft());
    const next = await draft();
    await submit(ctx, crew.clerk, next.id, next);
    await expect(sign(ctx, crew.leader, next.id, next)).rejects.toMatchObject({ status: 409 });
    const second = await publishDraft(ctx, crew, await draft());
    const sequence = (index: string) => Number(index.slice(-5));
    expect(sequence(second)).toBe(sequence(first) + 1);
    ctx.clock.set('2027-01-04T01:00:00Z');
    expect(await publishDraft(ctx, crew, await draft())).toBe('210681-05/2027-00001');
  });

  test('needs different persons', async () => {
    const everything = await person(ctx, 'clerk', bureau);
    const roles = ['clerk', 'reviewer', 'confidentiality', 'leader'] as const;
    const path = everything.roles[0]?.path ?? '';
    const alone = { ...everything, roles: roles.map((role) => ({ role, path })) };
    const { id } = await draftOf(ctx, alone, bureau);
    await submit(ctx, alone, id, { revision: 1 });
    await expect(review(ctx, alone, id, { revision: 1 })).rejects.toMatchObject({ status: 403 });
    await review(ctx, crew.reviewer, id, { revision: 1 });
    await expect(clear(ctx, alone, id, { revision: 1 })).rejects.toMatchObject({ status: 403 });
    await clear(ctx, crew.confidentiality, id, { revision: 1 });
    await expect(sign(ctx, alone, id, { revision: 1 })).rejects.toMatchObject({ status: 403 });
    const reviewerAndLeader = { ...crew.reviewer, roles: [{ role: 'leader' as const, path }] };
    await expect(sign(ctx, reviewerAndLeader, id, { revision: 1 })).rejects.toThrow('您审核的');
    await sign(ctx, crew.leader, id, { revision: 1 });
  });

  test('who wrote a single word in it counts as its drafter', async () => {
    const path = crew.reviewer.roles[0]?.path ?? '';
    const both = { ...crew.reviewer, roles: (['clerk', 'reviewer'] as const).map((role) => ({ role, path })) };
    const { id } = await draft();
    await saveDraft(ctx, both, id, fieldsOf({ revision: 1 }));
    await submit(ctx, crew.clerk, id, { revision: 2 });
    await expect(review(ctx, both, id, { revision: 2 })).rejects.toThrow('参与了起草');
  });

  test('is nobody’s outside the body: it cannot be seen, changed or passed on', async () => {
    const { id } = await draft();
    const stranger = await crewOf(ctx, '210681-20');
    await expect(disclosureRecord(ctx, stranger.clerk, id)).rejects.toMatchObject({ status: 404 });
    await expect(submit(ctx, stranger.clerk, id, { revision: 1 })).rejects.toMatchObject({ status: 404 });
    await expect(draftOf(ctx, stranger.clerk, bureau)).rejects.toMatchObject({ status: 403 });
  });

  test('what waits is shown to the person who can do it, and to no other', async () => {
    const { id } = await draft();
    const waits = async (who: Crew[keyof Crew]) =>
      (await waitingFor(ctx, who)).find((entry) => entry.id === id)?.action;
    expect([await waits(crew.clerk), await waits(crew.reviewer)]).toEqual(['继续起草', undefined]);
    await submit(ctx, crew.clerk, id, { revision: 1 });
    expect([await waits(crew.clerk), await waits(crew.reviewer)]).toEqual([undefined, '审核通过']);
    await sendBack(ctx, crew.reviewer, id, { revision: 1, remark: '请补依据', mask: false });
    expect([await waits(crew.clerk), await waits(crew.reviewer)]).toEqual(['按意见修改', undefined]);
  });
});

describe('two people at one draft', () => {
  test('the second is told who saved and when, and nothing is overwritten', async () => {
    const { id } = await draft();
    const other = await person(ctx, 'clerk', bureau);
    ctx.clock.set('2026-05-15T01:32:00Z');
    await saveDraft(ctx, other, id, fieldsOf({ revision: 1, title: '乙的题目' }));
    const mine = saveDraft(ctx, crew.clerk, id, fieldsOf({ revision: 1, title: '甲的题目' }));
    await expect(mine).rejects.toMatchObject({
      status: 409,
      code: 'edited_meanwhile',
      message: expect.stringContaining(`${other.personName}在 5月15日 09:32`),
    });
    expect((await versionRow(id)).title).toBe('乙的题目');
  });

  test('the same text sent twice, as after a lost answer, is saved once', async () => {
    const { id } = await draft();
    const first = await saveDraft(ctx, crew.clerk, id, fieldsOf({ revision: 1 }));
    const again = await saveDraft(ctx, crew.clerk, id, fieldsOf({ revision: 1 }));
    expect(again.revision).toBe(first.revision);
  });

  test('nobody approves a text that was changed after they opened it', async () => {
    const { id } = await draft();
    await submit(ctx, crew.clerk, id, { revision: 1 });
    await pullBack(ctx, crew.clerk, id, { revision: 1 });
    await saveDraft(ctx, crew.clerk, id, fieldsOf({ revision: 1 }));
    await submit(ctx, crew.clerk, id, { revision: 2 });
    await expect(review(ctx, crew.reviewer, id, { revision: 1 })).rejects.toMatchObject({ status: 409 });
  });

  test('a text pasted with a script is stored without it', async () => {
    const { id } = await draft({ html: '<p onclick="x()">文</p><script>alert(1)</script>' });
    expect((await versionRow(id)).html).toBe('<p>文</p>');
  });
});

describe('personal data', () => {
  const html = '<p>联系人张三，<strong>138</strong>00138000，身份证11010519491231002X。</p>';

  test('stops at the confidentiality review, until it is masked', async () => {
    const { id } = await draft({ html });
    await submit(ctx, crew.clerk, id, { revision: 1 });
    await review(ctx, crew.reviewer, id, { revision: 1 });
    await expect(clear(ctx, crew.confidentiality, id, { revision: 1 })).rejects.toMatchObject({
      status: 422,
      code: 'personal_data',
      message: expect.stringContaining('2 处'),
    });
    await sendBack(ctx, crew.confidentiality, id, { revision: 1, remark: '请遮盖', mask: true });
    const record = await disclosureRecord(ctx, crew.clerk, id);
    expect(record.html).toBe('<p>联系人张三，<strong>138****8000</strong>，身份证11*************02X。</p>');
    expect(record.findings).toEqual([]);
    const index = await publishDraft(ctx, crew, record);
    expect(index).toContain('210681-05/');
    expect(await found('13800138000')).toBe(0);
  });

  test('is published as it is only with a named person’s reason, which stays on record', async () => {
    const { id } = await draft({ html });
    await submit(ctx, crew.clerk, id, { revision: 1 });
    await review(ctx, crew.reviewer, id, { revision: 1 });
    await clear(ctx, crew.confidentiality, id, { revision: 1, overrideReason: '经本人书面同意公开' });
    const version = await versionRow(id);
    expect(version.privacy_override_by).toBe(crew.confidentiality.accountId);
    expect(version.privacy_override_reason).toBe('经本人书面同意公开');
    expect(JSON.stringify(version.privacy)).not.toContain('13800138000');
  });

  test('does not enter the reasons that everybody reads', async () => {
    const made = await draft();
    await publishDraft(ctx, crew, made);
    const reason = '应张三（13800138000）要求';
    await expect(correct(ctx, crew.clerk, made.id, { reason })).rejects.toMatchObject({ status: 422 });
    await expect(withdraw(ctx, crew.leader, made.id, { kind: 'error', reason })).rejects.toMatchObject({ status: 422 });
  });
});

describe('a correction', () => {
  test('leaves the old version public until the new one is signed, and both stay on record', async () => {
    const made = await draft({ html: '<p>每月七百九十六元整。</p>' });
    const index = await publishDraft(ctx, crew, made);
    const { as } = testApp(ctx);
    const citizen = await as();
    const read = async () => (await citizen(`/d/${made.number}`)).text();
    ctx.clock.set('2026-05-18T02:00:00Z');
    expect(await correct(ctx, crew.clerk, made.id, { reason: '标准数字有误' })).toBe(2);
    await expect(correct(ctx, crew.clerk, made.id, { reason: '标准数字有误' })).rejects.toMatchObject({ status: 409 });
    await saveDraft(
      ctx,
      crew.clerk,
      made.id,
      fieldsOf({ revision: 1, html: '<p>每月八百元整。</p>', category: '财政信息' }),
    );
    expect(await read()).toContain('七百九十六');
    expect((await row(made.id)).category).toBe('社会救助');
    expect(await publishDraft(ctx, crew, { id: made.id, revision: 2 })).toBe(index);
    expect(await read()).toContain('八百元整');
    expect(await found('七百九十六')).toBe(0);
    const after = await row(made.id);
    expect(after.first_published_at?.toISOString()).toBe('2026-05-15T01:00:00.000Z');
    expect(after.last_published_at?.toISOString()).toBe('2026-05-18T02:00:00.000Z');
    expect(after.category).toBe('财政信息');
    expect([(await versionRow(made.id, 1)).state, (await versionRow(made.id, 2)).state]).toEqual([
      'superseded',
      'published',
    ]);
  });
});

describe('a withdrawal', () => {
  test('leaves a page that says what, when and why, and nothing of the text', async () => {
    const made = await draft({ title: '拆迁补偿名单', html: '<p>仅此一处的文字甲乙丙。</p>' });
    await publishDraft(ctx, crew, made);
    await withdraw(ctx, crew.leader, made.id, { kind: 'error', reason: '名单有误，核实后重新公开' });
    const { as } = testApp(ctx);
    const page = await (await as())(`/d/${made.number}`);
    expect(page.status).toBe(410);
    const text = await page.text();
    expect(text).toContain('名单有误，核实后重新公开');
    expect(text).not.toContain('甲乙丙');
    expect(await found('甲乙丙')).toBe(0);
    await expect(
      withdraw(ctx, crew.leader, made.id, { kind: 'error', reason: '再撤一次试试看' }),
    ).rejects.toMatchObject({ status: 409 });
  });

  test('ends a correction that was under way', async () => {
    const made = await draft();
    await publishDraft(ctx, crew, made);
    await correct(ctx, crew.clerk, made.id, { reason: '改一个数字' });
    await withdraw(ctx, crew.leader, made.id, { kind: 'replaced', reason: '已由新文件代替' });
    expect((await versionRow(made.id, 2)).state).toBe('discarded');
    await expect(submit(ctx, crew.clerk, made.id, { revision: 1 })).rejects.toMatchObject({ status: 409 });
  });
});
