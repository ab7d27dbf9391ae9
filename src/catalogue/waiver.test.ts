import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commandLineActor, type Actor } from '../account/rules.ts';
import { loadSmallCounty, person } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { askWaiver, decideWaiver, endWaiver } from './commands/waiver.ts';
import { bringUpToDate } from './daily.ts';
import { bodyFigures } from './queries/figures.ts';
import { obligationsOfBody } from './queries/obligations.ts';
import { waivers } from './queries/waivers.ts';

const asOf = '2026-05-15';
let ctx: TestContext;
let clerk: Actor;
let leader: Actor;
let bodyId: string;
let villages: string[];
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
  await importCatalogue(ctx, commandLineActor('test'), { fileName: 'c.csv', bytes, effectiveOn: '2026-01-01' });
  clerk = await person(ctx, 'clerk', '210681115200', '210681');
  leader = await person(ctx, 'leader', '210681115200', '210681');
  const codes = ['210681115200', '210681115201', '210681105200'];
  villages = await Promise.all(codes.map(async (code) => (await bodyByCode(ctx.db, code)).id));
});

const owed = () => obligationsOfBody(ctx.db, bodyId, asOf);
const stateOf = async (id: string) => (await owed()).find((one) => one.id === id)?.state;
let id = '';
beforeEach(async () => {
  for (bodyId of villages) {
    const found = (await owed()).find(({ state }) => state === 'overdue');
    if (found) return void (id = found.id);
  }
  throw new Error('something is overdue');
});
const ask = (reason = '今年没有征地，没有这项内容') => askWaiver(ctx, clerk, id, { basis: 'none', reason });
const decide = (by: Actor, asked: string, decision: 'granted' | 'refused' = 'granted') =>
  decideWaiver(ctx, by, asked, { decision, remark: '' });

describe('not to publish (经批准不公开)', () => {
  test('takes two persons, and takes the item out of what is late', async () => {
    const before = await bodyFigures(ctx.db, bodyId, asOf);
    const asked = await ask();
    expect(await stateOf(id)).toBe('overdue');
    await expect(decide(clerk, asked)).rejects.toMatchObject({ status: 403 });
    await decide(leader, asked);
    expect(await stateOf(id)).toBe('waived');
    const after = await bodyFigures(ctx.db, bodyId, asOf);
    expect([after.overdue, after.dueThisYear]).toEqual([before.overdue - 1, before.dueThisYear - 1]);
    const [shown] = await waivers(ctx, leader, id);
    expect(shown).toMatchObject({ decision: 'granted', decider: leader.personName, reviewOn: null });
  });

  test('one who is both clerk and leader still needs another', async () => {
    const both = { ...clerk, roles: [...clerk.roles, ...leader.roles] };
    const asked = await askWaiver(ctx, both, id, { basis: 'E16a', reason: '属于内部人事管理' });
    await expect(decide(both, asked)).rejects.toThrow('必须是两个人');
    await decide(leader, asked);
    const [held] = await waivers(ctx, leader, id);
    // 政府信息公开条例第十八条: what is held back is looked at again.
    expect(held?.reviewOn).toBe('2027-05-15');
  });

  test('refused leaves it owed, and may be asked again; decided twice or asked twice is told so', async () => {
    const asked = await ask();
    await expect(ask()).rejects.toMatchObject({ status: 409 });
    await decide(leader, asked, 'refused');
    expect(await stateOf(id)).toBe('overdue');
    await expect(decide(leader, asked)).rejects.toMatchObject({ status: 409 });
    await decide(leader, await ask());
    await expect(ask()).rejects.toThrow('已经批准不公开');
  });

  test('ended, it is owed again by its old due date', async () => {
    const asked = await ask();
    await decide(leader, asked);
    await endWaiver(ctx, leader, asked, '六月起有征地，应当公开');
    expect(await stateOf(id)).toBe('overdue');
    await expect(endWaiver(ctx, leader, asked, '再恢复一次看看')).rejects.toMatchObject({ status: 409 });
    const verbs = await ctx.db
      .selectFrom('audit_event')
      .select('verb')
      .where('subject_id', '=', id)
      .orderBy('id')
      .execute();
    expect(verbs.map(({ verb }) => verb).slice(-3)).toEqual(['waiver.ask', 'waiver.grant', 'waiver.end']);
  });

  test('two leaders at once decide once', async () => {
    const asked = await ask();
    const second = await person(ctx, 'leader', '210681115200', '210681');
    const done = await Promise.allSettled([decide(leader, asked), decide(second, asked)]);
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
