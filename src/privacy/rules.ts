/**
 * Finds personal data in a text before it is published, and masks it (政府信息公开条例 第15条; 去标识化,
 * 2018年政务公开工作要点). Every kind needs more than a run of digits: check digits, dates, regions, bank prefixes, so
 * that document numbers, sums and unified social credit codes (统一社会信用代码) are left alone. Office land lines are
 * public on purpose and are not sought.
 */

export const personalDataNames = { idNumber: '身份证号', mobile: '手机号', bankCard: '银行卡号' } as const;
export type PersonalDataType = keyof typeof personalDataNames;

/** `start` and `end` are offsets in the text that was searched; `masked` is what may be shown and published. */
export interface Finding {
  type: PersonalDataType;
  start: number;
  end: number;
  masked: string;
}

/** A number found in the text: its digits without blanks, and where the first and the last of them stand. */
interface Run {
  digits: string;
  /** Offset in the text of each character of `digits`. */
  at: number[];
}

/** All personal data in the text, in order, none overlapping. Case, full width, blanks and dashes inside do not hide it. */
export function findPersonalData(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const run of numberRuns(text)) {
    const type = typeOf(run.digits);
    if (type) findings.push(finding(type, run));
    else findings.push(...insideGroups(text, run));
  }
  return findings;
}

/** The text with everything that `findPersonalData` finds masked, character for character. */
export function maskPersonalData(text: string): string {
  let masked = '';
  let from = 0;
  for (const { start, end, masked: replacement } of findPersonalData(text)) {
    masked += text.slice(from, start) + replacement;
    from = end;
  }
  return masked + text.slice(from);
}

/**
 * A number as it may be published: an ID number keeps two digits in front and three behind, a mobile number three and
 * four (`35*************123`, `138****1234`: 永安市政府办公室 2023-01-04), a bank card its last four.
 */
export function maskNumber(type: PersonalDataType, digits: string): string {
  const [front, behind] = { idNumber: [2, 3], mobile: [3, 4], bankCard: [0, 4] }[type] as [number, number];
  return digits.slice(0, front) + '*'.repeat(digits.length - front - behind) + digits.slice(-behind);
}

function finding(type: PersonalDataType, { digits, at }: Run): Finding {
  const start = at[0] ?? 0;
  return { type, start, end: (at.at(-1) ?? start) + 1, masked: maskNumber(type, digits) };
}

const blank = /[ \t\u00A0\u3000\-–—‐−\u200B-\u200D\u2060\uFEFF]/;
const fullWidthShift = 0xfee0;

/** The half-width form of a full-width digit or letter; anything else unchanged. */
function halfWidth(char: string): string {
  const code = char.charCodeAt(0);
  return code >= 0xff10 && code <= 0xff5a ? String.fromCharCode(code - fullWidthShift) : char;
}

/** Where the next digit of either width stands; -1: nowhere. */
const nextDigit = (text: string, from: number): number => {
  anyDigit.lastIndex = from;
  return anyDigit.exec(text)?.index ?? -1;
};
const anyDigit = /[0-9０-９]/g;
const isDigit = (char: string) => char >= '0' && char <= '9' && char.length === 1;
const isLetter = (char: string) => /^[A-Za-z]$/.test(char);

/** The longest runs of digits (with one X at the end), over single blanks and dashes; not those within a Latin word or code. */
function numberRuns(text: string): Run[] {
  const runs: Run[] = [];
  for (let at = nextDigit(text, 0); at >= 0; at = nextDigit(text, at + 1)) {
    const run: Run = { digits: '', at: [] };
    const before = at > 0 ? halfWidth(text.charAt(at - 1)) : '';
    let gap = 0;
    let cursor = at;
    for (; cursor < text.length && gap <= 2; cursor += 1) {
      const char = halfWidth(text.charAt(cursor));
      if (isDigit(char)) {
        run.digits += char;
        run.at.push(cursor);
        gap = 0;
      } else if (blank.test(char)) gap += 1;
      else break;
    }
    const end = (run.at.at(-1) ?? at) + 1;
    const mark = nextMark(text, end);
    if (mark && run.digits.length === 17) {
      run.digits += 'X';
      run.at.push(mark.at);
    }
    const after = halfWidth(text.charAt((run.at.at(-1) ?? at) + 1));
    if (!isLetter(before) && !isLetter(after)) runs.push(run);
    at = Math.max(at, run.at.at(-1) ?? at);
  }
  return runs;
}

/** The X that closes an ID number, directly or after one blank. */
function nextMark(text: string, from: number): { at: number } | undefined {
  for (let at = from; at <= from + 1 && at < text.length; at += 1) {
    const char = halfWidth(text.charAt(at));
    if (char === 'X' || char === 'x') return { at };
    if (!blank.test(char)) return undefined;
  }
  return undefined;
}

/** A run that is nothing as a whole may be several numbers set side by side: look at each unbroken group and at neighbours. */
function insideGroups(text: string, run: Run): Finding[] {
  const groups: Run[] = [];
  let group: Run = { digits: '', at: [] };
  run.at.forEach((at, index) => {
    const last = group.at.at(-1);
    if (last !== undefined && blank.test(text.slice(last + 1, at))) {
      groups.push(group);
      group = { digits: '', at: [] };
    }
    group.digits += run.digits.charAt(index);
    group.at.push(at);
  });
  groups.push(group);
  if (groups.length === 1) return [];
  const findings: Finding[] = [];
  for (let first = 0; first < groups.length;) {
    const found = longestFrom(groups, first);
    if (found) findings.push(found.finding);
    first = found ? found.next : first + 1;
  }
  return findings;
}

function longestFrom(groups: Run[], first: number): { finding: Finding; next: number } | undefined {
  for (let last = groups.length; last > first; last -= 1) {
    const joined = groups.slice(first, last);
    const run = { digits: joined.map(({ digits }) => digits).join(''), at: joined.flatMap(({ at }) => at) };
    const type = typeOf(run.digits);
    if (type) return { finding: finding(type, run), next: last };
  }
  return undefined;
}

function typeOf(digits: string): PersonalDataType | undefined {
  if (isIdNumber(digits)) return 'idNumber';
  if (isMobileNumber(digits)) return 'mobile';
  if (isBankCardNumber(digits)) return 'bankCard';
  return undefined;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idCheckCharacters = '10X98765432';
/** The first two digits of a region code (GB/T 2260), with 83 and 91 as residence permits (港澳台居民居住证, 81–83) begin. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
);

/** Whether these are the 18 characters of a citizen's identity number (GB 11643): region, day of birth, check character. */
export function isIdNumber(digits: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(digits) || !provinces.has(digits.slice(0, 2))) return false;
  if (!isBirthDay(digits.slice(6, 14))) return false;
  const sum = idWeights.reduce((total, weight, at) => total + weight * Number(digits.charAt(at)), 0);
  return idCheckCharacters.charAt(sum % 11) === digits.charAt(17);
}

function isBirthDay(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const month = Number(digits.slice(4, 6));
  const day = Number(digits.slice(6, 8));
  if (year < 1880 || year > 2100 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether these are a mainland mobile number: 11 digits from 13 to 19, with or without +86 or 0086. */
export function isMobileNumber(digits: string): boolean {
  return /^(?:(?:00)?86)?1[3-9]\d{9}$/.test(digits);
}

/** Whether these are a bank card number: UnionPay's 62 with 16–19 digits, or 16 digits of the other schemes; check digit by Luhn. */
export function isBankCardNumber(digits: string): boolean {
  if (!/^(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|3[57]\d{14}|9558\d{15})$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at));
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
