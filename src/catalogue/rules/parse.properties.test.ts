import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTerm } from './parse.ts';
import { chineseNumber, plainPhrase } from './phrase.ts';
import { cadencePhrases } from './phrases/cadence.ts';
import { eventPhrases } from './phrases/events.ts';
import { secondPhrases } from './phrases/second.ts';
import { termInShort } from './phrases/short.ts';
import { soonPhrases } from './phrases/soon.ts';
import { stayPhrases } from './phrases/stay.ts';
import type { Term } from './term.ts';
import { inSimplified } from './traditional.ts';

const all = [...eventPhrases, ...soonPhrases, ...cadencePhrases, ...stayPhrases, ...secondPhrases];
const stated = all.filter(([, reading]) => reading !== 'unknown').map(([phrase]) => phrase);

const traditionalOf = new Map(
  '個个開开內内變变長长時时實实後后發发隨随會会議议請请結结訊讯應应當当無无滿满報报財财過过對对於于員员動动規规劃划準准縣县級级網网務务該该項项'
    .match(/../gu)
    ?.map((pair) => [pair.charAt(1), pair.charAt(0)] as const),
);

/** Ways in which one phrase is typed by different hands. */
const spellings: readonly ((phrase: string) => string)[] = [
  (phrase) => [...phrase].join(' '),
  (phrase) => phrase.replaceAll(/(.{5})/gu, '$1\n'),
  (phrase) => phrase.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (phrase) => phrase.replaceAll(/./gu, (character) => traditionalOf.get(character) ?? character),
  (phrase) => phrase.replaceAll('或者', '或'),
  (phrase) => phrase.replaceAll('，', ',').replaceAll('；', ';'),
  (phrase) => phrase.replaceAll('（', '(').replaceAll('）', ')'),
  (phrase) => `${phrase}。`,
  (phrase) => `\u3000${phrase}\u200b；`,
  (phrase) => phrase.replaceAll('工作日', '工作曰'),
  (phrase) => phrase.replaceAll(/(\d)个工作日/g, '$1工作日'),
];

describe('one phrase in different spellings', () => {
  test('has one reading, however many of them meet', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...stated),
        fc.array(fc.constantFrom(...spellings), { minLength: 1, maxLength: 4 }),
        (phrase, ways) => {
          const spelt = ways.reduce((text, way) => way(text), phrase);
          expect(termInShort(parseTerm(spelt)), spelt).toBe(termInShort(parseTerm(phrase)));
        },
      ),
      { numRuns: 1200 },
    );
  });

  test('廿 and 卅 are twenty and thirty, 百 a hundred', () => {
    expect(['廿', '廿五', '卅', '百', '一百二十', '十', ''].map(chineseNumber)).toEqual([
      20,
      25,
      30,
      100,
      120,
      10,
      undefined,
    ]);
  });

  test('the table of characters leaves simplified text alone', () => {
    for (const [phrase] of all.filter(([phrase]) => !/[個變內後長時該資訊]/.test(phrase)))
      expect(inSimplified(phrase)).toBe(phrase);
  });
});

/** Every text and every number that stands in a reading. */
function saidIn(term: Term): { texts: string; numbers: Set<number> } {
  const { event, steps, unparsed, channels, retention, posting, every, on, amount } = term;
  const until = retention && 'until' in retention ? retention.until : '';
  const kept = retention && 'amount' in retention ? retention.amount : null;
  const numbers = [amount, posting?.amount, kept, every?.months, every?.month, every?.day, on?.month, on?.day];
  return {
    texts: [event ?? '', until, ...steps, ...unparsed, ...channels].join('，'),
    numbers: new Set(numbers.flatMap((n) => (typeof n === 'number' ? [n] : []))),
  };
}

