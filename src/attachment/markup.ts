/**
 * Clean HTML (as `cleanHtml` gives it) read as the text that a reader sees. Pure and small, so that the browser can use
 * it too; it is no parser for HTML from elsewhere.
 */

/** A character of the text, and the piece of HTML that it stands for. */
export interface MarkupText {
  text: string;
  /** For each character of `text`: where its piece begins in the HTML, and how long that is (0: a break that no character stands for). */
  at: number[];
  length: number[];
}

const piece = /<(\/?)([a-zA-Z0-9]+)[^>]*>|&(#x?[0-9a-fA-F]+|[a-zA-Z]+);|[^]/gu;
const inline = new Set(['a', 'b', 'code', 'em', 'i', 's', 'span', 'strong', 'sub', 'sup', 'u']);
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' };

/** The text of clean HTML, one line a block, with the place of every character. */
export function readMarkup(html: string): MarkupText {
  let text = '';
  const at: number[] = [];
  const length: number[] = [];
  const push = (chars: string, from: number, size: number) => {
    for (let index = 0; index < chars.length; index += 1) {
      at.push(from);
      length.push(size);
    }
    text += chars;
  };
  for (const match of html.matchAll(piece)) {
    const [whole, , tag, entity] = match;
    if (tag !== undefined) {
      if (!inline.has(tag.toLowerCase()) && text !== '' && !text.endsWith('\n')) push('\n', match.index, 0);
    } else if (entity !== undefined) push(decode(entity, whole), match.index, whole.length);
    else if (whole === '\n' || whole === '\r') {
      if (text !== '' && !text.endsWith('\n')) push(' ', match.index, 1);
    } else push(whole, match.index, whole.length);
  }
  return { text, at, length };
}

/** The text of clean HTML without its places, trimmed. */
export function textOf(html: string): string {
  return readMarkup(html)
    .text.split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n');
}

/** Text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function decode(entity: string, whole: string): string {
  if (!entity.startsWith('#')) return named[entity] ?? whole;
  const code = entity[1] === 'x' ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
