/**
 * How text becomes search terms: Chinese runs as bigrams (any two neighbouring characters), so that every place name
 * is found whole without a dictionary; Latin words and numbers as they are. Pure.
 */

/** Longer queries are cut: nobody types them, and each term costs. */
export const queryAtMostChars = 80;
/** A tsvector holds one megabyte of terms; a document beyond that is found by its first words. */
const termsAtMostBytes = 900_000;
const wordAtMostChars = 40;

const run = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;
const hanOnly = /^\p{Script=Han}+$/u;

/** Width and case do not matter to the reader: 〔２０２６〕ＡＢ is 2026 ab. */
const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** Runs of one script, e.g. `东政办发〔2026〕12号` → 东政办发, 2026, 12, 号. */
function runsOf(text: string): string[] {
  return [...fold(text).matchAll(run)].flatMap(([whole]) =>
    // A word of letters and digits that holds Chinese characters: cut where the script changes.
    hanOnly.test(whole) ? [whole] : whole.split(/(\p{Script=Han}+)/u).filter(Boolean),
  );
}

/** The terms under which a text is found, each once. The last character of a Chinese run is a term too, so that single characters are found. */
export function termsOf(text: string): string[] {
  const terms = new Set<string>();
  let bytes = 0;
  for (const part of runsOf(text)) {
    for (const term of hanOnly.test(part) ? pairs(part) : [part.slice(0, wordAtMostChars)]) {
      if (terms.has(term)) continue;
      bytes += Buffer.byteLength(term) + 4;
      if (bytes > termsAtMostBytes) return [...terms];
      terms.add(term);
    }
  }
  return [...terms];
}

function pairs(han: string): string[] {
  const chars = [...han];
  return chars.map((char, at) => char + (chars[at + 1] ?? ''));
}

export interface Query {
  /** PostgreSQL's tsquery; empty: nothing to search for. */
  tsquery: string;
  /** What must stand in the text word for word: Chinese phrases of three characters or more, which bigrams alone do not prove. */
  phrases: string[];
  /** What is marked in a snippet. */
  words: string[];
}

/** Reads what a person typed. Quotes, %, brackets and the like only part words. */
export function readQuery(typed: string): Query {
  const words = [...new Set(runsOf([...typed.trim()].slice(0, queryAtMostChars).join('')))];
  const terms = new Set<string>();
  for (const word of words) {
    const chars = [...word];
    if (!hanOnly.test(word)) terms.add(`'${word.slice(0, wordAtMostChars)}':*`);
    else if (chars.length === 1) terms.add(`'${word}':*`);
    else for (let at = 0; at + 1 < chars.length; at += 1) terms.add(`'${chars[at]}${chars[at + 1]}'`);
  }
  return {
    tsquery: [...terms].join(' & '),
    phrases: words.filter((word) => hanOnly.test(word) && [...word].length > 2),
    words,
  };
}

/** A piece of a snippet or title; `isMatch` is shown in a mark. */
export interface Part {
  text: string;
  isMatch: boolean;
}

const snippetChars = 110;
const leadChars = 24;

/** The text around its first match, in parts; its beginning where nothing matches. `isCut`: `text` begins in mid-text. */
export function snippet(text: string, words: readonly string[], isCut = false): Part[] {
  const flat = text.replace(/\s+/g, ' ');
  const first = findWord(flat, words, 0)?.start ?? 0;
  const from = first > leadChars ? first - leadChars : 0;
  const cut = flat.slice(from, from + snippetChars);
  const parts = marked(cut, words);
  if (from > 0 || isCut) parts.unshift({ text: '…', isMatch: false });
  if (from + snippetChars < flat.length) parts.push({ text: '…', isMatch: false });
  return parts;
}

/** The whole text in parts. */
export function marked(text: string, words: readonly string[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let found = findWord(text, words, 0); found; found = findWord(text, words, from)) {
    if (found.start > from) parts.push({ text: text.slice(from, found.start), isMatch: false });
    parts.push({ text: text.slice(found.start, found.end), isMatch: true });
    from = found.end;
  }
  if (from < text.length) parts.push({ text: text.slice(from), isMatch: false });
  return parts;
}

function findWord(text: string, words: readonly string[], from: number): { start: number; end: number } | undefined {
  const alternatives = words
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .map((word) => [...word].map(anyWidth).join(''));
  if (alternatives.length === 0) return undefined;
  const pattern = new RegExp(alternatives.join('|'), 'giu');
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && found[0] ? { start: found.index, end: found.index + found[0].length } : undefined;
}

/** A pattern for the character in half or full width. */
function anyWidth(char: string): string {
  const code = char.charCodeAt(0);
  const full = code > 0x20 && code < 0x7f ? String.fromCharCode(code + 0xfee0) : '';
  return full ? `[${char.replace(/[\\\]^-]/g, '\\$&')}${full}]` : char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
