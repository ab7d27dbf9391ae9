import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { indexEntries, indexEntry, removeEntry } from './commands.ts';
import { search } from './queries.ts';
import { marked, queryAtMostChars, readQuery, snippet, termsOf } from './rules.ts';

describe('the terms of a text', () => {
  test.each([
    ['政府信息', ['政府', '府信', '信息', '息']],
    ['东政办发〔2026〕12号', ['东政', '政办', '办发', '发', '2026', '12', '号']],
    ['ＡＢ２０２６', ['ab2026']],
    ['5G基站', ['5g', '基站', '站']],
    ['', []],
    ['"\'%\\', []],
  ])('%s', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test('stay within what the database can hold, however long the text', () => {
    const long = Array.from({ length: 400_000 }, (_, at) =>
      String.fromCodePoint(0x4e00 + (at % 20_000), 0x4e00 + ((at * 7) % 20_000)),
    ).join('');
    expect(termsOf(long).reduce((bytes, term) => bytes + Buffer.byteLength(term) + 4, 0)).toBeLessThan(1_000_000);
  });
});

test('a query is cut to a bearable length, and only long Chinese phrases are looked up word for word', () => {
  expect(readQuery('字'.repeat(5000)).phrases[0]).toHaveLength(queryAtMostChars);
  expect(readQuery('低保 标准化 2026').phrases).toEqual(['标准化']);
});

test('matches are marked in any width and case, and nothing in a query is a pattern', () => {
  expect(marked('Ａb与aB', ['ab'])).toEqual([
    { text: 'Ａb', isMatch: true },
    { text: '与', isMatch: false },
    { text: 'aB', isMatch: true },
  ]);
  expect(marked('a.c', ['a.c', '(', '[x'])).toEqual([{ text: 'a.c', isMatch: true }]);
  expect(
    snippet(`${'前'.repeat(100)}低保${'后'.repeat(200)}`, ['低保'])
      .map(({ text }) => text)
      .join(''),
  ).toMatch(/^…前{24}低保后+…$/);
});

describe('searching', () => {
  let ctx: TestContext;
  let bodyId: string;
  const entry = (title: string, text: string, day: string) => ({
    kind: 'disclosure' as const,
    id: uuidv7(),
    bodyId,
    title,
    text,
    url: `/d/${title}`,
    publishedAt: new Date(`${day}T00:00:00Z`),
  });
  beforeAll(async () => {
    ctx = await testContext();
    await loadSmallCounty(ctx);
    bodyId = (await bodyByCode(ctx.db, '210681-05')).id;
    const entries = [
      entry('城乡低保标准', "东政办发〔2026〕12号 提高低保标准，100%落实，O'Brien说“好”。", '2026-01-01'),
      entry('防汛预案', '涉及低保户转移安置。房身村 WiFi 覆盖。', '2026-03-01'),
      entry('政府会议', '民政府库信访息事', '2026-02-01'),
    ];
    await ctx.db.transaction().execute((tx) => indexEntries(tx, entries));
  });
  const titles = async (words: string, page = 1) =>
    (await search(ctx.db, { words, page })).hits.map(({ title }) => title.map(({ text }) => text).join(''));

  test.each([
    ['低保', ['城乡低保标准', '防汛预案']],
    ['房身村', ['防汛预案']],
    ['村', ['防汛预案']],
    ['低', ['城乡低保标准', '防汛预案']],
    ['wifi', ['防汛预案']],
    ['wi', ['防汛预案']],
    ['〔2026〕12号', ['城乡低保标准']],
    ['东政办发[2026]12号', ['城乡低保标准']],
    ['100%', ['城乡低保标准']],
    ["O'Brien", ['城乡低保标准']],
    ['“好”', ['城乡低保标准']],
    ['低保 转移', ['防汛预案']],
    ['政府库信', ['政府会议']],
    ['府信访', []],
    ['没有的词', []],
    ['', []],
    ['   ', []],
    ["'; drop table search_entry; --", []],
    ['\\ & | ! :* ( )', []],
    ['\0', []],
  ])('%s', async (words, expected) => {
    expect(await titles(words)).toEqual(expected);
  });

  test('a body name, day and marked snippet come with each hit', async () => {
    const { hits, total, isTotalCapped } = await search(ctx.db, { words: '房身村' });
    expect({ total, isTotalCapped }).toEqual({ total: 1, isTotalCapped: false });
    expect(hits[0]).toMatchObject({ bodyName: '东港市民政局', publishedOn: '2026-03-01', url: '/d/防汛预案' });
    expect(hits[0]?.snippet.find(({ isMatch }) => isMatch)?.text).toBe('房身村');
  });

  test('what is taken out is found no more, and indexing again replaces', async () => {
    const one = entry('临时条目', '只此一词', '2026-04-01');
    await ctx.db.transaction().execute((tx) => indexEntry(tx, one));
    await ctx.db.transaction().execute((tx) => indexEntry(tx, { ...one, text: '换了说法' }));
    expect([await titles('只此一词'), await titles('换了说法')]).toEqual([[], ['临时条目']]);
    await ctx.db.transaction().execute((tx) => removeEntry(tx, 'disclosure', one.id));
    expect(await titles('换了说法')).toEqual([]);
  });

  test('beyond the newest records an old title and a rare word are still found, and counts are said to be open', async () => {
    const many = Array.from({ length: 3100 }, (_, at) => entry(`例行公告${at}`, '按月公布的普通内容', '2026-05-01'));
    for (let from = 0; from < many.length; from += 500)
      await ctx.db.transaction().execute((tx) => indexEntries(tx, many.slice(from, from + 500)));
    await ctx.db.transaction().execute((tx) => indexEntry(tx, entry('普通内容的老规定', '很久以前', '2001-01-01')));
    await sql`analyze search_entry`.execute(ctx.db);
    expect(await titles('房身村')).toEqual(['防汛预案']);
    expect((await titles('普通内容'))[0]).toBe('普通内容的老规定');
    const { total, isTotalCapped } = await search(ctx.db, { words: '普通内容' });
    expect(total).toBeGreaterThanOrEqual(1000);
    expect(isTotalCapped).toBe(true);
    expect(await titles('普通内容', 51)).toEqual([]);
  });
});
