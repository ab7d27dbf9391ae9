import { parse } from 'csv-parse/sync';
import { invalid } from './errors.ts';

/**
 * The cells of a CSV file as offices save it: UTF-8 with or without mark, or GBK.
 * Throws 422 when it is not a text table.
 */
export function readCsv(bytes: Uint8Array): string[][] {
  const text = decodeText(bytes);
  if (text.includes('\0'))
    throw invalid({ file: '这不是 CSV 表格文件。请在 WPS 或 Excel 里另存为 CSV 或 xlsx 再导入。' });
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? `第 ${String(error.lines)} 行附近` : '';
    throw invalid({ file: `${line}引号不成对，表格读不下去。请检查后重新导入。` });
  }
}

/** UTF-8 where the bytes are valid UTF-8; else GB 18030, which older office programs write. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** A cell that a spreadsheet, in any width of character, would run as a formula is made plain text (OWASP “CSV injection”). */
export function plainCell(text: string): string {
  return /^[=+\-@\t\r\n]/.test(text.normalize('NFKC')) ? `'${text}` : text;
}

/** One line of a CSV file; numbers stay numbers, null is an empty cell. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => (typeof cell === 'number' ? cell : `"${plainCell(cell ?? '').replaceAll('"', '""')}"`)).join(',')}\r\n`;

/** A CSV file in UTF-8 with the mark by which office programs know it. */
export const csvFile = (lines: readonly (readonly (string | number | null)[])[]): string =>
  `\uFEFF${lines.map(csvLine).join('')}`;
