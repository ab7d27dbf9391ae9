/**
 * Short codes that stand on paper (短码): typed by hand from a notice board, so no two characters look alike and the last
 * one checks the others. Pure.
 */

/** No 0, O, 1, I, L, U: what is easily taken for another character is never used. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random characters before the check character: 30^8 codes, so that guessing finds nothing. */
export const sheetCodeChars = 8;
/** A village key is not typed but scanned: 30^20 is beyond any guessing. */
export const villageKeyChars = 20;

const size = codeAlphabet.length;

/**
 * The check character: ISO 7064's hybrid system MOD n+1,n with n = 30 (31 is prime, as the system asks). It catches every
 * single wrong character and nearly all neighbours that were swapped. Throws RangeError for a character outside the alphabet.
 */
export function checkCharacter(chars: string): string {
  let product = size;
  for (const char of chars) {
    const value = codeAlphabet.indexOf(char);
    if (value < 0) throw new RangeError('A code is written in its alphabet');
    const sum = (product + value) % size || size;
    product = (sum * 2) % (size + 1);
  }
  return codeAlphabet.charAt((size + 1 - product) % size);
}

/** The code of these random places of the alphabet (each 0–29), with its check character. */
export function codeOf(places: readonly number[]): string {
  const chars = places.map((place) => codeAlphabet.charAt(place)).join('');
  return chars + checkCharacter(chars);
}

/** `K7M2Q9RX3` → `K7M-2Q9-RX3`, as it stands on paper. */
export const codeWords = (code: string): string => code.replace(/(.{3})(?=.)/g, '$1-');

/** The code as it is stored, from what a person typed or a camera read; undefined where it was mistyped. */
export function readCode(typed: string): string | undefined {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—‐−_.]/g, '');
  if (code.length !== sheetCodeChars + 1) return undefined;
  if ([...code].some((char) => !codeAlphabet.includes(char))) return undefined;
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? code : undefined;
}

/** The first ten hex digits of a content hash in groups, for comparing by eye: `3fa8 51c0 9e`. */
export const shortHash = (hash: string): string => hash.slice(0, 10).replace(/(.{4})(?=.)/g, '$1 ');
