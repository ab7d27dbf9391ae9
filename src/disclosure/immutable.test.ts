import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty } from '../account/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { submit } from './commands/flow.ts';
import { withdraw } from './commands/standing.ts';
import { crewOf, draftOf, publishDraft, type Crew } from './testing.ts';

const bureau = '210681-05';
let ctx: TestContext;
let crew: Crew;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await crewOf(ctx, bureau);
});
const draft = (fields?: Parameters<typeof draftOf>[3]) => draftOf(ctx, crew.clerk, bureau, fields);

describe('what the database itself refuses', () => {
  test.each([
    ['an edit of a published text', "update disclosure_version set html = 'x' where disclosure_id = $id"],
    ['another signer afterwards', 'update disclosure_version set signed_by = null where disclosure_id = $id'],
    ['another publication instant', 'update disclosure_version set published_at = now() where disclosure_id = $id'],
    ['a way back to the draft', "update disclosure_version set state = 'draft' where disclosure_id = $id"],
    ['deleting a version', 'delete from disclosure_version where disclosure_id = $id'],
    ['deleting a disclosure', 'delete from disclosure where id = $id'],
    ['another first publication', "update disclosure set first_published_at = '2020-01-01' where id = $id"],
    ['another index number', "update disclosure set index_number = 'x' where id = $id"],
  ])('%s', async (_what, statement) => {
    const made = await draft();
    await publishDraft(ctx, crew, made);
    await expect(sql.raw(statement.replace('$id', `'${made.id}'`)).execute(ctx.db)).rejects.toMatchObject({
      code: '23001',
    });
  });

  test('an edit of a text that was handed in', async () => {
    const made = await draft();
    await submit(ctx, crew.clerk, made.id, { revision: 1 });
    const edit = ctx.db.updateTable('disclosure_version').set({ html: 'x' }).where('disclosure_id', '=', made.id);
    await expect(edit.execute()).rejects.toMatchObject({ code: '23001' });
  });

  test('a withdrawal undone', async () => {
    const made = await draft();
    await publishDraft(ctx, crew, made);
    await withdraw(ctx, crew.leader, made.id, { kind: 'error', reason: '内容确有错误' });
    const undo = ctx.db
      .updateTable('disclosure')
      .set({ standing: 'published', withdrawn_at: null, published_version: 1 });
    await expect(undo.where('id', '=', made.id).execute()).rejects.toMatchObject({ code: '23001' });
  });
});
