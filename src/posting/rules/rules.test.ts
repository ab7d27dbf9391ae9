import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Term } from '../../catalogue/rules/term.ts';
import { addDays, type Calendar } from '../../workday/rules.ts';
import { checkCharacter, codeAlphabet, codeOf, codeWords, readCode, sheetCodeChars, shortHash } from './code.ts';
import { photoRemarks, type PhotoFacts } from './photo.ts';
import { boardKindOf, postingState, postingUntil } from './posting.ts';
import { answerDueOn, answerWithinDays, questionState } from './question.ts';
import { isAcross, sheetStatus, widestTable, withMarkedCells, withRepeatedHeads } from './sheet.ts';
import { quarterWords, splitByQuarter } from './village.ts';

const places = fc.array(fc.nat(codeAlphabet.length - 1), { minLength: sheetCodeChars, maxLength: sheetCodeChars });

describe('a short code', () => {
  test('is written without what is taken for another character', () => {
    expect(codeAlphabet).toHaveLength(30);
    expect(new Set(codeAlphabet).size).toBe(30);
    expect(codeAlphabet).not.toMatch(/[01ILOU]/);
    expect(() => checkCharacter('0')).toThrow(RangeError);
  });

  test('catches every single wrong character', () => {
    fc.assert(
      fc.property(places, fc.nat(sheetCodeChars), fc.integer({ min: 1, max: 29 }), (given, at, shift) => {
        const code = codeOf(given);
        const place = codeAlphabet.indexOf(code.charAt(at));
        const wrong = code.slice(0, at) + codeAlphabet.charAt((place + shift) % 30) + code.slice(at + 1);
        expect(readCode(wrong)).toBeUndefined();
        expect(readCode(code)).toBe(code);
      }),
    );
  });

  test('catches nearly all neighbours that were swapped', () => {
    let swapped = 0;
    let missed = 0;
    fc.assert(
      fc.property(places, fc.nat(sheetCodeChars - 1), (given, at) => {
        const code = codeOf(given);
        const [one, other] = [code.charAt(at), code.charAt(at + 1)];
        if (one === other) return;
        swapped += 1;
        if (readCode(code.slice(0, at) + other + one + code.slice(at + 2))) missed += 1;
      }),
      { numRuns: 5000 },
    );
    expect(swapped).toBeGreaterThan(4000);
    expect(missed / swapped).toBeLessThan(0.01);
  });

  test('is read as people type it, and shown in groups', () => {
    fc.assert(
      fc.property(places, (given) => {
        const code = codeOf(given);
        expect(readCode(codeWords(code))).toBe(code);
        expect(readCode(` ${code.toLowerCase().slice(0, 4)} ${code.slice(4)} `)).toBe(code);
        const full = [...code].map((char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)).join('');
        expect(readCode(full)).toBe(code);
        expect(readCode(`${code}2`)).toBeUndefined();
      }),
    );
    expect(codeWords('K7M2Q9RX3')).toBe('K7M-2Q9-RX3');
    expect(shortHash('3fa851c09e77aa')).toBe('3fa8 51c0 9e');
  });
});

const calendar: Calendar = {
  years: new Set([2026]),
  days: new Map([['2026-10-01', { kind: 'holiday', name: '国庆节' }]]),
};
const posting = (amount: number, unit: 'day' | 'workingDay' | 'month' | 'year', isAtLeast = false) =>
  ({ amount, unit, isAtLeast }) satisfies NonNullable<Term['posting']>;

