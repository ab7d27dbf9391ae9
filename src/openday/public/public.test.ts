import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor, type Actor } from '../../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../../account/testing.ts';
import { importBodies } from '../../body/commands.ts';
import { projectRoot } from '../../platform/project.ts';
import { testContext, type TestContext } from '../../platform/testing/database.ts';
import { loadPastDays } from '../commands/past.ts';
import { bodyByCode } from '../../body/queries.ts';

let ctx: TestContext;
let office: Actor;
let as: ReturnType<typeof testApp>['as'];
const read = async (path: string) => (await (await as())(path)).text();
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  ({ as } = testApp(ctx));
  office = await person(ctx, 'office', '210681-01', '210681');
});

describe('an open day', () => {
  test('shows where, when and who; while it runs its counts, and never a visitor or a question', async () => {
    const staff = await as(office);
    const post = async (path: string, json: object) => (await staff(`/api/opendays${path}`, { json })).json();
    const { id: bodyId } = await bodyByCode(ctx.db, '210681115');
    const day = await post('', {
      bodyId,
      name: '“5·15政务公开日”活动',
      heldOn: '2026-05-15',
      ordinal: 20,
      place: '集市南侧',
    });
    const stall = await post(`/${day.id}/stalls`, { bodyId, name: '司法所', services: '法律法规' });
    const planned = await read(`/openday/${day.code}`);
    for (const words of ['筹备中', '2026年5月15日 星期五', '集市南侧', '第 20 届', '司法所', '能问：法律法规'])
      expect(planned).toContain(words);
    expect(planned).not.toContain('活动情况统计');
    expect(await read('/')).toContain('“5·15政务公开日”活动');

    await post(`/${day.id}/opening`, {});
    await post(`/${day.id}/visits`, {
      ...{ id: uuidv7(), stallId: stall.id, kind: 'consultation', field: '法律援助', question: '打官司要花钱吗' },
      ...{ isAnsweredOnSpot: false, handOverTo: '司法局', visitorName: '于大海', visitorPhone: '13841500000' },
      ...{ visitedAt: '2026-05-15T00:30:00Z' },
    });
    const open = await read(`/openday/${day.code}`);
    expect(open).toContain('活动情况统计');
    expect(open).toMatch(/<th scope="row">合计<\/th><td class="count">1<\/td>/);
    for (const hidden of ['于大海', '13841500000', '打官司']) expect(open).not.toContain(hidden);
  });

  test('an earlier year’s account shows its figures with its own words, and where it is from', async () => {
    const seed = (name: string) => readFile(path.join(projectRoot, 'seed', name));
    await importBodies(ctx, commandLineActor('test'), await seed('bodies.csv'));
    const text = (await seed('openday-summaries.txt')).toString();
    await loadPastDays(ctx, commandLineActor('test'), text, JSON.parse((await seed('opendays.json')).toString()));
    expect(await read('/openday')).toContain('往年总结');
    const html = await read('/openday/past-210681-05');
    expect(html).toContain('80余人次');
    expect(html).toContain('原文：“现场接待现场咨询群众80余人次”');
    expect(html).toContain('原文写的是“和平区民政局”');
    expect(html).toContain('总结原文');
  });
});