describe('nothing is lost silently', () => {
  const clauses = [...stated, '特殊情况另议', '经领导同意', '30日', '每年公开2次', '不少于15日'];
  const cells = fc
    .array(fc.tuple(fc.constantFrom(...clauses), fc.constantFrom('，', '；', '。', '、', '\n', '')), {
      minLength: 2,
      maxLength: 4,
    })
    .map((parts) => parts.map(([clause, mark]) => clause + mark).join(''));

  test('every number of a cell stands in a field or among the pieces', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const { texts, numbers } = saidIn(parseTerm(cell));
        const plain = plainPhrase(cell).replaceAll(
          /1次|[上当本]1个?(?:月|季度|年度?)|最后1(?:个?月|天)|(?:每|^|[，；。、内])1个?(?:月|季度|年|周)/g,
          '',
        );
        for (const found of plain.matchAll(/\d+/g)) {
          const n = Number(found[0]);
          const isQuarter = plain.slice(found.index + found[0].length).startsWith('季度');
          const isSaid = [n, n * 7, isQuarter ? n * 3 : n].some((one) => numbers.has(one)) || texts.includes(found[0]);
          expect(isSaid, `${n} of ${cell}`).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('every clause of a cell that is left to a person is shown as understood or not understood', () => {
    fc.assert(
      fc.property(cells, (cell) => {
        const term = parseTerm(cell);
        if (term.kind !== 'unknown') return;
        expect(term.unparsed.join('')).not.toBe('');
        const { texts, numbers } = saidIn(term);
        for (const word of ['每月', '季度', '长期', '会议召开', '批复', '特殊情况另议', '经领导同意'])
          if (plainPhrase(cell).includes(word))
            expect(texts.includes(word) || (word === '长期' && term.retention !== null), `${word} of ${cell}`).toBe(
              true,
            );
        expect(numbers.has(Number.NaN)).toBe(false);
      }),
      { numRuns: 1200 },
    );
  });

  test('a cell that contradicts itself shows both pieces', () => {
    expect(parseTerm('20个工作日内（10个工作日内）').unparsed).toEqual(['20个工作日内', '10个工作日内']);
    expect(parseTerm('每季度、每年公开一次').unparsed).toEqual(['每季度', '每年公开一次']);
    expect(parseTerm('公示7天（不少于10天），长期公开')).toMatchObject({
      kind: 'unknown',
      retention: { isForever: true },
    });
    expect(parseTerm('信息形成之日起20个工作日内，特殊情况另议')).toMatchObject({
      unparsed: ['特殊情况另议'],
      steps: ['信息形成之日起20个工作日内'],
    });
  });
});

describe('a cell of ten thousand characters', () => {
  test.each([
    ['one clause', (n: number) => '信息形成'.repeat(n / 4)],
    ['clauses', (n: number) => '及时公开，'.repeat(n / 5)],
    ['open brackets', (n: number) => '（信息'.repeat(n / 3)],
    ['brackets', (n: number) => '（信息形成）'.repeat(n / 6)],
    ['digits', (n: number) => '1'.repeat(n)],
    ['words of manner', (n: number) => `20个工作日内${'应当主动依法'.repeat(n / 6)}`],
    ['numerals', (n: number) => '一二三百'.repeat(n / 4)],
    ['blanks', (n: number) => `信息形成之日起20${' '.repeat(n)}个工作日内`],
    ['lines', (n: number) => '信息形成之日起\n'.repeat(n / 8)],
    ['subjects', (n: number) => '由每每由'.repeat(n / 4)],
  ])('of %s takes no time to speak of, and twice as many no more than twice', (_, make) => {
    const millisecondsFor = (n: number) => {
      const text = make(n);
      const start = performance.now();
      expect(parseTerm(text).kind).toBeDefined();
      return performance.now() - start;
    };
    millisecondsFor(500);
    expect(millisecondsFor(10_000)).toBeLessThan(150);
    expect(millisecondsFor(40_000)).toBeLessThan(600);
  });

  test('of any characters never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(30), (text, times) => {
        expect(parseTerm(text.repeat(times)).unparsed).toBeInstanceOf(Array);
      }),
      { numRuns: 300 },
    );
  });
});
