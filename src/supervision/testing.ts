import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../platform/context.ts';
import { commandLineActor } from '../account/rules.ts';
import { startCheck } from './commands/check.ts';

/** A completeness check of a body, and one of its tasks. Returns their ids. */
export async function checkOf(ctx: Context, bodyId: string, name: string) {
  const days = { forDay: '2026-05-15', taskDueOn: '2026-05-15' };
  const check = await startCheck(ctx, commandLineActor('test'), { bodyId, name, occasion: 'openday', ...days });
  const { id: task } = await ctx.db
    .selectFrom('rectification_task')
    .select('id')
    .where('round_id', '=', check)
    .executeTakeFirstOrThrow();
  return { check, task };
}

/** An open finding of a body, with these words. */
export async function findingOf(ctx: Context, bodyId: string, words: string): Promise<string> {
  const id = uuidv7();
  await ctx.db
    .insertInto('finding')
    .values({
      ...{ id, kind: 'stale', key: id, body_id: bodyId, title: words, detail: words },
      ...{ since_on: '2026-05-01', opened_at: ctx.clock.now() },
    })
    .execute();
  return id;
}
