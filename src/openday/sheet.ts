import ExcelJS from 'exceljs';
import { csvFile } from '../platform/sheet.ts';
import type { Statistics } from './queries/statistics.ts';
import { instantInWords } from './queries/records.ts';
import { tableHeader, tableRows, tableTitle } from './rules/table.ts';

/** 《活动情况统计总表》 as files. */

const asOfLine = (statistics: Statistics) =>
  `统计截至 ${instantInWords(statistics.asOf)}；率后括号内为计算的基数；发放资料为各种资料的件数合计。`;

/** The table as an .xlsx that prints on one landscape A4 width. All texts are text cells, never formulas. */
export async function statisticsXlsx(dayName: string, statistics: Statistics): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('统计总表', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', xSplit: 1, ySplit: 3 }],
  });
  const width = tableHeader.length;
  sheet.addRow([tableTitle]).font = { name: '黑体', size: 16 };
  sheet.addRow([`${dayName}　　${asOfLine(statistics)}`]);
  sheet.mergeCells(1, 1, 1, width);
  sheet.mergeCells(2, 1, 2, width);
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  sheet.addRow(tableHeader).font = { bold: true };
  for (const row of tableRows(statistics)) sheet.addRow(row);
  sheet.lastRow?.eachCell((cell) => void (cell.font = { bold: true }));
  sheet.columns.forEach((column, index) => void (column.width = index === 0 ? 22 : index === 1 ? 26 : 13));
  sheet.eachRow((row, number) => {
    if (number < 3) return;
    row.eachCell((cell, column) => {
      const thin = { style: 'thin' } as const;
      cell.border = { top: thin, left: thin, bottom: thin, right: thin };
      cell.alignment = { vertical: 'middle', horizontal: column > 2 ? 'center' : 'left', wrapText: true };
    });
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The table as CSV: UTF-8 with mark, so that office programs read the characters; no cell can act as a formula. */
export const statisticsCsv = (statistics: Statistics): string => csvFile([tableHeader, ...tableRows(statistics)]);
