import { Document, Packer, Paragraph, Table, TableCell, TableRow, VerticalMergeType } from 'docx';
import ExcelJS from 'exceljs';

/** A cell of a test sheet: its words, and over how many columns and rows it is merged. */
export type Cell = string | { words: string; columns?: number; rows?: number };

interface Placed {
  words: string;
  top: number;
  left: number;
  columns: number;
  rows: number;
}

/** Where each cell stands, as in HTML: a cell over several rows pushes those of the next row to the right. */
function place(lines: readonly (readonly Cell[])[]): Placed[] {
  const taken = new Set<string>();
  return lines.flatMap((line, top) => {
    let left = 0;
    return line.map((cell) => {
      const { words, columns = 1, rows = 1 } = typeof cell === 'string' ? { words: cell } : cell;
      while (taken.has(`${top} ${left}`)) left += 1;
      const placed = { words, top, left, columns, rows };
      for (let row = top; row < top + rows; row += 1)
        for (let column = left; column < left + columns; column += 1) taken.add(`${row} ${column}`);
      left += columns;
      return placed;
    });
  });
}

/** A real workbook with merged cells, one sheet a tab. */
export async function workbookOf(
  tabs: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  hidden: readonly string[] = [],
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, lines] of Object.entries(tabs)) {
    const sheet = book.addWorksheet(name, { state: hidden.includes(name) ? 'hidden' : 'visible' });
    for (const { words, top, left, columns, rows } of place(lines)) {
      sheet.getCell(top + 1, left + 1).value = words;
      if (columns > 1 || rows > 1) sheet.mergeCells(top + 1, left + 1, top + rows, left + columns);
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A real Word file with one table under each line of text. */
export function wordOf(tables: Readonly<Record<string, readonly (readonly Cell[])[]>>): Promise<Buffer> {
  const children = Object.entries(tables).flatMap(([heading, lines]) => {
    const placed = place(lines);
    const width = Math.max(...placed.map(({ left, columns }) => left + columns));
    const rows = lines.map((_, top) => {
      const cells: TableCell[] = [];
      for (let left = 0; left < width;) {
        const at = placed.find((cell) => cell.left === left && top >= cell.top && top < cell.top + cell.rows) ?? {
          words: '',
          top,
          left,
          columns: 1,
          rows: 1,
        };
        const merge = at.top === top ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE;
        cells.push(
          new TableCell({
            children: at.top === top ? at.words.split('\n').map((line) => new Paragraph(line)) : [new Paragraph('')],
            columnSpan: at.columns,
            ...(at.rows > 1 ? { verticalMerge: merge } : {}),
          }),
        );
        left += at.columns;
      }
      return new TableRow({ children: cells });
    });
    return [...(heading.trim() ? [new Paragraph(heading)] : [new Paragraph('')]), new Table({ rows })];
  });
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}
