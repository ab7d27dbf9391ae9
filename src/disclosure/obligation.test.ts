import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadSmallCounty } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { itemsOfBody } from '../catalogue/queries/items.ts';
import { obligationsOfBody } from '../catalogue/queries/obligations.ts';
import { obligationsMetBy } from '../catalogue/queries/standing.ts';
import { legalDate } from '../platform/clock.ts';
import { needsEvent } from '../catalogue/rules/term.ts';
import { loadSampleCatalogues } from '../catalogue/sample.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { daysBetween } from '../workday/rules.ts';
import { discard } from './commands/flow.ts';
import { linkDraft, unlinkDraft } from './commands/link.ts';
import { correct, withdraw } from './commands/standing.ts';
import { disclosureRecord } from './queries/record.ts';
import { waitingFor } from './queries/waiting.ts';
import { crewOf, draftOf, publishDraft, type Crew } from './testing.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
let bodyId: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await loadSampleCatalogues(ctx, () => {});
  crew = await crewOf(ctx, bureau);
  bodyId = (await bodyByCode(ctx.db, bureau)).id;
});
beforeEach(() => ctx.clock.set('2026-05-15T01:00:00Z'));

const owed = () => obligationsOfBody(ctx.db, bodyId, '2026-12-31');
const open = async () => {
  const found = (await owed()).find(({ metBy, dueOn }) => !metBy && dueOn);
  if (!found) throw new Error('nothing is owed');
  return found;
};
const stateOf = async (id: string) => (await owed()).find((obligation) => obligation.id === id);

describe('what a body owes', () => {
  test('is met by the publication on its day, not by the draft, and is owed again after a withdrawal', async () => {
    const { id: obligationId } = await open();
    const made = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [obligationId] });
    expect((await stateOf(obligationId))?.metBy).toBeNull();
    ctx.clock.set('2026-05-15T16:30:00Z'); // already the 16th in Shanghai
    await publishDraft(ctx, crew, made);
    expect(await stateOf(obligationId)).toMatchObject({ metBy: made.id, metOn: '2026-05-16' });
    ctx.clock.set('2026-05-20T01:00:00Z');
    await correct(ctx, crew.clerk, made.id, { reason: '标准数字有误' });
    await publishDraft(ctx, crew, { id: made.id, revision: 1 });
    expect(await stateOf(obligationId)).toMatchObject({ metOn: '2026-05-16' });
    await withdraw(ctx, crew.leader, made.id, { kind: 'error', reason: '内容确有错误' });
    expect(await stateOf(obligationId)).toMatchObject({ metBy: null, metOn: null });
  });

  test('that two documents answer stays met while one of them is public', async () => {
    const { id: obligationId } = await open();
    const first = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [obligationId] });
    const second = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [obligationId] });
    await publishDraft(ctx, crew, first);
    ctx.clock.set('2026-05-18T01:00:00Z');
    await publishDraft(ctx, crew, second);
    expect(await stateOf(obligationId)).toMatchObject({ metBy: first.id, metOn: '2026-05-15' });
    await withdraw(ctx, crew.leader, first.id, { kind: 'error', reason: '内容确有错误' });
    expect(await stateOf(obligationId)).toMatchObject({ metBy: second.id, metOn: '2026-05-18' });
    await withdraw(ctx, crew.leader, second.id, { kind: 'error', reason: '内容确有错误' });
    expect(await stateOf(obligationId)).toMatchObject({ metBy: null, metOn: null });
  });

  test('something that happened is registered from the draft, with its due day, once', async () => {
    const item = (await itemsOfBody(ctx.db, bodyId, legalDate(ctx.clock.now()))).find(({ term }) => needsEvent(term));
    if (!item) throw new Error('no item is owed by events');
    const made = await draftOf(ctx, crew.clerk, bureau);
    const link = { itemId: item.id, event: '印发低保标准', eventOn: '2026-05-12' };
    const obligationId = await linkDraft(ctx, crew.clerk, made.id, link);
    expect(await linkDraft(ctx, crew.clerk, made.id, link)).toBe(obligationId);
    const { obligations } = await disclosureRecord(ctx, crew.clerk, made.id);
    expect(obligations).toMatchObject([{ id: obligationId, event: '印发低保标准', eventOn: '2026-05-12' }]);
    await unlinkDraft(ctx, crew.clerk, made.id, obligationId);
    await publishDraft(ctx, crew, made);
    expect((await stateOf(obligationId))?.metBy).toBeNull();
  });

  test('is answered by a correction only when that is signed, and forgotten when it is given up', async () => {
    const { id: first } = await open();
    const made = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [first] });
    await publishDraft(ctx, crew, made);
    const { id: second } = await open();
    const metBy = async () => (await obligationsMetBy(ctx.db, made.id, '2026-12-31')).map(({ id }) => id);
    const linked = async () => (await disclosureRecord(ctx, crew.clerk, made.id)).obligations.map(({ id }) => id);
    const swapInCorrection = async () => {
      await correct(ctx, crew.clerk, made.id, { reason: '对应的事项有误' });
      await linkDraft(ctx, crew.clerk, made.id, { obligationId: second });
      await unlinkDraft(ctx, crew.clerk, made.id, first);
      expect(await linked()).toEqual([second]);
      expect(await metBy()).toEqual([first]);
    };
    await swapInCorrection();
    await discard(ctx, crew.clerk, made.id, { revision: 1 });
    expect(await linked()).toEqual([first]);
    await swapInCorrection();
    await publishDraft(ctx, crew, { id: made.id, revision: 1 });
    expect(await metBy()).toEqual([second]);
    expect(await stateOf(first)).toMatchObject({ metBy: null, metOn: null });
  });

  test('orders what waits for a person: what is due first comes first, what answers nothing last', async () => {
    ctx.clock.set('2026-05-15T16:30:00Z'); // the 16th in Shanghai
    const due = (await owed()).filter(({ metBy, dueOn }) => !metBy && dueOn);
    const late = due.find(({ dueOn }) => dueOn && dueOn < '2026-05-16');
    const next = due.find(({ dueOn }) => dueOn && dueOn > '2026-05-16');
    if (!late || !next) throw new Error('nothing late, or nothing to come');
    const none = await draftOf(ctx, crew.clerk, bureau);
    const both = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [next.id, late.id] });
    const later = await draftOf(ctx, crew.clerk, bureau, { obligationIds: [next.id] });
    const waiting = await waitingFor(ctx, crew.clerk);
    const ids = waiting.map(({ id }) => id);
    expect([both.id, later.id, none.id].map((id) => ids.indexOf(id))).toEqual([0, 1, ids.length - 1]);
    expect(waiting[0]).toMatchObject({ dueOn: late.dueOn, daysLeft: -daysBetween(late.dueOn ?? '', '2026-05-16') });
    expect(waiting[1]?.daysLeft).toBe(daysBetween('2026-05-16', next.dueOn ?? ''));
    expect(waiting.at(-1)).toMatchObject({ dueOn: null, daysLeft: null });
  });

  test('cannot be claimed by another body, nor twice', async () => {
    const { id: obligationId } = await open();
    const other = await crewOf(ctx, '210681-20');
    const foreign = draftOf(ctx, other.clerk, '210681-20', { obligationIds: [obligationId] });
    await expect(foreign).rejects.toMatchObject({ status: 422 });
    await publishDraft(ctx, crew, await draftOf(ctx, crew.clerk, bureau, { obligationIds: [obligationId] }));
    const again = draftOf(ctx, crew.clerk, bureau, { obligationIds: [obligationId] });
    await expect(again).rejects.toMatchObject({ status: 422 });
  });
});