describe('the posting period', () => {
  test.each([
    [[], '2026-05-15', null],
    [[posting(7, 'day')], '2026-05-15', '2026-05-22'],
    [[posting(30, 'day', true)], '2026-05-15', '2026-06-14'],
    [[posting(7, 'day'), posting(20, 'day')], '2026-05-15', '2026-06-04'],
    [[posting(1, 'month')], '2026-01-31', '2026-02-28'],
    [[posting(1, 'year')], '2026-05-15', '2027-05-15'],
    [[posting(1, 'workingDay')], '2026-09-30', '2026-10-02'],
    [[posting(5, 'workingDay')], '2026-12-30', null],
    [[posting(7, 'day'), posting(5, 'workingDay')], '2026-12-30', null],
  ] as const)('%j from %s is until %s', (terms, from, until) => {
    const counted = postingUntil(terms, from, calendar);
    expect(counted.untilOn).toBe(until);
    expect(counted.reason).not.toBe('');
  });

  test('says which year is missing', () => {
    expect(postingUntil([posting(5, 'workingDay')], '2026-12-30', calendar).reason).toContain('2027');
  });

  test.each([
    ['2026-05-22', 'up'],
    ['2026-05-23', 'over'],
  ] as const)('its last day still counts: %s is %s', (today, state) => {
    const facts = { untilOn: '2026-05-22', takenDownOn: null, isCurrent: true, isWithdrawn: false };
    expect(postingState(facts, today)).toBe(state);
    expect(postingState({ ...facts, isCurrent: false }, today)).toBe('outdated');
    expect(postingState({ ...facts, isCurrent: false, isWithdrawn: true }, today)).toBe('withdrawn');
    expect(postingState({ ...facts, takenDownOn: today, isWithdrawn: true }, today)).toBe('down');
  });
});

describe('what is said of a photo', () => {
  const now = new Date('2026-05-15T02:00:00Z');
  const good: PhotoFacts = {
    takenAt: new Date('2026-05-15T01:00:00Z'),
    ...{ width: 1600, height: 1200, sharpness: 900, brightness: 150, isReused: false },
  };
  test.each([
    [{}, []],
    [{ takenAt: null }, ['noDate']],
    [{ takenAt: new Date('2026-05-14T15:59:59Z') }, ['wrongDate']],
    [{ takenAt: new Date('2026-05-14T16:00:00Z') }, []],
    [{ takenAt: new Date('2026-05-15T02:09:00Z') }, []],
    [{ takenAt: new Date('2027-05-15T02:00:00Z') }, ['future']],
    [{ width: 640, height: 480 }, ['small']],
    [{ sharpness: 8, brightness: 12 }, ['blurry', 'dark']],
    [{ takenAt: null, isReused: true }, ['noDate', 'reused']],
  ] as const)('%j', (facts, remarks) => {
    expect(photoRemarks({ ...good, ...facts }, '2026-05-15', now)).toEqual(remarks);
  });
});

describe('a question', () => {
  test('is answered within 10 calendar days (民基字〔2014〕169号)', () => {
    expect(answerWithinDays).toBe(10);
    expect(answerDueOn('2026-05-15')).toBe('2026-05-25');
    expect(answerDueOn('2026-12-25')).toBe('2027-01-04');
  });

  test.each([
    [null, '2026-05-25', 'open'],
    [null, '2026-05-26', 'overdue'],
    ['2026-05-25', '2026-06-01', 'answered'],
    ['2026-05-26', '2026-06-01', 'answeredLate'],
    ['2026-06-02', '2026-06-01', 'overdue'],
  ] as const)('answered on %s is on %s %s', (answeredOn, today, state) => {
    const facts = { dueOn: '2026-05-25', answeredOn, isSetAside: false };
    expect(questionState(facts, today)).toBe(state);
    expect(questionState({ ...facts, isSetAside: true }, today)).toBe('setAside');
  });
});

describe('who scans a sheet is told', () => {
  const hanging = { untilOn: '2026-05-22', takenDownOn: null };
  test.each([
    [1, 1, [], 'current'],
    [1, 1, [hanging], 'current'],
    [1, 1, [{ ...hanging, untilOn: '2026-05-14' }], 'over'],
    [1, 1, [{ ...hanging, untilOn: '2026-05-14' }, hanging], 'current'],
    [1, 1, [{ untilOn: null, takenDownOn: null }], 'current'],
    [1, 1, [{ untilOn: null, takenDownOn: '2026-05-10' }], 'over'],
    [1, 2, [hanging], 'outdated'],
    [1, null, [hanging], 'withdrawn'],
  ] as const)('version %s of %s', (printedVersion, currentVersion, hangings, status) => {
    expect(sheetStatus({ printedVersion, currentVersion, hangings }, '2026-05-15')).toBe(status);
  });
});

