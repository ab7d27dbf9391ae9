import { deflateRawSync } from 'node:zlib';
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

/** A zip archive made by hand, so that it can lie about sizes. */
export function zip(entries: readonly { name: string; content: Buffer; statedSize?: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, statedSize = content.length } of entries) {
    const packed = deflateRawSync(content);
    const fileName = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(statedSize, 18);
    common.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, fileName, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, fileName]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}
