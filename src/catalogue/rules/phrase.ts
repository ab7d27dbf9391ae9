import { inSimplified } from './traditional.ts';

/** A catalogue cell's words brought into one written form, so that the same phrase is read the same way. Pure. */

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** The number that Chinese numerals up to 999 name; undefined: not a number. */
export function chineseNumber(text: string): number | undefined {
  const shape = /^(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九]?)(十))?([一二两三四五六七八九])?$/.exec(
    text.replace(/^百/, '一百').replace('廿', '二十').replace('卅', '三十'),
  );
  if (!shape || text === '' || text === '零') return undefined;
  const [, hundreds, tens, ten, ones] = shape;
  return (
    (hundreds ? (digits[hundreds] ?? 0) * 100 : 0) +
    (ten ? (tens ? (digits[tens] ?? 1) : 1) * 10 : 0) +
    (ones ? (digits[ones] ?? 0) : 0)
  );
}

const numeralBeforeUnit =
  /(?<![一二两三四五六七八九十百零廿卅])[一二两三四五六七八九十百零廿卅]{1,7}(?=个?(?:工作日|自然日|日历日|日|天|月|年|周(?![二三四五六日末]|一(?!次))|星期|季度))/g;

/** What editors leave between the characters of a cell. */
const blank = /[\s\u200b-\u200d\u2060\ufeff]+/g;
// “公开时限：每月10日前”: the column's name before its value.
const label =
  /(^|[，；。])(?:公开)?(?:时限|时间)(?:要求)?(?:[:：为])(?=自|信息|每|及时|实时|随时|\d{1,3}个?(?:工作日|日|天|个月)[之以]?内)/g;
// “1.…；2、…”: only where a word follows, for “1.20个工作日” is not clear.
const enumeration = /(?:^|(?<=[；。，内开布示次前新]))（?\d{1,2}(?:）|[.、](?!\d))(?!\d)/g;

/**
 * The phrase without spaces and line breaks, full-width digits and Traditional characters made plain, Chinese
 * numerals before a unit made digits, punctuation full-width, 或 written 或者.
 */
export function plainPhrase(cell: string): string {
  // A mark of enumeration (①) must not become a digit beside a number.
  const plain = cell.replaceAll(/[\u2460-\u249b\u2474-\u2487]/g, '；').normalize('NFKC');
  return inSimplified(plain.replaceAll(blank, ''))
    .replaceAll(',', '，')
    .replaceAll(/[;；]/g, '；')
    .replaceAll(label, '$1')
    .replaceAll(/[:：](?=\d|不|长期|常年|永久)/g, '为')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll('（内）', '内')
    .replaceAll(/\.{2,}/g, '…')
    .replaceAll(/[.｡]+$/g, '。')
    .replaceAll('工作曰', '工作日')
    .replaceAll(/或(?!者)/g, '或者')
    .replaceAll(numeralBeforeUnit, (numeral) => String(chineseNumber(numeral) ?? numeral))
    .replaceAll(/(\d)个?(?:自然日|日历日)/g, '$1日')
    .replaceAll(/(?<=提前|前)半个?月|(?<!每)半个?月(?=[之以]?[内前])/g, '15日')
    .replaceAll(/(?<![每上下\d])半年(?=[之以]?内)/g, '6个月')
    .replaceAll(enumeration, '；')
    .replace(/^[；，、]+|[。；，、]+$/g, '');
}

// “信息形成（或变更）” names the event; other words of some length in brackets are a remark beside it.
const partOfEvent = /^(?:或者|及|和|、)?(?:变更|变动|更新|修改|调整)$/;
const beginsTerm = /^(?:\d|及时|实时|立即|当日|当天|次日|最迟|最长|最晚|不超过|不得超过)/;

// “如有调整，及时更新”, “信息发生变化时，5个工作日内更新”
const whenChanged = /^(?:如果?|若|一旦|信息|内容|政策|有|遇|发生).{0,8}(?:变更|变动|变化|调整|修改)(?:的|时|后)?$/;

/** The clauses of a plain phrase, and what stands in brackets apart. A dangling “…后，” belongs to the next clause. */
export function clausesOf(phrase: string): { clauses: string[]; bracketed: string[] } {
  const bracketed: string[] = [];
  const outside = phrase.replaceAll(/（([^（）]{4,})）/g, (whole, inner: string) => {
    if (partOfEvent.test(inner)) return whole;
    bracketed.push(inner);
    return '';
  });
  const clauses: string[] = [];
  for (const piece of outside.split(/[，；。…]+/).filter(Boolean)) {
    const last = clauses.at(-1);
    const isDangling =
      last !== undefined &&
      ((/(?:后|之日起|之日|起)$/.test(last) && beginsTerm.test(piece)) ||
        (whenChanged.test(last) && beginsTerm.test(piece)) ||
        (/^定期(?:公开|公布|更新)$/.test(last) && /^(?:间隔)?(?:最长)?不(?:得)?超过/.test(piece)));
    if (isDangling) clauses[clauses.length - 1] = last + piece;
    else clauses.push(piece);
  }
  return { clauses, bracketed };
}
