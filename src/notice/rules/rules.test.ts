import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../workday/rules.ts';
import { lineKinds, lineLink, lineWords, noticeTitle, type LineKind } from './lines.ts';
import { digestLetter, maskedAddress, nextAttempt } from './mail.ts';
import { remindedDueDates, stepsOf, type ReminderRule } from './steps.ts';

const rule: ReminderRule = {
  daysBefore: [7, 3, 1],
  daysAfter: [1, 3, 7],
  isWeeklyAfter: true,
  leaderAfterDays: 3,
  officeAfterDays: 7,
};

describe('reminders', () => {
  test('come 7, 3 and 1 days before, on the day, 1, 3 and 7 days after, then weekly', () => {
    expect(stepsOf(rule).slice(0, 10)).toEqual([-7, -3, -1, 0, 1, 3, 7, 14, 21, 28]);
    expect(stepsOf({ ...rule, isWeeklyAfter: false, officeAfterDays: 10 })).toEqual([-7, -3, -1, 0, 1, 3, 7, 10]);
  });

  test.each([
    ['2026-05-22', true], // 7 days before
    ['2026-05-21', false],
    ['2026-05-18', true],
    ['2026-05-15', true],
    ['2026-05-14', true],
    ['2026-05-13', false],
    ['2026-05-12', true],
    ['2026-05-08', true],
    ['2026-05-01', true], // 14 days after
  ])('on 15 May those are told whose due date is %s: %s', (due, isTold) => {
    expect(remindedDueDates(rule, '2026-05-15', '2026-05-14').includes(due)).toBe(isTold);
  });

  test('of nights at which nothing ran are made up for, each due date as often as without the gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -400, max: 40 }), (gap, offset) => {
        const day = '2026-05-15';
        const due = addDays(day, offset);
        const nights = Array.from({ length: gap }, (_, at) => addDays(day, -at));
        const oneByOne = nights.some((night) => remindedDueDates(rule, night, addDays(night, -1)).includes(due));
        expect(remindedDueDates(rule, day, addDays(day, -gap)).includes(due)).toBe(oneByOne);
      }),
    );
  });
});

describe('a notice', () => {
  const kinds = Object.keys(lineKinds) as LineKind[];
  const line = (kind: LineKind) => ({ kind, count: 2, bodies: 1, longest: 5, who: '王敏（起草）' });

  test.each(kinds)('says %s in words that lead somewhere', (kind) => {
    expect(lineWords(line(kind))).toMatch(/2 [件个]/);
    expect(lineLink(line(kind))).toMatch(/^\//);
  });

  test('names its weightiest line first', () => {
    expect(noticeTitle([line('inHand'), line('overdue')])).toBe('2 件还没公开，最久的已超过期限 5 天，等 2 条');
    expect(noticeTitle([])).toBe('今天没有要提醒的');
  });

  test('as a letter escapes what could be markup, in the name too', () => {
    const letter = digestLetter({
      day: '2026-05-15',
      personName: '<b>&王敏',
      lines: [line('today')],
      consoleUrl: 'https://zwgk.example.gov.cn/console',
    });
    expect(letter.html).toContain('&lt;b&gt;&amp;王敏');
    expect(letter.html).not.toContain('<b>');
    expect(letter.text).toContain('https://zwgk.example.gov.cn/console/todo');
    expect(letter.subject).toBe('政务公开提醒（2026年5月15日）：2 件今天到期，还没公开');
  });
});

test('a letter that fails waits longer each time and is given up after eight', () => {
  const now = new Date('2026-05-15T01:00:00Z');
  const waits = Array.from({ length: 9 }, (_, at) => nextAttempt(at + 1, now)).map((next) =>
    next ? (next.getTime() - now.getTime()) / 60_000 : null,
  );
  expect(waits).toEqual([1, 5, 15, 60, 180, 360, 720, 1440, null]);
});

test('an address is shown to others so that it cannot be written to', () => {
  expect(maskedAddress('wangmin@example.gov.cn')).toBe('w***@example.gov.cn');
});
