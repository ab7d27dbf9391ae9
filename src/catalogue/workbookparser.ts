// Reads an untrusted workbook in a process of its own: the file on standard input, JSON on standard output.
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { unpacksAsStated } from '../attachment/zip.ts';
import { columnsAtMost, rowsAtMost } from './rules/columns.ts';

type Answer = { rows: string[][] } | { fault: 'bomb' | 'damaged' | 'empty' | 'tooLong' };

/** The first sheet with content; a merged cell's text stands in each of its cells. */
async function cellsOf(file: Buffer): Promise<Answer> {
  if (!(await unpacksAsStated(file))) return { fault: 'damaged' };
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(new Uint8Array(file).buffer);
  } catch {
    return { fault: 'damaged' };
  }
  const sheet = book.worksheets.find(({ state, actualRowCount }) => state === 'visible' && actualRowCount > 0);
  if (!sheet) return { fault: 'empty' };
  // Both are counted over all rows each time they are asked for.
  const { rowCount, columnCount } = sheet;
  if (rowCount > rowsAtMost || columnCount > columnsAtMost) return { fault: 'tooLong' };
  const rows = Array.from({ length: rowCount }, (_, row) =>
    Array.from({ length: columnCount }, (_, column) => sheet.getCell(row + 1, column + 1).text.trim()),
  );
  return { rows };
}

process.stdout.write(JSON.stringify(await cellsOf(await buffer(process.stdin))));
