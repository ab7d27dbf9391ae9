import yauzl from 'yauzl';
import { z } from 'zod';
import { parseApart, type Parser } from '../attachment/apart.ts';
import { zipAtMost } from '../attachment/rules.ts';
import { invalid } from '../platform/errors.ts';
import { readCsv } from '../platform/sheet.ts';
import { columnsAtMost, rowsAtMost } from './rules/columns.ts';

const refusals = {
  empty: '这个文件是空的，请检查后重新选择。',
  password: '这个文件加了密码，读不了。请用 WPS 或 Excel 打开，去掉密码，另存为 .xlsx 再导入。',
  oldSheet: '这是旧版 Excel 文件（.xls）。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。',
  oldWord: '这是旧版 Word 文件（.doc）。请用 WPS 或 Word 打开，另存为 .docx 再导入。',
  old: '这是旧版 Excel 或 Word 的文件，读不了。请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。',
  pdf: '这不是表格文件，是 PDF。请找出原来的 Excel 或 Word 表格；没有的话，用 WPS 的“PDF 转 Excel”转好、核对后再导入。',
  picture: '这不是表格文件，是图片。请找出原来的 Excel 或 Word 表格再导入。',
  notSheet: '这不是表格文件（.xlsx、.csv，或带表格的 .docx）。请检查是不是选错了文件。',
  damaged: '这个表格文件已损坏，读不出来。请用 WPS 或 Excel 打开，另存后再导入。',
  bomb: '这个文件解开后大得不正常，为安全起见不能接收。请只保留目录那一张表，另存后再导入。',
  heavy: '这个表格太大，没能在限定的时间和内存里读完。请只保留目录那一张表，删去空行、空列和图片，另存后再导入。',
  tooLong: `表格太长，最多 ${rowsAtMost} 行、${columnsAtMost} 列。请删去空行空列，或分成几个文件。`,
  tooManySheets: '这个文件里的表太多。请只保留目录的那些表，另存后再导入。',
  onlyPictures: '表里只有图片，没有文字，读不出来。请找出能选中文字的表格；扫描件要先识别成文字，核对后再导入。',
  onlyHidden: '有内容的表都是隐藏的。请用 WPS 或 Excel 打开，取消隐藏要导入的表，保存后再导入。',
  noTable: '这个 Word 文件里没有表格。公开目录要做成表格，第一行写各列的名称。',
} as const;
const refused = (why: keyof typeof refusals) => invalid({ file: refusals[why] }, refusals[why]);

export interface Sheet {
  /** The tab's name, or the line above a Word table; '' where there is none. */
  tab: string;
  rows: string[][];
}

export interface Sheets {
  sheets: Sheet[];
  /** What was not read and why, in words for the person. */
  notes: string[];
}

/**
 * The cells of a file a person chose: every visible sheet of an .xlsx, the tables of a .docx (a merged cell's text stands
 * in each of its cells), or CSV in UTF-8 or GBK. Throws 422 with what to do for a file that is none, damaged, or made to hurt.
 */
export async function readSheets(bytes: Buffer): Promise<Sheets> {
  if (bytes.length === 0) throw refused('empty');
  const magic = bytes.subarray(0, 4).toString('hex');
  if (magic === 'd0cf11e0') throw refused(oldFile(bytes));
  if (magic.startsWith('89504e47') || magic.startsWith('ffd8ff')) throw refused('picture');
  const read = magic === '504b0304' ? await readPacked(bytes) : readText(bytes);
  if (read.sheets.every(({ rows }) => rows.every((row) => row.every((cell) => cell === '')))) throw refused('empty');
  return read;
}

/** Old files and password-protected new ones share a wrapping, whose parts are named in UTF-16. */
function oldFile(bytes: Buffer): 'password' | 'oldSheet' | 'oldWord' | 'old' {
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) return 'password';
  if (holds('WordDocument')) return 'oldWord';
  return holds('Workbook') || holds('Book') ? 'oldSheet' : 'old';
}

function readText(bytes: Buffer): Sheets {
  if (bytes.subarray(0, 5).toString() === '%PDF-') throw refused('pdf');
  if (bytes.includes(0)) throw refused('notSheet');
  const rows = readCsv(bytes);
  if (rows.length > rowsAtMost) throw refused('tooLong');
  return { sheets: [{ tab: '', rows }], notes: [] };
}

async function readPacked(bytes: Buffer): Promise<Sheets> {
  const kind = await packedKind(bytes);
  if (kind !== 'workbook' && kind !== 'word') throw refused(kind);
  const parsed = await parseApart(kind === 'word' ? wordParser : workbookParser, bytes, parserAtMost);
  if ('fault' in parsed) throw refused(parsed.fault === 'stopped' ? 'heavy' : 'damaged');
  const answer = answerShape.parse(JSON.parse(parsed.said));
  if ('fault' in answer) throw refused(answer.fault);
  const { sheets, hidden, pictures } = answer;
  if (sheets.length === 0) {
    if (pictures.length > 0) throw refused('onlyPictures');
    throw refused(hidden.length > 0 ? 'onlyHidden' : kind === 'word' ? 'noTable' : 'empty');
  }
  return {
    // The tab of a workbook's only sheet says nothing that its title does not say better.
    sheets: sheets.map((sheet) =>
      sheets.length === 1 && /^sheet\d*$/i.test(sheet.tab) ? { ...sheet, tab: '' } : sheet,
    ),
    notes: [
      ...hidden.map((name) => `“${name}”这张表是隐藏的，没有读。要导入请先取消隐藏。`),
      ...pictures.map((name) => `“${name}”这张表里只有图片，没有文字，没有读。`),
    ],
  };
}

/** Measured: 20,000 rows of 15 cells take 4 s on a busy 2-core machine, and fit in a heap of 256 MB. */
const parserAtMost = { megabytes: 384, seconds: 30 };
const workbookParser: Parser = { source: new URL('workbookparser.ts', import.meta.url), built: 'workbook.js' };
const wordParser: Parser = { source: new URL('wordtables.ts', import.meta.url), built: 'wordtables.js' };
const answerShape = z.union([
  z.object({
    sheets: z.array(z.object({ tab: z.string(), rows: z.array(z.array(z.string())) })),
    hidden: z.array(z.string()),
    pictures: z.array(z.string()),
  }),
  z.object({ fault: z.enum(['damaged', 'tooLong', 'tooManySheets']) }),
]);

/** What a zip holds, by its table of contents; nothing is unpacked. */
function packedKind(bytes: Buffer): Promise<'workbook' | 'word' | 'damaged' | 'bomb' | 'password' | 'notSheet'> {
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return resolve('damaged');
      if (zip.entryCount > zipAtMost.entries) return resolve('bomb');
      const names = new Set<string>();
      let unpacked = 0;
      zip.on('error', () => resolve('damaged'));
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName);
        unpacked += entry.uncompressedSize;
        const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
        if (unpacked > zipAtMost.unpackedBytes || (ratio > zipAtMost.ratio && entry.uncompressedSize > 1_000_000))
          return resolve('bomb');
        if ((entry.generalPurposeBitFlag & 1) === 1) return resolve('password');
        zip.readEntry();
      });
      zip.on('end', () =>
        resolve(names.has('xl/workbook.xml') ? 'workbook' : names.has('word/document.xml') ? 'word' : 'notSheet'),
      );
      zip.readEntry();
    });
  });
}
