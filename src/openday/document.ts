import {
  AlignmentType,
  Document,
  DocumentGridType,
  ExternalHyperlink,
  Footer,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph as DocxParagraph,
  TextRun,
  type IParagraphOptions,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';
import type { Figure } from './rules/figure.ts';
import { headingNumbers, partText, type Level, type Paragraph, type Part } from './rules/summary.ts';

/**
 * A summary as a .docx in the official format, GB/T 9704-2012: A4, text area (版心) 156 × 225 mm, 22 lines of 28
 * characters, size 3 (16 pt) 仿宋, title size 2 (22 pt) 小标宋, headings 黑体 and 楷体, page number “— 1 —” outside.
 */

const sizes = { title: 44, text: 32, pageNumber: 28 }; // half-points: 2号, 3号, 4号
const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);
const lineTwips = 579; // 28.95 pt: 225 mm in 22 lines
const titleLineChars = 20; // of 22 pt; a longer title is broken after the body's name, as it is read
const charTwips = 320; // a character of 16 pt
// A line of 156 mm (442.2 pt) holds 28 characters only where each takes 15.79 pt: a quarter point less than its 16.
// The character grid of the format would say the same, but each office program counts it from another base.
const closerByTwips = -5;

// As Windows and WPS name them; 方正小标宋简体 is what offices install for titles, else the program takes 宋体.
const fonts = { text: '仿宋', heading: '黑体', subheading: '楷体', title: '方正小标宋简体', pageNumber: '宋体' };
const latin = 'Times New Roman';
const font = (eastAsia: string) => ({ eastAsia, ascii: latin, hAnsi: latin, cs: latin });

export interface DocumentInput {
  summaryId: string;
  bodyName: string;
  paragraphs: readonly Paragraph[];
  figures: readonly Figure[];
  /** Where the console answers: each figure is a link to its records there. */
  publicUrl: string;
}

/** The .docx file of a summary. Each figure is a link to its records, without the look of one. */
export async function summaryDocx(input: DocumentInput): Promise<Buffer> {
  const title = input.paragraphs.find(({ level }) => level === 'title');
  const document = new Document({
    title: title ? textOf(title, input.figures) : '',
    creator: input.bodyName,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: {
          run: {
            size: sizes.text,
            characterSpacing: closerByTwips,
            font: font(fonts.text),
            language: { value: 'en-US', eastAsia: 'zh-CN' },
          },
          paragraph: { spacing: fixedLine },
        },
      },
    },
    sections: [{ ...officialPage, children: paragraphsOf(input) }],
  });
  return Packer.toBuffer(document);
}

const fixedLine = { line: lineTwips, lineRule: LineRuleType.EXACT, before: 0, after: 0 } as const;

const officialPage = {
  properties: {
    page: {
      size: { width: twips(210), height: twips(297) },
      margin: {
        top: twips(37),
        left: twips(28),
        right: twips(26),
        bottom: twips(35),
        // The page number's upper edge lies 7 mm under the text area: 35 − 7 − its own 5 mm.
        footer: twips(23),
        header: twips(15),
      },
    },
    // No snapping to a grid: the fixed line height alone makes the 22 lines, in every office program.
    grid: { type: DocumentGridType.DEFAULT, linePitch: lineTwips },
  },
  footers: { default: pageNumber('odd'), even: pageNumber('even') },
};

/** “— 1 —” in 4号 宋体, one character in from the outer side: right on odd pages, left on even ones. */
function pageNumber(side: 'odd' | 'even'): Footer {
  const isOdd = side === 'odd';
  const outer = sizes.pageNumber * 10;
  const run = new TextRun({
    children: ['— ', PageNumber.CURRENT, ' —'],
    size: sizes.pageNumber,
    font: { eastAsia: fonts.pageNumber, ascii: fonts.pageNumber, hAnsi: fonts.pageNumber, cs: fonts.pageNumber },
  });
  const paragraph = new DocxParagraph({
    alignment: isOdd ? AlignmentType.RIGHT : AlignmentType.LEFT,
    indent: isOdd ? { right: outer } : { left: outer },
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [run],
  });
  return new Footer({ children: [paragraph] });
}

