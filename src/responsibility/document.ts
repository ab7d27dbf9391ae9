import {
  AlignmentType,
  Document,
  Packer,
  PageNumber,
  Footer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { InstitutionTable } from './queries/institutions.ts';
import { institutionNames, institutions, institutionWords, notRecordedYet } from './rules/institution.ts';

const twips = (millimetres: number) => Math.round((millimetres * 1440) / 25.4);
const fonts = { title: '方正小标宋简体', heading: '黑体', text: '仿宋' };
const font = (eastAsia: string) => ({ eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' });
const run = (text: string, { size = 24, face = fonts.text } = {}) => new TextRun({ text, size, font: font(face) });

/** What the six institutions of a body have left on record, as a .docx on A4 (page as in GB/T 9704-2012). */
export function institutionsDocx(table: InstitutionTable, asOf: string): Promise<Buffer> {
  const widths = [16, 26, 72, 42].map(twips);
  const cell = (text: string, at: number, face = fonts.text) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      margins: { top: 80, bottom: 80, left: 80, right: 80 },
      children: [new Paragraph({ children: [run(text, { face })] })],
    });
  const header = ['序号', '制度', '记录和数字', '制度文本'];
  const rows = institutionNames.map((name, at) => {
    const texts = table.texts[name].map(({ title, indexNumber }) => `《${title}》${indexNumber ?? ''}`);
    const { record } = institutions[name];
    const words = `${record}：${institutionWords(name, table.total.counts)}。${notRecordedYet[name] ?? ''}`;
    return new TableRow({
      cantSplit: true,
      children: [String(at + 1), institutions[name].name, words, texts.join('；') || '还没有关联'].map((text, column) =>
        cell(text, column),
      ),
    });
  });
  const document = new Document({
    title: `${table.body.name}政务公开六项制度落实情况`,
    creator: table.body.name,
    sections: [
      {
        properties: {
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: { top: twips(37), left: twips(28), right: twips(26), bottom: twips(35) },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 240 },
            children: [run(`${table.body.name}政务公开六项制度落实情况`, { size: 40, face: fonts.title })],
          }),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { after: 200 },
            children: [run(`（${table.from} 至 ${table.to}${table.body.hasUnder ? '，含下级' : ''}）`, { size: 28 })],
          }),
          new Table({
            columnWidths: widths,
            width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
            rows: [
              new TableRow({ tableHeader: true, children: header.map((text, at) => cell(text, at, fonts.heading)) }),
              ...rows,
            ],
          }),
          new Paragraph({
            spacing: { before: 200 },
            children: [run(`数字由系统按记录统计，截至 ${asOf}。公开事项和逾期按 ${table.to} 当天计。`, { size: 21 })],
          }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
