/**
 * Short public numbers (编号) that can be read over a telephone and typed back: `2026-100042-4` is the year, one digit
 * for the kind with a running number of at least five digits, and a check digit.
 */

export const numberKinds = { disclosure: '1', visit: '2', question: '3' } as const;
export type NumberKind = keyof typeof numberKinds;

const kindDigits: readonly string[] = Object.values(numberKinds);
const leastSequenceDigits = 5;

/**
 * The check digit of a string of digits: ISO 7064, pure system MOD 11,10. It catches every single wrong digit and
 * nearly all neighbours heard the wrong way round. Throws RangeError for anything but digits.
 */
export function checkDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('Only digits have a check digit');
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** The public number of the `sequence`-th record of its kind in a year. Throws RangeError outside 1000–9999 or below 1. */
export function formatNumber(kind: NumberKind, year: number, sequence: number): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError('A year has four digits');
  if (!Number.isInteger(sequence) || sequence < 1) throw new RangeError('A running number starts at 1');
  const running = `${numberKinds[kind]}${String(sequence).padStart(leastSequenceDigits, '0')}`;
  return `${year}-${running}-${checkDigit(`${year}${running}`)}`;
}

/**
 * The number as it is stored, from what a person typed or said (full-width digits, blanks, other dashes or none), or
 * undefined where the check digit shows that it was misheard.
 */
export function readNumber(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s\-–—‐−]/g, '');
  const parts = /^(\d{4})((\d)\d{5,})(\d)$/.exec(digits);
  if (!parts) return undefined;
  const [, year = '', running = '', kind = '', check = ''] = parts;
  if (!kindDigits.includes(kind) || checkDigit(year + running) !== check) return undefined;
  return `${year}-${running}-${check}`;
}
