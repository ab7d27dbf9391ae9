import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { isDatabaseAway } from '../errors.ts';
import { listenForTouches } from '../http/touches.ts';
import { testContext, type TestContext } from '../testing/database.ts';

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});

const cutAllConnections = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(ctx.db);

test('a connection that breaks between two statements fails the next one, not the program', async () => {
  const broken = ctx.db.transaction().execute(async (tx) => {
    await sql`select 1`.execute(tx);
    await cutAllConnections();
    await sleep(100); // nobody is asking anything now
    await sql`select 1`.execute(tx);
  });
  await expect(broken).rejects.toSatisfy(isDatabaseAway);
  expect((await sql<{ one: number }>`select 1 as one`.execute(ctx.db)).rows).toEqual([{ one: 1 }]);
});

test('a cut line is listened on again, and what may have been missed is dropped', async () => {
  const stop = await listenForTouches(ctx.connection, ctx.pages);
  const page = { status: 200, type: 'text/html', body: Buffer.from('page'), tags: ['bodies'], staleAt: Infinity };
  await ctx.pages.put('/', page, ctx.pages.generation);
  await cutAllConnections();
  for (let waitedMs = 0; ctx.pages.size > 0 && waitedMs < 5000; waitedMs += 50) await sleep(50);
  expect(ctx.pages.size).toBe(0);

  await ctx.pages.put('/', page, ctx.pages.generation);
  await sql`select pg_notify('page_touched', '["openday"]')`.execute(ctx.db);
  await sql`select pg_notify('page_touched', '["bodies"]')`.execute(ctx.db);
  for (let waitedMs = 0; ctx.pages.size > 0 && waitedMs < 5000; waitedMs += 50) await sleep(50);
  expect(ctx.pages.size).toBe(0);
  await stop();
});
