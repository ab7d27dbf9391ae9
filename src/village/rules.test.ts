import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanHtml } from '../attachment/clean.ts';
import { readDay } from './rules/day.ts';
import { cadenceReading, isAkin, listChanges, listFaults, type ListEntry } from './rules/list.ts';
import { readAmount, yuan } from './rules/money.ts';
import { sheetHtml } from './rules/page.ts';
import { maskSheet, personalIn } from './rules/personal.ts';
import { referenceList } from './rules/reference.ts';
import { copyOf, emptyDraft, emptyMoney, readDraft, type SheetDraft } from './rules/sheet.ts';
import { quarterDays, quarterOf } from './rules/state.ts';

describe('an amount', () => {
  test.each([
    ['', 0],
    ['1234.5', 123450],
    ['1,234.5', 123450],
    ['１２３４．５元', 123450],
    ['￥1，234.50', 123450],
    ['¥ 12', 1200],
    ['1200元整', 120000],
    ['80块', 8000],
    ['3.5万', 3500000],
    ['1.2345万元', 1234500],
    ['-300', -30000],
    ['－300.05', -30005],
    ['0.01', 1],
    ['5.', 500],
  ])('“%s” is %i fen', (typed, fen) => expect(readAmount(typed)).toEqual({ fen }));

  test.each(['一百', '12a', '1,23', '1.2.3', '1.234', '十二', '12-3', '99999999999999', '1 2 元 3'])(
    '“%s” is not guessed',
    (typed) => expect(readAmount(typed)).toHaveProperty('fault'),
  );

  test('as it is printed reads back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (fen) => {
        expect(readAmount(yuan(fen))).toEqual({ fen });
      }),
    );
  });
});

describe('a day', () => {
  test.each([
    ['10月5日', '2026-Q4', '2026-10-05'],
    ['10.5', '2026-Q4', '2026-10-05'],
    ['１０／５', '2026-Q4', '2026-10-05'],
    ['2026-10-05', '2026-Q4', '2026-10-05'],
    ['2026年10月5号', '2026-Q4', undefined],
    ['20261005', '2026-Q4', '2026-10-05'],
    ['5', '2026-10', '2026-10-05'],
    ['5日', '2026-10', '2026-10-05'],
    ['5', '2026-Q4', undefined],
    ['2.30', '2026-Q1', undefined],
    ['12.31', '2026-Q4', undefined],
    ['', '2026-Q4', undefined],
  ])('“%s” in %s is %s', (typed, period, day) => {
    const read = readDay(typed, period, '2026-11-24');
    expect('day' in read ? read.day : undefined).toBe(day);
  });
});

describe('a sheet of money', () => {
  const reading = { form: 'money' as const, period: '2026-Q3', today: '2026-11-24', carriedFen: 1000 };
  const row = (fields: object) => ({ ...emptyMoney, day: '7.1', summary: '电费', ...fields });

  test('adds up whatever is in it, to the fen', () => {
    const amounts = fc.array(
      fc.integer({ min: -1e9, max: 1e9 }).filter((fen) => fen !== 0),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(amounts, amounts, (incomes, spendings) => {
        const money = [
          ...incomes.map((fen) => row({ income: yuan(fen) })),
          ...spendings.map((fen) => row({ spending: yuan(fen) })),
        ];
        const read = readDraft({ ...emptyDraft, money }, reading);
        const sum = (list: number[]) => list.reduce((total, fen) => total + fen, 0);
        expect(read.faults).toEqual({});
        expect(read.balanceFen).toBe(1000 + sum(incomes) - sum(spendings));
      }),
    );
  });

  test.each<[string, SheetDraft, Record<string, string>]>([
    ['empty', emptyDraft, { money: expect.stringContaining('本期没有收支') }],
    [
      'both sides',
      { ...emptyDraft, money: [row({ income: '1', spending: '1' })] },
      { 'money.0.spending': expect.stringContaining('第 1 行') },
    ],
    ['neither side', { ...emptyDraft, money: [row({})] }, { 'money.0.income': expect.stringContaining('金额') }],
    [
      'second row wrong',
      { ...emptyDraft, money: [row({ income: '1' }), row({ day: '', summary: '', income: '2' })] },
      { 'money.1.day': '第 2 行：请写日期', 'money.1.summary': '第 2 行：请写摘要，说明是什么钱' },
    ],
    ['no money, and said so', { ...emptyDraft, text: '本期没有收支' }, {}],
  ])('%s', (_name, draft, faults) => expect(readDraft(draft, reading).faults).toEqual(faults));

  test('as a document shows words as they are, and cleaning takes nothing from it', () => {
    const money = [row({ summary: '<b>电费</b>', income: '12', note: '"三组"' })];
    const read = readDraft({ ...emptyDraft, money, text: '一\n二' }, reading);
    const html = sheetHtml({
      form: 'money',
      read,
      photos: [{ sha256: 'a'.repeat(64), note: '账本' }],
      filledInBy: null,
    });
    expect(html).toContain('&lt;b&gt;电费&lt;/b&gt;');
    expect(html).toContain(`href="/village-photos/${'a'.repeat(64)}.jpg"`);
    const text = (one: string) => one.replaceAll(/<[^>]*>/g, '');
    expect(text(cleanHtml(html)).replaceAll('&quot;', '"')).toBe(text(html).replaceAll('&quot;', '"'));
  });

  test('is the beginning of the next one without days and sums', () => {
    const next = copyOf({ ...emptyDraft, opening: '5', money: [row({ income: '12', handler: '王敏' })] });
    expect(next).toEqual({ ...emptyDraft, money: [{ ...emptyMoney, summary: '电费', handler: '王敏' }] });
  });
});

