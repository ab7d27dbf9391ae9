/** Reads the numbers in Chinese official prose: Arabic or Chinese figures, with 余, 多, 近 and 约. Pure. */

export const precisions = { exact: '', over: '余', nearly: '近', about: '约' } as const;
export type Precision = keyof typeof precisions;

export interface Numeral {
  text: string;
  /** Offset of `text` in the source. */
  at: number;
  value: number;
  precision: Precision;
}

const digits: Record<string, number> = {
  ...{ 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
  ...{ 壹: 1, 贰: 2, 叁: 3, 肆: 4, 伍: 5, 陆: 6, 柒: 7, 捌: 8, 玖: 9 },
};
const powers: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 };

/** The value of a Chinese figure such as 三百一十 or 百; NaN for what is not one. */
export function chineseValue(text: string): number {
  let total = 0; // finished groups of 万 and 亿
  let group = 0;
  let digit: number | undefined;
  for (const char of text) {
    if (char in digits) digit = digits[char];
    else if (char in powers) {
      group += (digit ?? 1) * (powers[char] ?? NaN);
      digit = undefined;
    } else if (char === '万' || char === '亿') {
      total = (total + (group + (digit ?? 0) || 1)) * (char === '万' ? 10_000 : 100_000_000);
      group = 0;
      digit = undefined;
    } else return NaN;
  }
  return total + group + (digit ?? 0);
}

const arabic = String.raw`[0-9０-９]+(?:[,，][0-9０-９]{3}(?![0-9０-９]))*(?:[.．][0-9０-９]+)?(?:万|亿)?`;
const chinese = '[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+';
const pattern = new RegExp(`(近|约|超过?)?(${arabic}|${chinese})(余|多)?`, 'g');

// Words of the language that hold a figure's character and count nothing. Longer ones first where they overlap.
const idioms = [
  ...['进一步', '一步', '统一', '一致', '一定', '一系列', '一贯', '一律', '一旦', '一些', '一直', '一起', '一般'],
  ...['这一', '逐一', '第一线'],
  ...[
    '一一',
    '一方面',
    '万一',
    '唯一',
    '第一时间',
    '专一',
    '一站式',
    '一次性',
    '三公',
    '千方百计',
    '百姓',
    '万众',
    '十分',
  ],
];
const idiomPattern = new RegExp(idioms.toSorted((a, b) => b.length - a.length).join('|'), 'g');

/** Every number in a text, in order. Words such as 进一步 and 统一 are not numbers; dates and ordinals are. */
export function numeralsIn(text: string): Numeral[] {
  const plain = text.replace(idiomPattern, (word) => '\u0000'.repeat(word.length));
  return [...plain.matchAll(pattern)].map((match) => {
    const [whole, before, figure = '', after] = match;
    const at = match.index;
    return {
      text: text.slice(at, at + whole.length),
      at,
      value: valueOf(figure),
      precision: precisionOf(before, after),
    };
  });
}

function valueOf(figure: string): number {
  const plain = figure.normalize('NFKC').replaceAll(/[,，]/g, '');
  const mixed = /^([\d.]+)(万|亿)?$/.exec(plain);
  if (!mixed) return chineseValue(plain);
  return Number(mixed[1]) * (mixed[2] === '万' ? 10_000 : mixed[2] === '亿' ? 100_000_000 : 1);
}

function precisionOf(before: string | undefined, after: string | undefined): Precision {
  if (after || before?.startsWith('超')) return 'over';
  if (before === '近') return 'nearly';
  return before === '约' ? 'about' : 'exact';
}

const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** An ordinal or heading number in Chinese figures, 1–99: 20 → 二十. Throws RangeError outside. */
export function inChinese(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError('1–99 only');
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? ones[tens] : ''}${tens > 0 ? '十' : ''}${ones[value % 10]}`;
}
