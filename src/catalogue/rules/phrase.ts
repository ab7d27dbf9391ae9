/** A catalogue cell's words brought into one written form, so that the same phrase is read the same way. Pure. */

// Traditional characters that occur in time limits.
const simplified: Record<string, string> = {
  個: '个',
  開: '开',
  內: '内',
  變: '变',
  長: '长',
  時: '时',
  實: '实',
  進: '进',
  況: '况',
  後: '后',
  佈: '布',
  發: '发',
  隨: '随',
  務: '务',
  會: '会',
  決: '决',
  議: '议',
  請: '请',
  結: '结',
  訊: '讯',
  項: '项',
  從: '从',
  應: '应',
  當: '当',
  無: '无',
  異: '异',
  滿: '满',
  審: '审',
  報: '报',
  財: '财',
  預: '预',
  執: '执',
  過: '过',
  對: '对',
  間: '间',
  於: '于',
  與: '与',
  員: '员',
  據: '据',
  動: '动',
  態: '态',
  兩: '两',
  歲: '岁',
};

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
    text,
  );
  if (!shape || text === '' || text === '零') return undefined;
  const [, hundreds, tens, ten, ones] = shape;
  return (
    (hundreds ? (digits[hundreds] ?? 0) * 100 : 0) +
    (ten ? (tens ? (digits[tens] ?? 1) : 1) * 10 : 0) +
    (ones ? (digits[ones] ?? 0) : 0)
  );
}

const numeralBeforeUnit = /[一二两三四五六七八九十百零]+(?=个?(?:工作日|日|天|月|年|周|星期))/g;

/**
 * The phrase without spaces and line breaks, full-width digits and Traditional characters made plain, Chinese
 * numerals before a unit made digits, punctuation full-width, 或 written 或者.
 */
export function plainPhrase(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/[\s\u200b\ufeff]+/g, '')
    .replaceAll(/[\u4e00-\u9fff]/g, (character) => simplified[character] ?? character)
    .replaceAll(',', '，')
    .replaceAll(/[;；]/g, '；')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll('（内）', '内')
    .replaceAll(/\.{2,}/g, '…')
    .replaceAll(/[.｡]+$/g, '。')
    .replaceAll(/工作曰/g, '工作日')
    .replaceAll(/或(?!者)/g, '或者')
    .replaceAll(numeralBeforeUnit, (numeral) => String(chineseNumber(numeral) ?? numeral))
    .replace(/[。；，、]+$/, '');
}

/** The clauses of a plain phrase, and what stands in brackets apart. A dangling “…后，” belongs to the next clause. */
export function clausesOf(phrase: string): { clauses: string[]; bracketed: string[] } {
  const bracketed: string[] = [];
  const outside = phrase.replaceAll(/（([^（）]{4,})）/g, (_, inner: string) => {
    bracketed.push(inner);
    return '';
  });
  const clauses: string[] = [];
  for (const piece of outside.split(/[，；。…]+/).filter(Boolean)) {
    const last = clauses.at(-1);
    const isDangling =
      last !== undefined && /(?:后|之日起|之日|起)$/.test(last) && /^(?:\d|及时|实时|立即|当日|次日)/.test(piece);
    if (isDangling) clauses[clauses.length - 1] = last + piece;
    else clauses.push(piece);
  }
  return { clauses, bracketed };
}
