import { describe, expect, test } from 'vitest';
import { shippedYears } from '../seed.ts';
import { readNotice } from './notice.ts';
import { notices } from './notices.testing.ts';

const shipped = await shippedYears();
const shippedDays = (year: number) => shipped.find((one) => one.year === year)?.days ?? [];

describe('the State Council’s notice', () => {
  test.each([2022, 2024, 2025, 2026])('of %i says the same days as the calendar that ships', (year) => {
    const { days, faults, missing, source } = readNotice(notices[year] ?? '');
    expect(faults).toEqual([]);
    expect(missing).toEqual([]);
    // The new year's day off that lies in the old year comes with the notice of the year after.
    expect(days).toEqual(shippedDays(year).filter(({ day }) => !day.endsWith('-12-31')));
    expect(source).toContain(`国务院办公厅关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕`);
  });

  test('of 2023 begins in the year before', () => {
    const { days, faults } = readNotice(notices[2023] ?? '');
    expect(faults).toEqual([]);
    expect(days[0]).toEqual({ day: '2022-12-31', kind: 'holiday', name: '元旦' });
    expect(days.slice(1)).toEqual(shippedDays(2023));
  });

  test('reads the same without its line breaks, with half-width marks, and from a page full of other words', () => {
    const given = notices[2026] ?? '';
    const plain = readNotice(given).days;
    expect(readNotice(given.replaceAll('\n', '')).days).toEqual(plain);
    expect(readNotice(given.normalize('NFKC')).days).toEqual(plain);
    expect(readNotice(`首页 > 政策 > 通知\n字号：大 中 小\n${given}\n责任编辑：某某`).days).toEqual(plain);
  });

  test.each([
    ['1月4日（周日）上班', '1月4日（周六）上班', '写的是周六，实际是周日'],
    ['放假调休，共9天', '放假调休，共8天', '写的是 8 天，数出来是 9 天'],
    ['至23日（农历正月初七、周一）', '至32日', '不是一段日期'],
    ['2月14日（周六）、2月28日（周六）上班', '2月17日上班', '既放假又上班'],
    ['2月14日（周六）、2月28日（周六）上班', '2月14日（周六）公休日调至2月13日', '没有读懂'],
    ['2026年', '今年', '没有找到年份'],
  ])('with “%s” written “%s” is not taken', (was, is, fault) => {
    const { faults } = readNotice((notices[2026] ?? '').replaceAll(was, is));
    expect(faults.join(' ')).toContain(fault);
  });

  test('says which festival it leaves out, and refuses what is no notice', () => {
    const without = (notices[2026] ?? '').replace(/五、端午节.*\n/, '');
    expect(readNotice(without).missing).toEqual(['端午']);
    expect(readNotice('关于2026年工作安排的通知').faults).toHaveLength(1);
    expect(readNotice('').faults).toHaveLength(1);
    expect(readNotice('一、元旦：'.repeat(3000)).faults.length).toBeGreaterThan(0);
  });
});
