// Reads an untrusted workbook in a process of its own: the file on standard input, JSON on standard output.
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { unpacksAsStated } from '../attachment/zip.ts';
import { columnsAtMost, rowsAtMost, sheetsAtMost } from './rules/columns.ts';

interface Sheet {
  tab: string;
  rows: string[][];
}
type Answer =
  | { sheets: Sheet[]; hidden: string[]; pictures: string[] }
  | { fault: 'damaged' | 'tooLong' | 'tooManySheets' };

/** A day in a cell is read as the day that the sheet shows, not as an instant. */
function textOf(cell: ExcelJS.Cell): string {
  const value = cell.value instanceof Date ? cell.value : cell.result;
  return value instanceof Date ? value.toISOString().slice(0, 10) : cell.text.trim();
}

/** Every visible sheet with words in it; a merged cell's text stands in each of its cells. */
async function cellsOf(file: Buffer): Promise<Answer> {
  if (!(await unpacksAsStated(file))) return { fault: 'damaged' };
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.load(new Uint8Array(file).buffer);
  } catch {
    return { fault: 'damaged' };
  }
  if (book.worksheets.length > sheetsAtMost) return { fault: 'tooManySheets' };
  const answer = { sheets: [] as Sheet[], hidden: [] as string[], pictures: [] as string[] };
  let rowsInAll = 0;
  for (const sheet of book.worksheets) {
    // Each is counted over all rows whenever it is asked for.
    const { rowCount, columnCount, actualRowCount } = sheet;
    if (sheet.state !== 'visible') {
      if (actualRowCount > 0) answer.hidden.push(sheet.name);
      continue;
    }
    if (actualRowCount === 0) {
      if (sheet.getImages().length > 0) answer.pictures.push(sheet.name);
      continue;
    }
    rowsInAll += rowCount;
    if (rowsInAll > rowsAtMost || columnCount > columnsAtMost) return { fault: 'tooLong' };
    const rows = Array.from({ length: rowCount }, (_, row) =>
      Array.from({ length: columnCount }, (_, column) => textOf(sheet.getCell(row + 1, column + 1))),
    );
    answer.sheets.push({ tab: sheet.name, rows });
  }
  return answer;
}

process.stdout.write(JSON.stringify(await cellsOf(await buffer(process.stdin))));
