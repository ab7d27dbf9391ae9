import { escapeHtml } from '../../attachment/markup.ts';

export interface Regulation {
  title: string;
  documentNumber: string;
  issuedOn: string | null;
  html: string;
}

const endOfHead = '<!-- INFO END -->';

/**
 * Reads a regulation (行政法规) in Markdown: a heading, the lines of its history, `<!-- INFO END -->`, the text. The day is
 * that of the text in force: the one in the file's name, or the last in its history. Other Markdown is read too.
 */
export function readRegulation(source: string, fileName: string): Regulation {
  const text = withoutFrontMatter(source.replaceAll('\r\n', '\n'));
  const [head, body] = text.includes(endOfHead) ? (text.split(endOfHead, 2) as [string, string]) : ['', text];
  const heading = /^#\s+(.+)$/m;
  const title = (heading.exec(head) ?? heading.exec(body))?.[1]?.trim() ?? '';
  const history = head
    .replace(heading, '')
    .split('\n')
    .map((line) => line.replaceAll('\u3000', ' ').trim())
    .filter(Boolean);
  return {
    title: title || fileName,
    documentNumber: decreeNumber(history),
    issuedOn: /\((\d{4}-\d{2}-\d{2})\)$/.exec(fileName)?.[1] ?? lastDay(history),
    html: [
      ...history.map((line) => `<p class="align-center">${inline(line)}</p>`),
      markdownToHtml(head ? body : body.replace(heading, '')),
    ].join(''),
  };
}

function withoutFrontMatter(source: string): string {
  return source.replace(/^---\n[^]*?\n---(\n|$)/, '');
}

/**
 * The decree (令) under which the text stands: the last that promulgated it or rewrote it whole; decrees that only
 * changed some articles (第…次修订) do not give it their number.
 */
function decreeNumber(history: readonly string[]): string {
  const decrees = history.flatMap((line) => {
    const decree = /([\p{Script=Han}、]*?)令第?\s*(\d+)\s*号\s*(\p{Script=Han}*)/u.exec(
      line.replace(/^\d+年\d+月\d+日\s*/, ''),
    );
    if (!decree || /次修订/.test(decree[3] ?? '')) return [];
    return [`${(decree[1] ?? '').replaceAll('中华人民共和国', '')}令第${decree[2]}号`];
  });
  return decrees.at(-1) ?? '';
}

function lastDay(history: readonly string[]): string | null {
  const days = history.flatMap((line) =>
    [...line.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日(?!\s*施行)/g)].map(
      ([, year, month = '', day = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    ),
  );
  return days.toSorted().at(-1) ?? null;
}

/** The little Markdown that such texts use: headings, lists, bold, paragraphs. */
function markdownToHtml(markdown: string): string {
  const blocks = markdown
    .split(/\n\s*\n/)
    .map((block) => block.trim())
    .filter(Boolean);
  return blocks
    .map((block) => {
      const heading = /^(#{1,6})\s+(.+)$/.exec(block);
      if (heading) {
        const level = Math.min(4, Math.max(2, heading[1]?.length ?? 2));
        return `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
      }
      const lines = block
        .split('\n')
        .map((line) => line.replaceAll('\u3000', ' ').trim())
        .filter(Boolean);
      if (lines.every((line) => /^[-*]\s+/.test(line)))
        return `<ul>${lines.map((line) => `<li>${inline(line.replace(/^[-*]\s+/, ''))}</li>`).join('')}</ul>`;
      return lines.map((line) => `<p>${inline(line)}</p>`).join('');
    })
    .join('');
}

const inline = (line: string) => escapeHtml(line).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