describe('a table on further sheets', () => {
  const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  test('repeats its first row', () => {
    expect(withRepeatedHeads(`<table>${row('日期', '金额')}${row('1', '2')}</table>`)).toBe(
      '<table><thead><tr><th>日期</th><th>金额</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
  });
  test('repeats the rows that a cell of the first reaches into, and keeps caption and tbody marks out of the way', () => {
    const head = `<tr><td rowspan="2">日期</td><td colspan="2">金额</td></tr>${row('收', '支')}`;
    const html = withRepeatedHeads(`<table><caption>表</caption><tbody>${head}${row('1', '2', '3')}</tbody></table>`);
    expect(html).toMatch(
      /^<table><caption>表<\/caption><thead><tr><th rowspan="2">日期.*<th>支<\/th><\/tr><\/thead><tbody><tr><td>1/,
    );
    expect(html.match(/<tbody>/g)).toHaveLength(1);
  });
  test('keeps a head of its own, and has none with one row', () => {
    for (const html of [`<table>${row('1')}</table>`, `<table><thead>${row('1')}</thead>${row('2')}</table>`])
      expect(withRepeatedHeads(html)).toBe(html);
  });
  test('keeps days and names whole and amounts under one another', () => {
    const cells = '<td>5月10日</td><td colspan="2">1,000.50</td><td>购买村道维修材料一批</td><td></td>';
    expect(withMarkedCells(cells)).toBe(
      '<td class="short">5月10日</td><td colspan="2" class="short amount">1,000.50</td><td>购买村道维修材料一批</td><td></td>',
    );
  });
  test('is printed across when it is wide', () => {
    expect(widestTable('<p>字</p>')).toBe(0);
    expect(widestTable(`<table><tr><td colspan="4">x</td><td>y</td></tr>${row('1')}</table>`)).toBe(5);
    expect(isAcross(`<table>${row('1', '2', '3', '4', '5')}</table>`)).toBe(false);
    expect(isAcross(`<table>${row('1', '2', '3', '4', '5', '6')}</table>`)).toBe(true);
  });
});

test.each([
  ['', 'board'],
  ['公示栏', 'board'],
  ['橱窗', 'case'],
  ['黑板报', 'wall'],
  ['LED显示屏', 'led'],
  ['什么', undefined],
] as const)('a board called %s is a %s', (word, kind) => expect(boardKindOf(word)).toBe(kind));

test('a village’s obligations stand in one list each, whatever their dates', () => {
  const day = fc.integer({ min: -400, max: 400 }).map((n) => addDays('2026-05-15', n));
  const owed = fc.record({
    dueOn: fc.option(day),
    metOn: fc.option(day),
    state: fc.constantFrom('overdue', 'pending', 'unclear', 'onTime', 'late'),
  });
  fc.assert(
    fc.property(fc.array(owed), (all) => {
      const possible = all.map((one) =>
        one.state === 'onTime' || one.state === 'late' ? { ...one, metOn: one.metOn ?? '2026-05-01' } : one,
      );
      const { late, now, done, later, earlier } = splitByQuarter(possible, '2026-05-15');
      const shown = [...late, ...now, ...done, ...later, ...earlier.flatMap(({ met }) => met)];
      expect(shown).toHaveLength(possible.length);
      expect(new Set(shown).size).toBe(possible.length);
      for (const { quarter } of earlier) expect(quarter < '2026-Q2').toBe(true);
    }),
  );
  expect(quarterWords('2026-Q2')).toBe('2026年二季度');
});
