import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../platform/project.ts';
import { numeralsIn } from './rules/numeral.ts';
import { pastDays, splitAccounts } from './rules/past.ts';

const seed = (name: string) => readFileSync(path.join(projectRoot, 'seed', name), 'utf8');
const accounts = splitAccounts(seed('openday-summaries.txt'));
const days = pastDays.parse(JSON.parse(seed('opendays.json')));

test('the collection holds twelve accounts of twelve bodies, and each has its reviewed reading', () => {
  expect([...accounts.keys()]).toEqual(days.map(({ account }) => account));
  expect(days).toHaveLength(12);
  expect(new Set(days.map(({ body }) => body)).size).toBe(12);
});

test('nothing of the collection is left out between the accounts', () => {
  const kept = [...accounts.values()].join('').replaceAll(/\s/g, '');
  const all = seed('openday-summaries.txt')
    .replaceAll(/^ ?1政务公开日活动总结篇.+$/gm, '')
    .replaceAll(/\s/g, '');
  expect(kept).toBe(all);
});

describe.each(days)('$account', (day) => {
  const text = accounts.get(day.account) ?? '';

  test('everything it is said to say stands in it word for word', () => {
    const words = [day.namedPlace, day.name, day.ordinalQuote, day.heldText, day.theme, day.place, day.notice];
    for (const word of [...words, ...day.facts.map(({ quote }) => quote), ...day.reviewed.map((entry) => entry.text)])
      expect(text, word).toContain(word);
  });

  test.each(day.facts)('$label is what its words say', ({ quote, value, precision }) => {
    expect(numeralsIn(quote).map((numeral) => [numeral.value, numeral.precision])).toEqual([[value, precision]]);
  });

  test('the 届次 is what its words say', () => {
    const said = day.ordinalQuote.includes('首届') ? 1 : numeralsIn(day.ordinalQuote)[0]?.value;
    expect(said ?? null).toBe(day.ordinal);
  });

  test('every number in it is a figure of the day or reviewed as something else', () => {
    const covered = new Set<number>();
    for (const words of [...day.facts.map(({ quote }) => quote), ...day.reviewed.map((entry) => entry.text)]) {
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
        for (let offset = 0; offset < words.length; offset += 1) covered.add(at + offset);
      }
    }
    const forgotten = numeralsIn(text).filter(({ at }) => !covered.has(at));
    expect(forgotten.map(({ at, text: words }) => `${words}：${text.slice(Math.max(0, at - 8), at + 10)}`)).toEqual([]);
  });
});

describe('reading numbers', () => {
  test.each([
    ['百余册', 100, 'over'],
    ['千余张', 1000, 'over'],
    ['60多个', 60, 'over'],
    ['近两万人', 20_000, 'nearly'],
    ['约1.5万份', 15_000, 'about'],
    ['三百一十二人', 312, 'exact'],
    ['１，２００份', 1200, 'exact'],
    ['二十届', 20, 'exact'],
  ] as const)('%s', (text, value, precision) => {
    expect(numeralsIn(text)).toMatchObject([{ value, precision }]);
  });

  test('words that count nothing are not numbers', () => {
    expect(numeralsIn('进一步统一思想，得到一致好评，百姓第一时间知道')).toEqual([]);
  });

  test('a list of numbers is not one number', () => {
    expect(numeralsIn('3，4，5')).toHaveLength(3);
  });
});
