import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun, AlignmentType, HeadingLevel } from 'docx';

/** A real .docx in the shape of a notice: centred title, headings, a table with merged cells, a right-set date. */
export function noticeDocx(words: { title: string; body: string }): Promise<Buffer> {
  const cell = (text: string, columnSpan = 1) => new TableCell({ columnSpan, children: [new Paragraph(text)] });
  const children = [
    new Paragraph({ text: words.title, alignment: AlignmentType.CENTER }),
    new Paragraph({ text: '一、补助标准', heading: HeadingLevel.HEADING_2 }),
    new Paragraph({ children: [new TextRun({ text: words.body, bold: true }), new TextRun('。')] }),
    new Table({
      rows: [new TableRow({ children: [cell('合计', 2)] }), new TableRow({ children: [cell('城市'), cell('796元')] })],
    }),
    new Paragraph({ text: '2026年5月15日', alignment: AlignmentType.RIGHT }),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}
