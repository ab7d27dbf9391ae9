import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, addWorkingDays } from '../rules.ts';
import { calendarOf, shippedYears } from '../seed.ts';
import { clockInWords, runClock, type Count } from './clock.ts';

const calendar = calendarOf(await shippedYears());
const due = (count: Count) => runClock(calendar, count).due;

describe('the clock', () => {
  test('court vector: signed 2022-09-30, twenty working days, is 2022-11-02', () => {
    expect(due({ from: '2022-09-30', amount: 20, unit: 'workingDay' })).toBe('2022-11-02');
  });

  test.each<[Count, string]>([
    [{ from: '2026-03-20', amount: 20, unit: 'day' }, '2026-04-09'],
    [{ from: '2026-01-31', amount: 1, unit: 'month' }, '2026-02-28'],
    [{ from: '2024-02-29', amount: 1, unit: 'year' }, '2025-02-28'],
    [{ from: '2026-10-12', amount: -5, unit: 'workingDay' }, '2026-09-29'],
    [{ from: '2026-03-31', amount: -1, unit: 'month' }, '2026-02-28'],
  ])('of %j ends on %s', (count, end) => {
    expect(due(count)).toBe(end);
  });

  test.each<[string, Partial<Count>, string]>([
    // Mon 4 May to Wed 6 May: only the 6th would have counted.
    [
      'a pause over a holiday',
      { pauses: [{ from: '2026-05-04', to: '2026-05-06', why: '征求第三方意见' }] },
      '2026-05-14',
    ],
    [
      'two pauses',
      {
        pauses: [
          { from: '2026-05-06', to: '2026-05-06', why: '补正' },
          { from: '2026-05-08', to: '2026-05-09', why: '征求意见' },
        ],
      },
      '2026-05-18',
    ],
    ['a pause after the end', { pauses: [{ from: '2026-06-01', to: '2026-06-10', why: '太晚' }] }, '2026-05-13'],
    [
      'an extension',
      { extensions: [{ amount: 2, unit: 'workingDay', by: '分管领导', why: '资料未齐' }] },
      '2026-05-15',
    ],
    [
      'an extension in days',
      { extensions: [{ amount: 3, unit: 'day', by: '分管领导', why: '资料未齐' }] },
      '2026-05-16',
    ],
    [
      'a pause within the extension',
      {
        pauses: [{ from: '2026-05-15', to: '2026-05-15', why: '听证' }],
        extensions: [{ amount: 2, unit: 'workingDay', by: '分管领导', why: '资料未齐' }],
      },
      '2026-05-18',
    ],
  ])('with %s', (_, adjusted, end) => {
    expect(due({ from: '2026-04-30', amount: 7, unit: 'workingDay', ...adjusted })).toBe(end);
  });

  test('in days, months and years each paused day moves the end on by one', () => {
    const pauses = [{ from: '2026-05-04', to: '2026-05-06', why: '听证' }];
    expect(due({ from: '2026-04-30', amount: 10, unit: 'day', pauses })).toBe('2026-05-13');
    expect(due({ from: '2026-04-30', amount: 1, unit: 'month', pauses })).toBe('2026-06-02');
    expect(due({ from: '2026-04-30', amount: 1, unit: 'year', pauses })).toBe('2027-05-03');
  });

  test('each day has its kind, and the sentence says who and why', () => {
    const count: Count = {
      from: '2026-05-07',
      amount: 2,
      unit: 'workingDay',
      pauses: [{ from: '2026-05-11', to: '2026-05-11', why: '补正' }],
      extensions: [{ amount: 1, unit: 'workingDay', by: '林海', why: '数据未核' }],
    };
    const clocked = runClock(calendar, count);
    expect(clocked.ledger.map(({ day, kind, name, number }) => [day.slice(5), kind, name, number])).toEqual([
      ['05-08', 'counted', '', 1],
      ['05-09', 'makeup', '劳动节', 2],
      ['05-10', 'weekend', '', null],
      ['05-11', 'paused', '补正', null],
      ['05-12', 'extended', '林海批准延长：数据未核', 3],
    ]);
    expect(clockInWords(count, clocked)).toBe(
      '从 2026-05-07 的第二天起数，2 个工作日，跳过周末 1 天，其中调休上班 1 天计入，2026-05-11 至 2026-05-11 暂停（补正）不计，林海批准延长 1 个工作日（数据未核），到 2026-05-12。',
    );
  });

  test('while paused there is no end, and it says since when', () => {
    const clocked = runClock(calendar, {
      from: '2026-05-07',
      amount: 5,
      unit: 'workingDay',
      pauses: [{ from: '2026-05-11', to: null, why: '补正' }],
    });
    expect(clocked).toMatchObject({ due: null, provisional: null, pausedSince: '2026-05-11' });
    expect(clocked.advice).toContain('从 2026-05-11 起暂停');
    expect(clocked.ledger.at(-1)?.day).toBe('2026-05-10');
  });

  test('over New Year into a year not loaded it is provisional, by weekdays, and says so', () => {
    const count: Count = { from: '2026-12-24', amount: 10, unit: 'workingDay' };
    const clocked = runClock(calendar, count);
    expect(clocked).toMatchObject({ due: null, provisional: '2027-01-07', missingYear: 2027 });
    expect(clocked.ledger.filter(({ isProvisional }) => isProvisional).map(({ day }) => day)[0]).toBe('2027-01-01');
    expect(clockInWords(count, clocked)).toContain('暂按周一至周五推算为 2027-01-07，放假安排公布后以实际为准');
    expect(due({ from: '2026-12-24', amount: 10, unit: 'day' })).toBe('2027-01-03');
  });

  test('an amount that no term has is refused', () => {
    for (const amount of [0, 1.5, Number.NaN])
      expect(() => due({ from: '2026-01-01', amount, unit: 'day' })).toThrow(RangeError);
    expect(() => due({ from: '2026-01-01', amount: 99, unit: 'year' })).toThrow(RangeError);
  });
});

