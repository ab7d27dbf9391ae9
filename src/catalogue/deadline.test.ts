import { describe, expect, test } from 'vitest';
import { calendarOf, shippedYears } from '../workday/seed.ts';
import { deadlineJson, deadlineOf, ledgerLines } from './deadline.ts';
import { parseTerm } from './rules/parse.ts';
import { owed } from './rules/plan.ts';

const calendar = calendarOf(await shippedYears());

describe('the date a written time limit gives', () => {
  test.each([
    // A date decided by a court: signed 2022-09-30, due after the National Day week and its make-up days.
    ['信息形成之日起20个工作日内', '2022-09-30', '2022-11-02'],
    ['部门预算批复后20日内公开', '2026-03-20', '2026-04-09'],
    ['信息形成之日起一个月内', '2026-01-31', '2026-02-28'],
    ['会议召开前5个工作日公告', '2026-10-12', '2026-09-29'],
    ['开学前公布', '2026-09-01', '2026-08-31'],
    ['及时公开', '2026-09-15', '2026-10-19'],
    ['每周五前公布', '2026-09-15', '2026-09-18'],
    ['每周更新', '2026-12-30', '2027-01-03'],
    ['次月10日前', '2026-01-05', '2026-01-10'],
    ['每季度结束后15日内', '2026-01-05', '2026-01-15'],
    ['每季度结束后10个工作日内', '2026-09-15', '2026-10-20'],
    ['每两个月公开一次', '2026-09-15', '2026-10-31'],
    ['每季度第一个月公布上季度情况', '2026-09-15', '2026-10-31'],
    ['年度结束后3个月内', '2026-02-01', '2026-03-31'],
    ['次年第一季度内', '2026-04-01', '2027-03-31'],
    ['长期公开', '2026-09-15', null],
    ['同上', '2026-09-15', null],
  ])('%s, from %s', (phrase, from, due) => {
    expect(deadlineOf(phrase, from, calendar).due).toBe(due);
  });

  test('a year without a calendar gives no date and says what to do', () => {
    const answer = deadlineOf('信息形成之日起20个工作日内', '2026-12-20', calendar);
    expect(answer.due).toBeNull();
    expect(answer.reason).toContain('2027 年的放假调休安排还没有载入');
  });

  test('the JSON has these fields and no other', () => {
    const json = deadlineJson(deadlineOf('每季度首月20日前在村公示栏公开，公示期7天', '2026-09-15', calendar));
    expect(json).toEqual({
      kind: 'periodic',
      event: null,
      amount: 3,
      unit: 'month',
      due: '2026-10-20',
      posting: { amount: 7, unit: 'day', isAtLeast: false, until: '2026-09-22' },
      retention: null,
      channels: ['村公示栏'],
      steps: [],
      unparsed: [],
    });
    const unknown = deadlineJson(deadlineOf('适时公开', '2026-09-15', calendar));
    expect(unknown).toMatchObject({ kind: 'unknown', amount: null, unit: null, due: null, unparsed: ['适时公开'] });
  });

  test('each day of the count is explained', () => {
    const lines = ledgerLines(deadlineOf('信息形成之日起3个工作日内', '2026-09-30', calendar).ledger);
    expect(lines[0]).toBe('  2026-10-01 星期四  不计：放假（国庆节）');
    expect(lines.at(-1)).toContain('第 3 个工作日');
    expect(deadlineOf('会议召开前5个工作日公告', '2026-10-12', calendar).reason).toMatch(
      /^从 2026-10-12 往前数，5 个工作日/,
    );
  });
});

describe('what comes round over the turn of the year', () => {
  test('last year’s December and last quarter fall due in January', () => {
    const window = { from: '2026-01-01', until: '2026-03-31' };
    expect(owed(parseTerm('次月10日前'), window, calendar).map(({ period, due }) => [period, due])).toEqual([
      ['2025-12', '2026-01-10'],
      ['2026-01', '2026-02-10'],
      ['2026-02', '2026-03-10'],
    ]);
    expect(owed(parseTerm('每季度结束后15日内'), window, calendar).map(({ period }) => period)).toEqual(['2025-Q4']);
  });

  test('each week belongs to one year', () => {
    const weeks = owed(parseTerm('每周更新'), { from: '2026-01-01', until: '2027-01-31' }, calendar);
    expect(weeks[0]).toMatchObject({ period: '2026-W01', due: '2026-01-04' });
    expect(weeks.map(({ period }) => period)).toContain('2026-W53');
    expect(new Set(weeks.map(({ period }) => period)).size).toBe(weeks.length);
  });
});
