import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person } from '../account/testing.ts';
import { commandLineActor } from '../account/rules.ts';
import { importBodies } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { pushList, saveList } from './commands/list.ts';
import { villageGrid } from './queries/grid.ts';
import { listForEditing } from './queries/lists.ts';
import { referenceList } from './rules/reference.ts';
import { pushed, villageCrew, type VillageCrew } from './testing.ts';

let ctx: TestContext;
let crew: VillageCrew;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await villageCrew(ctx);
});

const owedBy = async (code: string) => {
  const rows = await ctx.db
    .selectFrom('obligation')
    .innerJoin('body', 'body.id', 'obligation.body_id')
    .select(['obligation.item_key', 'obligation.period', 'obligation.due_on'])
    .where('body.code', '=', code)
    .orderBy('obligation.item_key')
    .orderBy('obligation.period')
    .execute();
  return rows.map(({ item_key, period, due_on }) => `${item_key} ${period} ${due_on}`);
};

describe('a township’s list', () => {
  test('begins as the reference list; saving it binds nobody', async () => {
    const { revision, entries, changes } = await listForEditing(ctx, crew.clerk, crew.townshipId);
    expect([revision, entries.length, changes.length]).toEqual([0, referenceList.length, referenceList.length]);
    await saveList(ctx, crew.clerk, crew.townshipId, { revision: 0, entries: [...referenceList] });
    await expect(
      saveList(ctx, crew.clerk, crew.townshipId, { revision: 0, entries: [...referenceList] }),
    ).rejects.toMatchObject({ status: 409 });
    expect(await owedBy('210681115200')).toEqual([]);
  });

  test('pushed binds its villages at once, and no other township’s', async () => {
    const { villages, obligations } = await pushList(ctx, crew.clerk, crew.townshipId, {
      revision: 1,
      effectiveOn: '2026-04-01',
    });
    expect(villages).toBe(2);
    expect(obligations).toBeGreaterThan(40);
    const owed = await owedBy('210681115200');
    expect(owed).toEqual(await owedBy('210681115201'));
    expect(owed).toContain('财务公开/财务收支明细 2026-Q1 2026-04-10');
    expect(owed).toContain('财务公开/财务收支明细 2026-Q2 2026-07-10');
    expect(await owedBy('210681105200')).toEqual([]);
    const again = pushList(ctx, crew.clerk, crew.townshipId, { revision: 1, effectiveOn: '2026-04-01' });
    await expect(again).rejects.toMatchObject({ status: 409 });
  });

  test('with a village’s extra item and another cadence changes what is open from its first day', async () => {
    const [first, ...rest] = referenceList;
    if (!first) throw new Error('The list is empty');
    const other = await bodyByCode(ctx.db, '210681115201');
    const extra = {
      ...first,
      key: 'x1',
      name: '海参圈发包',
      form: 'text' as const,
      timeLimit: '每半年公布一次',
      villageIds: [other.id],
    };
    const monthly = { ...first, timeLimit: '每月结束后10日内' };
    await pushed(ctx, crew, [monthly, ...rest, extra], '2026-05-15');
    const here = await owedBy('210681115200');
    expect(here.filter((line) => line.includes('海参圈'))).toEqual([]);
    expect((await owedBy('210681115201')).some((line) => line.includes('海参圈发包 2026-H1'))).toBe(true);
    const account = here.filter((line) => line.includes('财务收支明细'));
    expect(account).toContain('财务公开/财务收支明细 2026-Q1 2026-04-10'); // late already: history stays
    expect(account).toContain('财务公开/财务收支明细 2026-05 2026-06-10');
    expect(account.join()).not.toContain('2026-Q2');
  });

  test('is nothing for a village officer, another township, a day long past, or a county', async () => {
    const push = { revision: 2, effectiveOn: '2026-05-15' };
    await expect(pushList(ctx, crew.officer, crew.townshipId, push)).rejects.toMatchObject({ status: 403 });
    const stranger = await person(ctx, 'clerk', '210681105');
    await expect(pushList(ctx, stranger, crew.townshipId, push)).rejects.toMatchObject({ status: 403 });
    await expect(listForEditing(ctx, stranger, crew.townshipId)).rejects.toMatchObject({ status: 404 });
    await expect(
      pushList(ctx, crew.clerk, crew.townshipId, { ...push, effectiveOn: '2025-01-01' }),
    ).rejects.toMatchObject({ fields: { effectiveOn: expect.any(String) } });
    const office = await person(ctx, 'office', '210681-01', '210681');
    const county = await bodyByCode(ctx.db, '210681');
    await expect(saveList(ctx, office, county.id, { revision: 0, entries: [...referenceList] })).rejects.toMatchObject({
      status: 422,
    });
  });
});

test('a push to 300 villages and their grid take a moment', async () => {
  const lines = Array.from(
    { length: 300 },
    (_, at) => `210681105${String(300 + at)},第${at + 1}村委会,村（社区）,210681105`,
  );
  const sheet = ['代码,名称,类型,上级代码', ...lines].join('\n');
  await importBodies(ctx, commandLineActor('test'), Buffer.from(sheet));
  const township = await bodyByCode(ctx.db, '210681105');
  const clerk = await person(ctx, 'clerk', '210681105');
  const startedAt = performance.now();
  const { villages, obligations } = await pushed(ctx, { clerk, townshipId: township.id });
  expect([villages, obligations > 300 * 20]).toEqual([301, true]);
  const grid = await villageGrid(ctx, clerk, { body: township.id });
  expect([grid.villages.length, grid.items.length]).toEqual([301, referenceList.length]);
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
