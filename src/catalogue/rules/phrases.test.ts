import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseTerm } from './parse.ts';
import { cadencePhrases } from './phrases/cadence.ts';
import { eventPhrases } from './phrases/events.ts';
import { termInShort } from './phrases/short.ts';
import { morePhrases } from './phrases/more.ts';
import { secondPhrases } from './phrases/second.ts';
import { soonPhrases } from './phrases/soon.ts';
import { stayPhrases } from './phrases/stay.ts';
import { trapPhrases } from './phrases/traps.ts';
import { unclearPhrases } from './phrases/unclear.ts';
import { unseenPhrases } from './phrases/unseen.ts';

const seen = [
  ...eventPhrases,
  ...soonPhrases,
  ...cadencePhrases,
  ...stayPhrases,
  ...morePhrases,
  ...secondPhrases,
  ...trapPhrases,
];

describe('phrasings of catalogues', () => {
  test.each(seen)('%s', (phrase, reading) => {
    expect(termInShort(parseTerm(phrase))).toBe(reading);
  });

  test.each(unclearPhrases)('“%s” is left to a person', (phrase) => {
    const term = parseTerm(phrase);
    expect(term.kind).toBe('unknown');
    expect(term.unparsed.length).toBeGreaterThan(0);
  });
});

describe('phrasings the reader was not made from', () => {
  const read = unseenPhrases.map(([phrase, reading]) => ({ phrase, reading, as: termInShort(parseTerm(phrase)) }));

  test('none is read wrongly', () => {
    expect(read.filter(({ reading, as }) => as !== 'unknown' && as !== reading)).toEqual([]);
  });

  test('95 in 100 of those that state a date are understood', () => {
    const stated = read.filter(({ reading }) => reading !== 'unknown');
    const left = stated.filter(({ as }) => as === 'unknown').map(({ phrase }) => phrase);
    expect(1 - left.length / stated.length, left.join(' / ')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('however it is typed', () => {
  const stated = [...seen, ...unseenPhrases].map(([phrase]) => phrase);
  const anyPhrase = fc.constantFrom(...stated);
  const noise = fc.constantFrom(' ', '\n', '\u3000', '\r\n', '\u200b', '\t');

  test('blanks and line breaks anywhere change nothing', () => {
    fc.assert(
      fc.property(anyPhrase, fc.array(fc.tuple(fc.nat(40), noise), { maxLength: 6 }), (phrase, blanks) => {
        const noisy = blanks.reduce((text, [at, blank]) => text.slice(0, at) + blank + text.slice(at), phrase);
        expect(parseTerm(noisy)).toEqual(parseTerm(phrase));
      }),
      { numRuns: 3000 },
    );
  });

  test('full-width digits and brackets change nothing', () => {
    const wide = (text: string) =>
      text.replaceAll(/[0-9()]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
    for (const phrase of stated) expect(parseTerm(wide(phrase)), phrase).toEqual(parseTerm(phrase));
  });

  const chinese = (n: number): string => {
    const digit = (at: number) => ' 一二三四五六七八九'.charAt(at);
    if (n < 10) return digit(n);
    if (n < 100) return `${n < 20 ? '' : digit(Math.floor(n / 10))}十${n % 10 === 0 ? '' : digit(n % 10)}`;
    return `${digit(Math.floor(n / 100))}百${n % 100 === 0 ? '' : n % 100 < 10 ? `零${digit(n % 100)}` : (n % 100 < 20 ? '一' : '') + chinese(n % 100)}`;
  };

  test('Chinese numerals read as digits do', () => {
    const shapes = [
      (n: string) => `信息形成之日起${n}个工作日内`,
      (n: string) => `批复后${n}日内公开`,
      (n: string) => `公示期不少于${n}天`,
      (n: string) => `会议召开前${n}日公告`,
      (n: string) => `每季度首月${n}日前公布`,
      (n: string) => `每年${n}月底前`,
      (n: string) => `公开满${n}年撤下`,
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 260 }), fc.constantFrom(...shapes), (n, shape) => {
        const [inDigits, inWords] = [parseTerm(shape(String(n))), parseTerm(shape(chinese(n)))];
        expect(termInShort(inWords)).toBe(termInShort(inDigits));
      }),
      { numRuns: 2000 },
    );
  });

  test('two rules that differ are left to a person', () => {
    const rules = [
      '每月公开一次',
      '每季度公布一次',
      '每年3月31日前',
      '信息形成之日起20个工作日内',
      '批复后20日内公开',
      '会议召开前5日公告',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.constantFrom(...rules),
        fc.constantFrom('，', '；', '。', '、'),
        (one, other, mark) => {
          fc.pre(one !== other);
          expect(parseTerm(one + mark + other)).toMatchObject({
            kind: 'unknown',
            unparsed: expect.arrayContaining([expect.anything()]),
          });
        },
      ),
    );
  });

  test('no text makes it throw, and what turns the sense is never claimed', () => {
    const words = fc.constantFrom(
      '不',
      '信息形成',
      '之日起',
      '20',
      '个工作日',
      '日',
      '内',
      '前',
      '后',
      '每',
      '季度',
      '月',
      '年',
      '公示',
      '公开',
      '及时',
      '长期',
      '，',
      '、',
      '（',
      '）',
      '首月',
      '底',
      '或者',
      '除',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const term = parseTerm(text);
        expect(term.kind === 'unknown').toBe(term.unparsed.length > 0);
        if (/不|除/.test(text)) expect(term.kind).toBe('unknown');
      }),
      { numRuns: 5000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => parseTerm(text).kind !== undefined));
  });
});
