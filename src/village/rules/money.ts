/** Sums of money as people type them, in fen (分), so that adding up is exact. Pure. */

export type ReadAmount = { fen: number } | { fault: string };

/** 一千亿元: no village has it, and beyond it a slip of the finger is likelier than the sum. */
const fenAtMost = 10_000_000_000_000;

/**
 * Reads “1,234.5”, “１２３４．５元”, “￥1200”, “1.2万元”, “-300” into fen; an empty cell is 0.
 * What cannot be read is told in words, never guessed.
 */
export function readAmount(typed: string): ReadAmount {
  const text = typed
    .normalize('NFKC')
    .replaceAll(/[\s_]/g, '')
    .replaceAll('。', '.')
    .replace(/^(?:人民币|¥|¥|RMB)/i, '')
    .replace(/(?:元整?|块钱?|圆整?)$/, '')
    .replace(/[−–—]/, '-');
  if (text === '') return { fen: 0 };
  const found = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(万|亿)?$/.exec(text);
  if (!found) return { fault: `金额“${typed.trim()}”看不懂，请写成 1234.5 这样` };
  const [, sign, whole = '', part = '', unit] = found;
  const places = unit === '万' ? 6 : unit === '亿' ? 10 : 2;
  if (part.length > places) return { fault: `金额“${typed.trim()}”的小数太多，最小到分` };
  const fen = Number(whole.replaceAll(',', '') + part.padEnd(places, '0'));
  if (fen > fenAtMost) return { fault: `金额“${typed.trim()}”太大，请检查是不是多写了几位` };
  return { fen: sign && fen !== 0 ? -fen : fen };
}

/** Fen as people read them: 1,234.50. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const whole = digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${whole}.${digits.slice(-2)}`;
}
