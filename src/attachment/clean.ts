import sanitizeHtml from 'sanitize-html';
import { AppError, invalid } from '../platform/errors.ts';
import { htmlAtMostBytes, htmlAtMostNesting } from './rules.ts';

const cell = ['colspan', 'rowspan'];
const alignable = ['p', 'h1', 'h2', 'h3', 'h4', 'td', 'th'];
const alignments = ['align-center', 'align-right'];

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'p', 'br', 'hr', 'ul', 'ol', 'li', 'blockquote', 'a'],
    ...['strong', 'em', 'u', 's', 'sub', 'sup'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href'], td: cell, th: [...cell, 'scope'], ol: ['start'] },
  allowedClasses: Object.fromEntries(alignable.map((tag) => [tag, alignments])),
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // What is inside these is never text for a reader.
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'title',
    'template',
    'svg',
    'math',
  ],
  transformTags: {
    b: 'strong',
    i: 'em',
    strike: 's',
    del: 's',
    ins: 'u',
    h5: 'h4',
    h6: 'h4',
    ...Object.fromEntries(alignable.map((tag) => [tag, withAlignment])),
    div: (_tag, attributes) => withAlignment('p', attributes),
    center: (_tag, attributes) => ({ tagName: 'p', attribs: { ...attributes, class: 'align-center' } }),
    td: (tag, attributes) => withAlignment(tag, saneSpans(attributes)),
    th: (tag, attributes) => withAlignment(tag, saneSpans(attributes)),
  },
  // Word wraps its paragraphs in empties; an empty paragraph says nothing, an empty cell keeps its place.
  exclusiveFilter: ({ tag, text, mediaChildren }) =>
    ['p', 'h1', 'h2', 'h3', 'h4', 'strong', 'em', 'u', 'a'].includes(tag) &&
    text.trim() === '' &&
    mediaChildren.length === 0,
};

/**
 * HTML that may be stored and shown: an allow-list of headings, paragraphs, lists, tables and links, nothing that runs or
 * loads. Cleaning again changes nothing. Throws 413 when it is too long, 422 when it is nested too deeply to be a document.
 */
export function cleanHtml(html: string): string {
  if (Buffer.byteLength(html) > htmlAtMostBytes) {
    throw new AppError(
      'too_large',
      413,
      `正文太长，最多 ${htmlAtMostBytes / 1024 / 1024} MB。请分成几份，或去掉粘贴时带进来的多余格式。`,
      { html: '正文太长' },
    );
  }
  if (nestingOf(html) > htmlAtMostNesting) {
    throw invalid({ html: '正文的格式一层套一层，太深了，没法处理。请先粘贴到记事本去掉格式，再粘贴进来。' });
  }
  return sanitizeHtml(html, allowed).trim();
}

/**
 * The deepest nesting, counted without parsing: a parser given a million open tags would be the harm itself.
 * One pass over the text, whatever it holds.
 */
function nestingOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (let from = html.indexOf('<'); from >= 0; from = html.indexOf('<', from)) {
    const to = html.indexOf('>', from);
    if (to < 0) break;
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})/.exec(html.slice(from, from + 50));
    from = tag ? to : from + 1;
    if (!tag || html[to - 1] === '/' || neverClosed.has(tag[2]?.toLowerCase() ?? '')) continue;
    depth = tag[1] ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
// Also those that HTML lets stand open: a long list of <p> without </p> is not deep.
const neverClosed = new Set(
  'area base br col embed hr img input link meta param source track wbr p li tr td th option'.split(' '),
);

function withAlignment(tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { align = '', style = '', class: classes = '', ...rest } = attributes;
  const wanted = /text-align:\s*(center|right)/i.exec(style)?.[1] ?? /^(center|right)$/i.exec(align)?.[1];
  const alignment = wanted ? `align-${wanted.toLowerCase()}` : classes;
  return { tagName, attribs: alignment ? { ...rest, class: alignment } : rest };
}

/** Spans that no real table has would make a browser build millions of cells. */
function saneSpans(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const kept = { ...attributes };
  for (const name of cell) {
    const span = Number(kept[name]);
    if (!Number.isInteger(span) || span < 2 || span > 200) delete kept[name];
  }
  return kept;
}