test('masking a sheet leaves nothing that would be found, and everything else letter for letter', () => {
  const draft: SheetDraft = {
    opening: '１,000',
    money: [{ ...emptyMoney, summary: '付 13842512345 工钱', income: '12', note: '重病户慰问' }],
    people: [{ name: '李成', place: '三组', amount: '820', note: '精神残疾' }],
    text: '卡号 6222021234567890128，咨询 0415-7123456',
  };
  expect(personalIn(draft).map(({ where, what }) => `${where} ${what}`)).toEqual([
    '第 1 行摘要 手机号',
    '第 1 行备注 病情或残疾情况',
    '说明 银行卡号',
  ]);
  const masked = maskSheet(draft);
  expect(personalIn(masked)).toEqual([]);
  expect(masked.people[0]).toEqual({ ...draft.people[0], note: '（不公开）' });
  expect(masked.money[0]).toEqual({ ...draft.money[0], summary: '付 138****2345 工钱' });
  expect([masked.opening, masked.text.includes('0415-7123456')]).toEqual(['１,000', true]);
});

describe('the prescribed list', () => {
  test('ships with what the law wants, each with its source and a cadence that is read', () => {
    expect(referenceList.length).toBeGreaterThanOrEqual(24);
    expect(listFaults(referenceList, [])).toEqual({});
    for (const { name, legalBasis, timeLimit } of referenceList) {
      expect(legalBasis, name).toContain('《');
      expect(cadenceReading(timeLimit).isRead, timeLimit).toBe(true);
    }
    expect(new Set(referenceList.map(({ grouping }) => grouping)).size).toBe(3);
  });

  test('tells what a push would change, cell by cell', () => {
    const [first, second, ...rest] = referenceList as [ListEntry, ListEntry, ...ListEntry[]];
    const monthly = { ...first, timeLimit: '每月结束后10日内' };
    const extra = { ...second, key: 'x', name: '海参圈发包', villageIds: ['v'] };
    expect(listChanges(referenceList, [monthly, ...rest, extra])).toEqual([
      { kind: 'changed', name: first.name, cells: [['多久公开一次', '每季度结束后10日内', '每月结束后10日内']] },
      { kind: 'added', name: '海参圈发包', cells: [] },
      { kind: 'dropped', name: second.name, cells: [] },
    ]);
    expect(listChanges(referenceList, referenceList)).toEqual([]);
  });

  test('is refused with two of a name, an unreadable cadence, another township’s village', () => {
    const [first] = referenceList as [ListEntry];
    const wrong = { ...first, timeLimit: '看情况' };
    expect(Object.keys(listFaults([first, wrong, { ...first, name: '别的', villageIds: ['v'] }], ['w']))).toEqual([
      'entries.1.name',
      'entries.1.timeLimit',
      'entries.2.villageIds',
    ]);
  });
});

test('a quarter has its days', () => {
  expect(quarterOf('2026-11-24')).toBe('2026-Q4');
  expect(quarterDays('2026-Q1')).toEqual({ from: '2026-01-01', until: '2026-03-31' });
  expect(quarterDays('2026-Q4')).toEqual({ from: '2026-10-01', until: '2026-12-31' });
});

test.each([
  ['财务收支明细', '村级财务收支', true],
  ['集体资产和资源', '村集体资产资源', true],
  ['计划生育政策落实', '计划生育政策落实', true],
  ['征地补偿费', '征地补偿费的使用分配', true],
  ['误工补贴', '惠农补贴', false],
  ['债权债务', '财务收支明细', false],
])('“%s” and “%s” are akin: %s', (one, other, akin) => expect(isAkin(one, other)).toBe(akin));
