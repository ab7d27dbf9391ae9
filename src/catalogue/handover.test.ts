import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { importCatalogue } from './commands/importing.ts';
import { bringUpToDate } from './daily.ts';
import { board } from './queries/board.ts';
import { obligationsOfBody } from './queries/obligations.ts';
import { standingOfUnits } from './queries/tally.ts';
import { boardFilter } from './schema.ts';

let ctx: TestContext;
let old: string;
let heir: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  await bringUpToDate(ctx);
  const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
  await importCatalogue(ctx, commandLineActor('test'), { fileName: 'c.csv', bytes, effectiveOn: '2026-01-01' });
  old = (await bodyByCode(ctx.db, '210681115200')).id;
  heir = (await bodyByCode(ctx.db, '210681115201')).id;
});

const owed = (bodyId: string) => obligationsOfBody(ctx.db, bodyId, '2026-05-15');
const post = async (bodyId: string, json: object) => {
  const request = await testApp(ctx).as(await person(ctx, 'system_admin', '210681-01', '210681'));
  return request(`/api/bodies/${bodyId}/closing`, { json });
};

describe('a village merged into another in mid-year (撤并)', () => {
  test('passes on what it owes with the same due dates, and keeps what is history', async () => {
    const before = await owed(old);
    // The heir lacks one item that only the old village had.
    await ctx.db.deleteFrom('catalogue_item_body').where('body_id', '=', heir).execute();
    await ctx.db.deleteFrom('obligation_record').where('body_id', '=', heir).execute();
    expect((await post(old, { successorId: heir, closedOn: '2026-05-15' })).status).toBe(200);
    const passed = await owed(heir);
    expect(passed.map(({ itemKey, period, dueOn }) => [itemKey, period, dueOn])).toEqual(
      before.map(({ itemKey, period, dueOn }) => [itemKey, period, dueOn]),
    );
    expect(new Set((await owed(old)).map(({ state }) => state))).toEqual(new Set(['moved']));
    // What was late on the day before is still said of the old village.
    const theDayBefore = await obligationsOfBody(ctx.db, old, '2026-05-14');
    expect(theDayBefore.some(({ state }) => state === 'overdue')).toBe(true);
  });

  test('is not closed twice, keeps its page with a word on who took over, and is offered nowhere', async () => {
    expect((await post(old, { successorId: heir, closedOn: '2026-05-15' })).status).toBe(409);
    const visitor = await testApp(ctx).as();
    const page = await (await visitor('/b/210681115200')).text();
    expect(page).toContain('已于2026年5月15日撤并');
    expect(page).toContain('三道林村委会');
    expect(await (await visitor('/bodies')).text()).not.toContain('房身村委会');
  });

  test('a township with villages, a successor of another kind and a day to come are refused in words', async () => {
    const township = (await bodyByCode(ctx.db, '210681115')).id;
    const bureau = (await bodyByCode(ctx.db, '210681-05')).id;
    expect((await post(township, { successorId: null, closedOn: '2026-05-15' })).status).toBe(409);
    const wrongKind = await post(heir, { successorId: bureau, closedOn: '2026-05-15' });
    expect([wrongKind.status, await wrongKind.text()]).toEqual([422, expect.stringContaining('同类')]);
    const toCome = await post(heir, { successorId: null, closedOn: '2026-05-16' });
    expect([toCome.status, await toCome.text()]).toEqual([422, expect.stringContaining('还没有到')]);
  });

  test('every record has its body and its due date', async () => {
    const { rows } = await sql`
      select record.id from obligation_record record left join body on body.id = record.body_id
      left join due_date on due_date.no = record.due_no where body.id is null or due_date.no is null`.execute(ctx.db);
    expect(rows).toEqual([]);
  });

  test('the tally by parent and due date equals the records', async () => {
    const { rows: tallied } = await sql`
      select parent_id, due_on, sum(owed) as owed, sum(on_time) as "onTime", sum(late) as late,
        sum(waived) as waived, sum(moved) as moved
      from obligation_tally group by 1, 2 having sum(owed) <> 0 order by 1, 2`.execute(ctx.db);
    const { rows: counted } = await sql`
      select body.parent_id, due_on, count(*) as owed, count(*) filter (where met_on <= due_on) as "onTime",
        count(*) filter (where met_on > due_on) as late,
        count(*) filter (where met_on is null and moved_on is null and waived_on is not null) as waived,
        count(*) filter (where met_on is null and moved_on is not null) as moved
      from obligation_record join body on body.id = body_id group by 1, 2 order by 1, 2`.execute(ctx.db);
    expect(tallied.length).toBeGreaterThan(5);
    expect(tallied).toEqual(counted);
  });

  test('the units’ table adds up to the board, and a township sees its own line only', async () => {
    const office = await person(ctx, 'office', '210681-01', '210681');
    const units = await standingOfUnits(ctx, office, 1, '2026-05-15');
    // Named by its code, the county's bodies are counted one by one; else the tally answers.
    const { inState } = await board(ctx, office, boardFilter.parse({ body: '210681', under: '1' }), '2026-05-15');
    expect((await board(ctx, office, boardFilter.parse({}), '2026-05-15')).inState).toEqual(inState);
    const sum = (of: 'overdue' | 'pending' | 'unclear' | 'waived' | 'moved' | 'owed') =>
      units.reduce((all, unit) => all + unit[of], 0);
    expect([sum('overdue'), sum('pending'), sum('unclear')]).toEqual([
      inState.overdue,
      inState.pending,
      inState.unclear,
    ]);
    expect(sum('waived') + sum('moved')).toBe(inState.moved + inState.waived);
    expect(sum('owed')).toBe(Object.values(inState).reduce((all, n) => all + n, 0));
    expect(inState.overdue).toBeGreaterThan(3);
    const township = await standingOfUnits(ctx, await person(ctx, 'office', '210681105'), 1, '2026-05-15');
    expect(township.map(({ code }) => code)).toEqual(['210681105']);
  });

  test('a due date that was paused by hand outlives a new version of the catalogue', async () => {
    const office = await person(ctx, 'office', '210681-01', '210681');
    const open = (await owed(heir)).find(({ state, period }) => state === 'pending' && /Q/.test(period));
    if (!open) throw new Error('something is pending');
    await ctx.db
      .insertInto('due_adjustment')
      .values({
        ...{ id: uuidv7(), obligation_id: open.id, body_id: heir, kind: 'pause', from_on: '2026-05-10' },
        ...{ approver: '李主任', reason: '等待上级批复', ordered_by: office.accountId ?? '', ordered_at: new Date() },
      })
      .execute();
    const bytes = Buffer.concat([
      await readFile(path.join(projectRoot, 'seed/catalogue-county.csv')),
      Buffer.from('\n'),
    ]);
    await importCatalogue(ctx, office, { fileName: 'c2.csv', name: 'c', bytes, effectiveOn: '2026-05-15' });
    const after = (await owed(heir)).filter(
      ({ itemKey, period }) => itemKey === open.itemKey && period === open.period,
    );
    expect(after.map(({ id }) => id)).toEqual([open.id]);
  });
});
