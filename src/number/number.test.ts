import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { nextNumber, nextNumbers } from './commands.ts';
import { checkDigit, formatNumber, readNumber } from './rules.ts';

describe('the check digit', () => {
  test('is that of ISO 7064 MOD 11,10', () => {
    expect(checkDigit('0794')).toBe('5'); // the standard's own example
  });

  test('catches every single wrong digit', () => {
    const kinds = fc.constantFrom('disclosure' as const, 'visit' as const);
    const years = fc.integer({ min: 1990, max: 2200 });
    fc.assert(
      fc.property(
        kinds,
        years,
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        (...given) => {
          const [kind, year, sequence, place, shift] = given;
          const number = formatNumber(kind, year, sequence);
          const digits = number.replaceAll('-', '').split('');
          const at = place % digits.length;
          digits[at] = String((Number(digits[at]) + shift) % 10);
          expect(readNumber(digits.join(''))).toBeUndefined();
          expect(readNumber(number)).toBe(number);
        },
      ),
    );
  });
});

describe('a number that a person says back', () => {
  test.each([
    ['2026-100042-4', '2026-100042-4'],
    ['2026 100042 4', '2026-100042-4'],
    ['２０２６－１０００４２－４', '2026-100042-4'],
    ['20261000424', '2026-100042-4'],
    ['2026-100024-4', undefined],
    ['2026-900042-4', undefined],
    ['', undefined],
    ['二〇二六', undefined],
  ])('%s is read as %s', (typed, read) => {
    expect(formatNumber('disclosure', 2026, 42)).toBe('2026-100042-4');
    expect(readNumber(typed)).toBe(read);
  });
});

describe('taking numbers', () => {
  let ctx: TestContext;
  beforeAll(async () => {
    ctx = await testContext();
  });

  test('leaves no gap and gives none twice, also when many are taken at once and some fail', async () => {
    const take = (fails: boolean) =>
      ctx.db.transaction().execute(async (tx) => {
        const number = await nextNumber(tx, 'visit', 2026);
        if (fails) throw new Error('given back');
        return number;
      });
    const results = await Promise.allSettled(Array.from({ length: 24 }, (_, at) => take(at % 3 === 0)));
    const taken = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])).toSorted();
    expect(taken).toEqual(Array.from({ length: 16 }, (_, at) => formatNumber('visit', 2026, at + 1)));
  });

  test('starts anew each year, and a batch follows on', async () => {
    const batch = await ctx.db.transaction().execute(async (tx) => {
      await nextNumber(tx, 'disclosure', 2027);
      return nextNumbers(tx, 'disclosure', 2027, 3);
    });
    expect(batch).toEqual([2, 3, 4].map((sequence) => formatNumber('disclosure', 2027, sequence)));
  });
});
