import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, smallCounty, testApp } from '../account/testing.ts';
import { commandLineActor } from '../account/rules.ts';
import { importBodies } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { previewCatalogue } from './commands/reading.ts';
import { confirmSubject, joinGroups } from './commands/subjects.ts';
import { bringUpToDate } from './daily.ts';
import { obligationsOfBody } from './queries/obligations.ts';
import { subjects } from './queries/subjects.ts';

const actor = commandLineActor('test');
const header = '一级事项,二级事项,公开内容,公开依据,公开时限,公开主体';
const file = (name: string, ...rows: string[]) => ({
  fileName: `${name}.csv`,
  bytes: Buffer.from([header, ...rows].join('\n')),
  effectiveOn: '2026-01-01',
});

let ctx: TestContext;
let idOf: (code: string) => Promise<string>;
beforeAll(async () => {
  ctx = await testContext(); // 2026-05-15
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  idOf = async (code) => (await bodyByCode(ctx.db, code)).id;
  await importCatalogue(
    ctx,
    actor,
    file(
      '目录',
      '政策文件,政策解读,解读,规范,每季度,起草单位',
      '政策文件,规范性文件,全文,条例,每季度,起草单位、县民政局',
      '民政,惠民政策,全文,条例,每季度,县民政局、各乡镇',
      '概况,领导分工,分工,条例,长期公开,各乡镇人民政府',
      '村务,财务,收支,条例,每季度,村民委员会',
    ),
  );
});

const owed = async (code: string) =>
  (await obligationsOfBody(ctx.db, await idOf(code), '2026-05-15')).map(
    ({ level2, period, dueOn }) => `${level2} ${period} ${dueOn}`,
  );

describe('words that name no body', () => {
  test('are listed with the items they stand in, the most first', async () => {
    expect((await subjects(ctx)).open).toEqual([{ words: '起草单位', items: 2, example: expect.any(String) }]);
  });

  test('bind the bodies that a person says, at once and in later imports', async () => {
    const { as } = testApp(ctx);
    const office = await as(await person(ctx, 'office', '210681'));
    const said = await office('/api/catalogues/subjects', {
      method: 'PUT',
      json: { words: '起草 单位', targets: [{ group: 'bureaus', under: null }] },
    });
    expect(await said.json()).toEqual({ items: 2, bindings: 5, obligations: 20 });
    expect(await owed('210681-20')).toContain('政策解读 2026-Q1 2026-03-31');
    expect((await subjects(ctx)).open).toEqual([]);
    const later = await previewCatalogue(ctx, file('新', '甲,乙,丙,丁,每季度,起草单位'));
    expect(later.unclear).toEqual([]);
    expect(later.items[0]?.bodyIds).toHaveLength(3);
    const clerk = await as(await person(ctx, 'clerk', '210681-05'));
    expect(
      (await clerk('/api/catalogues/subjects', { method: 'PUT', json: { words: '甲', targets: [] } })).status,
    ).toBe(403);
  });

  test('said anew, bind whom they mean now: what the others owe and nobody touched goes', async () => {
    await confirmSubject(ctx, actor, { words: '起草单位', targets: [{ body: await idOf('210681-01') }] });
    expect((await owed('210681-20')).filter((line) => line.startsWith('政策解读'))).toEqual([]);
    expect((await owed('210681-01')).filter((line) => line.startsWith('政策解读'))).toHaveLength(4);
    // 县民政局 stands in the same cell by its own name.
    expect((await owed('210681-05')).filter((line) => line.startsWith('规范性文件'))).toHaveLength(4);
  });

  test('a body that is not there is refused', async () => {
    await expect(
      confirmSubject(ctx, actor, { words: '甲', targets: [{ body: '0190a8f0-0000-7000-8000-000000000000' }] }),
    ).rejects.toMatchObject({ status: 422 });
  });
});

describe('a body made later', () => {
  test('joins the groups that items name, and owes from today on', async () => {
    const sheet = `${smallCounty}210681120,孤山镇人民政府,乡镇（街道）,210681\n210681120201,新立村委会,村（社区）,210681120\n`;
    await importBodies(ctx, actor, Buffer.from(sheet), joinGroups);
    expect(await owed('210681120')).toEqual(
      expect.arrayContaining([
        '惠民政策 2026-Q2 2026-06-30',
        '惠民政策 2026-Q4 2026-12-31',
        '领导分工 standing 2026-06-12',
      ]),
    );
    expect((await owed('210681120')).some((line) => line.includes('2026-Q1'))).toBe(false);
    expect((await owed('210681120201')).map((line) => line.split(' ')[1]).sort()).toEqual([
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
    ]);
    const before = (await owed('210681120')).length;
    await importBodies(ctx, actor, Buffer.from(sheet), joinGroups);
    expect(await owed('210681120')).toHaveLength(before);
  });
});
