import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, addMonths, addWorkingDays, isLegalDate, type Calendar } from './rules.ts';
import { calendarOf, shippedYears } from './seed.ts';

let calendar: Calendar;
beforeAll(async () => {
  calendar = calendarOf(await shippedYears());
});

describe('working days on the statutory calendar', () => {
  test.each([
    // The court's count: signed 2022-09-30, twenty working days over the National Day holiday with make-up days.
    ['2022-09-30', 20, '2022-11-02'],
    ['2026-09-15', 20, '2026-10-19'],
    ['2026-05-15', 1, '2026-05-18'],
    ['2026-05-06', 3, '2026-05-09'], // Saturday 9 May is a make-up day of Labour Day
    ['2026-02-13', 1, '2026-02-14'], // Saturday 14 February is a make-up day of the Spring Festival
    ['2026-05-18', -1, '2026-05-15'],
  ])('%s and %i working days is %s', (from, n, due) => {
    expect(addWorkingDays(calendar, from, n).due).toBe(due);
  });

  test('the ledger names every day from the day after to the due date', () => {
    const { ledger, due } = addWorkingDays(calendar, '2026-04-30', 3);
    expect(due).toBe('2026-05-08');
    expect(ledger.map(({ day, kind, number }) => [day.slice(5), kind, number])).toEqual([
      ['05-01', 'holiday', null],
      ['05-02', 'holiday', null],
      ['05-03', 'holiday', null],
      ['05-04', 'holiday', null],
      ['05-05', 'holiday', null],
      ['05-06', 'counted', 1],
      ['05-07', 'counted', 2],
      ['05-08', 'counted', 3],
    ]);
  });

  test('a year that is not loaded is refused with advice, never guessed', () => {
    const counted = addWorkingDays(calendar, '2026-12-20', 20);
    expect(counted).toMatchObject({ due: null, missingYear: 2027 });
    expect(counted.due === null && counted.advice).toContain('2027 年的放假调休安排还没有载入');
  });

  test('counting n days back from a due date comes to a day no earlier than the first', () => {
    const day = fc.integer({ min: 0, max: 8000 }).map((n) => addDays('2004-06-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const forth = addWorkingDays(calendar, from, n);
        if (forth.due === null) return;
        expect(forth.ledger.filter(({ number }) => number !== null)).toHaveLength(n);
        expect(forth.ledger.at(-1)?.day).toBe(forth.due);
        const back = addWorkingDays(calendar, forth.due, -n);
        if (back.due !== null) expect(back.due <= from).toBe(true);
      }),
    );
  });
});

test('months end with the month where it has no such day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
});

test('a legal date is a day that exists', () => {
  expect(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '0000-00-00'].map(isLegalDate)).toEqual(
    Array(6).fill(false),
  );
  expect(isLegalDate('2024-02-29')).toBe(true);
});
