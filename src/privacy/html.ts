import { readMarkup } from '../attachment/markup.ts';
import { findPersonalData, type Finding } from './rules.ts';

/** A finding with the words around it, so that a person can judge it without seeing the number itself. */
export interface FindingInPlace extends Finding {
  before: string;
  after: string;
}

const aroundChars = 12;

/** Personal data in clean HTML, also where a mark such as bold splits the number. Offsets are those of the text. */
export function findInHtml(html: string): FindingInPlace[] {
  const { text } = readMarkup(html);
  const findings = findPersonalData(text);
  // The words around one number must not show a piece of the next.
  let covered = text;
  for (const { start, end } of findings)
    covered = covered.slice(0, start) + '*'.repeat(end - start) + covered.slice(end);
  return findings.map((finding) => ({
    ...finding,
    before: covered.slice(Math.max(0, finding.start - aroundChars), finding.start).trimStart(),
    after: covered.slice(finding.end, finding.end + aroundChars).trimEnd(),
  }));
}

/** The HTML with all personal data masked; all marks stay where they are. */
export function maskHtml(html: string): string {
  const { text, at, length } = readMarkup(html);
  const cuts: { from: number; to: number; by: string }[] = [];
  for (const { start, end, masked } of findPersonalData(text)) {
    // The mask goes where the number began; what is left of the number goes, marks between its digits stay.
    cuts.push({ from: at[start] ?? 0, to: (at[start] ?? 0) + (length[start] ?? 0), by: masked });
    for (let index = start + 1; index < end; index += 1) {
      const from = at[index] ?? 0;
      if (from !== cuts.at(-1)?.from) cuts.push({ from, to: from + (length[index] ?? 0), by: '' });
    }
  }
  let masked = '';
  let from = 0;
  for (const cut of cuts) {
    masked += html.slice(from, cut.from) + cut.by;
    from = cut.to;
  }
  return masked + html.slice(from);
}

/** The HTML with each finding between `<mark>` and `</mark>`, for the eyes of those who check it before publication. */
export function markHtml(html: string): string {
  const { text, at, length } = readMarkup(html);
  let marked = '';
  let from = 0;
  for (const { start, end } of findPersonalData(text)) {
    for (let index = start; index < end; index += 1) {
      const begin = at[index] ?? 0;
      let close = begin + (length[index] ?? 0);
      // One mark over neighbours that no tag parts.
      while (index + 1 < end && at[index + 1] === close) close += length[(index += 1)] ?? 0;
      marked += `${html.slice(from, begin)}<mark>${html.slice(begin, close)}</mark>`;
      from = close;
    }
  }
  return marked + html.slice(from);
}
