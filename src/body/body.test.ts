import { beforeAll, describe, expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLineActor } from '../account/rules.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importBodies, ImportRefused } from './commands.ts';
import { allBodies, bodyByCode, childrenOf } from './queries.ts';

const actor = commandLineActor('test');
let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});

const sheet = (...rows: string[]) => Buffer.from(['代码,名称,类型,上级代码', ...rows].join('\n'));

describe('importing the real county’s bodies', () => {
  test('keeps every row and the tree, and importing again doubles nothing', async () => {
    const bytes = await readFile(path.join(projectRoot, 'seed/bodies.csv'));
    const fates = await importBodies(ctx, actor, bytes);
    expect(fates).toHaveLength(289);
    expect(fates.every(({ fate }) => fate === 'added')).toBe(true);
    const again = await importBodies(ctx, actor, bytes);
    expect(again.every(({ fate }) => fate === 'unchanged')).toBe(true);
    expect(await allBodies(ctx.db)).toHaveLength(289);
    const county = await bodyByCode(ctx.db, '210681');
    const kinds = (await childrenOf(ctx.db, county.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'bureau')).toHaveLength(22);
    expect(kinds.filter((kind) => kind === 'township')).toHaveLength(23);
    expect((await bodyByCode(ctx.db, '210681115200')).path).toBe('210681/210681115/210681115200/');
  });

  test('reads the same sheet saved as GBK', async () => {
    const gbk = Buffer.from(
      'b4fac2eb2cc3fbb3c62cc0e0d0cd2cc9cfbcb6b4fac2eb0a3231303638312d39392cb2e2cad4bed62cb2bfc3c52c3231303638310a',
      'hex',
    );
    const fates = await importBodies(ctx, actor, gbk);
    expect(fates).toEqual([{ row: 2, fate: 'added', code: '210681-99', name: '测试局' }]);
  });
});

describe('a sheet with a bad row', () => {
  test('stores nothing and says what is wrong in each row', async () => {
    const before = (await allBodies(ctx.db)).length;
    const bad = sheet(
      '210681-77,新设局,部门,210681',
      '999,无上级,村（社区）,888',
      '210681-78,,部门,210681',
      '210681-79,怪局,星球,210681',
    );
    const refused = await importBodies(ctx, actor, bad).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ImportRefused);
    expect((refused as ImportRefused).fates.map(({ row, why }) => [row, why])).toEqual([
      [2, undefined],
      [3, '上级代码 888 在前面的行和已有机构里都没有'],
      [4, '没有名称'],
      [5, '类型“星球”不认识，应为 县（市、区）、部门、乡镇（街道）或 村（社区）'],
    ]);
    expect(await allBodies(ctx.db)).toHaveLength(before);
  });

  test('a sheet without the header is refused with the columns that are missing', async () => {
    await expect(importBodies(ctx, actor, Buffer.from('a,b\n1,2'))).rejects.toMatchObject({
      status: 422,
      fields: { file: '第一行应为表头，缺少：代码、名称、类型、上级代码。' },
    });
  });
});

test('a sheet with a header and nothing under it is refused', async () => {
  await expect(importBodies(ctx, actor, sheet())).rejects.toMatchObject({ status: 422 });
});

test('every import is on record with person and count', async () => {
  const events = await ctx.db.selectFrom('audit_event').selectAll().where('verb', '=', 'body.import').execute();
  expect(events.map(({ person_name, after }) => [person_name, after])).toContainEqual(['命令行 test', { rows: 289 }]);
});

test('the record of acts cannot be altered', async () => {
  await expect(ctx.db.deleteFrom('audit_event').execute()).rejects.toThrow('append-only');
  await expect(ctx.db.updateTable('audit_event').set({ verb: 'x' }).execute()).rejects.toThrow('append-only');
});
