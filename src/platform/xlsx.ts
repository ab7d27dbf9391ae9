import ExcelJS from 'exceljs';

export interface SheetTable {
  /** Name of the sheet's tab. */
  name: string;
  title: string;
  /** One line under the title: of whom, as of when. */
  note: string;
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly (string | number | null)[])[];
}

const thin = { style: 'thin' } as const;

/** A ruled table as an .xlsx that prints on the width of one landscape A4. All texts are text cells, never formulas. */
export async function tableXlsx({ name, title, note, columns, rows }: SheetTable): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet(name, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  sheet.pageSetup.printTitlesRow = '3:3';
  sheet.addRow([title]).font = { name: '黑体', size: 16 };
  sheet.addRow([note]);
  for (const row of [1, 2]) sheet.mergeCells(row, 1, row, columns.length);
  sheet.getCell(1, 1).alignment = { horizontal: 'center' };
  sheet.addRow(columns.map((column) => column.title)).font = { bold: true };
  for (const row of rows) sheet.addRow(row);
  sheet.columns.forEach((column, at) => void (column.width = columns[at]?.width ?? 12));
  sheet.eachRow((row, number) => {
    if (number < 3) return;
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = { top: thin, left: thin, bottom: thin, right: thin };
      cell.alignment = { vertical: 'middle', wrapText: true };
    });
  });
  return Buffer.from(await book.xlsx.writeBuffer());
}

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The headers of a file that a browser stores under `name`. */
export const fileHeaders = (type: string, name: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
});
