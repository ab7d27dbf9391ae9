import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { addDays, daysBetween } from '../workday/rules.ts';
import { daysLate, obligationState } from './queries/state.ts';
import { stateOf, timeLeftWords } from './rules/state.ts';

let ctx: TestContext;
beforeAll(async () => {
  ctx = await testContext();
});

test.each([
  [null, null, 'unclear'],
  ['2026-05-15', null, 'pending'], // the due date itself is still in time
  ['2026-05-14', null, 'overdue'],
  ['2026-05-14', '2026-05-14', 'onTime'],
  ['2026-05-13', '2026-05-14', 'late'],
  ['2026-05-15', '2026-05-16', 'pending'], // published only tomorrow
  [null, '2026-05-14', 'unclear'],
] as const)('due %s and published %s is %s on 15 May', (dueOn, metOn, state) => {
  expect(stateOf({ dueOn, metOn }, '2026-05-15')).toBe(state);
});

test.each([
  ['2026-05-10', null, 'waived'],
  [null, '2026-05-10', 'moved'],
  ['2026-05-10', '2026-05-10', 'moved'],
  ['2026-05-16', null, 'overdue'], // agreed only tomorrow
] as const)('due on 14 May, waived %s, passed on %s is %s on 15 May', (waivedOn, movedOn, state) => {
  expect(stateOf({ dueOn: '2026-05-14', metOn: null, waivedOn, movedOn }, '2026-05-15')).toBe(state);
  expect(stateOf({ dueOn: '2026-05-14', metOn: '2026-05-13', waivedOn, movedOn }, '2026-05-15')).toBe('onTime');
});

test('the database and the rule agree on every state', async () => {
  const day = fc.integer({ min: 0, max: 12 }).map((n) => addDays('2026-02-24', n));
  const maybe = fc.option(day, { nil: null });
  await fc.assert(
    fc.asyncProperty(maybe, maybe, maybe, maybe, day, async (dueOn, metOn, waivedOn, movedOn, asOf) => {
      const { rows } = await sql<{ state: string; late: number | null }>`
        select ${obligationState(asOf)} as state, ${daysLate(asOf)} as late
        from (values (${dueOn}::date, ${metOn}::date, ${waivedOn}::date, ${movedOn}::date))
          as obligation (due_on, met_on, waived_on, moved_on)`.execute(ctx.db);
      const state = stateOf({ dueOn, metOn, waivedOn, movedOn }, asOf);
      expect(rows[0]?.state).toBe(state);
      if (state === 'waived' || state === 'moved') return;
      const isLate = state === 'late' || state === 'overdue';
      expect(rows[0]?.late).toBe(isLate && dueOn ? daysBetween(dueOn, state === 'late' && metOn ? metOn : asOf) : 0);
    }),
    { numRuns: 300 },
  );
});

test('what is left of the time is said in plain words', () => {
  expect([3, 0, -2].map(timeLeftWords)).toEqual(['还剩 3 天', '今天到期', '已超过期限 2 天']);
});