function paragraphsOf(input: DocumentInput): DocxParagraph[] {
  const indents = signatureIndents(
    lineText(input.paragraphs, 'signature', input.figures),
    lineText(input.paragraphs, 'date', input.figures),
  );
  const numbers = headingNumbers(input.paragraphs);
  return input.paragraphs.flatMap(({ level, parts }, index) => {
    const number = numbers[index];
    const isLong = level === 'title' && width(textOf({ level, parts }, input.figures)) > titleLineChars;
    const breaksBefore = (at: number) => isLong && at === 1 && parts.length > 2;
    const children: ParagraphChild[] = [
      ...(number ? [new TextRun({ text: number, ...runOf(level) })] : []),
      ...parts.map((part, at) => childOf(part, level, input, breaksBefore(at) ? 1 : 0)),
    ];
    const set = new DocxParagraph({ ...layoutOf(level, indents), children });
    if (level === 'title') return [set, emptyLine()];
    return level === 'signature' ? [emptyLine(), set] : [set];
  });
}

const emptyLine = () => new DocxParagraph({ spacing: fixedLine });

function childOf(part: Part, level: Level, input: DocumentInput, breaks: number): ParagraphChild {
  const run = new TextRun({
    break: breaks,
    text: partText(part, input.figures),
    ...runOf(level),
    // What a person must still fill in stands out until it is filled in.
    ...(part.kind === 'ask' ? { highlight: 'yellow' as const } : {}),
  });
  if (part.kind !== 'figure') return run;
  const link = `${input.publicUrl}/console/figures/${input.summaryId}/${part.id}`;
  return new ExternalHyperlink({ link, children: [run] });
}

function runOf(level: Level): IRunOptions {
  switch (level) {
    case 'title':
      return { font: font(fonts.title), size: sizes.title };
    case 'heading':
      return { font: font(fonts.heading) };
    case 'subheading':
      return { font: font(fonts.subheading) };
    case 'body':
    case 'signature':
    case 'date':
      return {};
    default:
      return level satisfies never;
  }
}

function layoutOf(level: Level, indents: { signature: number; date: number }): IParagraphOptions {
  switch (level) {
    case 'title':
      return { alignment: AlignmentType.CENTER, spacing: { ...fixedLine, line: 660 }, keepNext: true };
    case 'heading':
    case 'subheading':
      return { indent: { firstLine: 2 * charTwips }, spacing: fixedLine, keepNext: true };
    case 'body':
      return { alignment: AlignmentType.BOTH, indent: { firstLine: 2 * charTwips }, spacing: fixedLine };
    case 'signature':
    case 'date':
      return {
        alignment: AlignmentType.RIGHT,
        indent: { right: Math.round(indents[level] * charTwips) },
        spacing: fixedLine,
        keepNext: level === 'signature',
      };
    default:
      return level satisfies never;
  }
}

/**
 * How far the signature (发文机关署名) and the date stand in from the right, in characters: the name two, the date's
 * first character two right of the name's first; where the date is the longer line, it stands in two and the name follows
 * (GB/T 9704-2012 7.3.5.2).
 */
export function signatureIndents(signature: string, date: string): { signature: number; date: number } {
  const dateRight = 2 + width(signature) - 2 - width(date);
  if (dateRight >= 2) return { signature: 2, date: dateRight };
  return { signature: Math.max(2, 2 + width(date) + 2 - width(signature)), date: 2 };
}

const width = (line: string) => [...line].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x100 ? 0.5 : 1), 0);
const textOf = ({ parts }: Paragraph, figures: readonly Figure[]) =>
  parts.map((part) => partText(part, figures)).join('');

function lineText(paragraphs: readonly Paragraph[], level: Level, figures: readonly Figure[]): string {
  const found = paragraphs.find((paragraph) => paragraph.level === level);
  return found ? textOf(found, figures) : '';
}