describe('whatever the term', () => {
  const from = fc.integer({ min: 0, max: 7000 }).map((n) => addDays('2005-01-01', n));
  const pause = fc.tuple(fc.nat(60), fc.nat(12));

  test('without pause or extension it is the count that it was', () => {
    fc.assert(
      fc.property(from, fc.integer({ min: 1, max: 60 }), (day, n) => {
        expect(due({ from: day, amount: n, unit: 'workingDay' })).toBe(addWorkingDays(calendar, day, n).due);
        expect(due({ from: day, amount: n, unit: 'day' })).toBe(addDays(day, n));
        expect(due({ from: day, amount: n, unit: 'month' })).toBe(addMonths(day, n));
      }),
      { numRuns: 300 },
    );
  });

  test('a pause never makes it sooner, every day stands in the ledger once, and paused days are not counted', () => {
    fc.assert(
      fc.property(
        from,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('workingDay' as const, 'day' as const),
        fc.array(pause, { maxLength: 3 }),
        fc.nat(5),
        (day, amount, unit, given, more) => {
          const pauses = given.map(([at, length]) => ({
            from: addDays(day, at),
            to: addDays(day, at + length),
            why: '停',
          }));
          const extensions = more > 0 ? [{ amount: more, unit, by: '甲', why: '乙' }] : [];
          const clocked = runClock(calendar, { from: day, amount, unit, pauses, extensions });
          const plain = due({ from: day, amount: amount + more, unit }) ?? '';
          expect((clocked.due ?? '') >= plain).toBe(true);
          expect(clocked.ledger.map((one) => one.day)).toEqual(clocked.ledger.map((_, at) => addDays(day, at + 1)));
          expect(clocked.ledger.at(-1)?.day).toBe(clocked.due);
          expect(clocked.ledger.filter(({ number }) => number !== null)).toHaveLength(amount + more);
          for (const { day, number } of clocked.ledger)
            if (pauses.some(({ from, to }) => from <= day && day <= to)) expect(number).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });
});
