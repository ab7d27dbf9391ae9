// Reads the tables of an untrusted Word file in a process of its own: the file on standard input, JSON on standard output.
import { buffer } from 'node:stream/consumers';
import { Parser } from 'htmlparser2';
import mammoth from 'mammoth';
import { unpacksAsStated } from '../attachment/zip.ts';
import { columnsAtMost, rowsAtMost, sheetsAtMost } from './rules/columns.ts';

interface Table {
  /** The last line before the table: its heading. */
  tab: string;
  rows: string[][];
}

interface Span {
  text: string;
  rowsLeft: number;
}

/** Collects the cells of one table; a cell over several rows or columns stands in each of them. */
class Grid {
  readonly rows: string[][] = [];
  private readonly down: (Span | undefined)[] = [];
  private row: string[] = [];

  startRow(): void {
    this.row = [];
  }

  cell(text: string, columns: number, rows: number): void {
    this.takeFromAbove();
    for (let nth = 0; nth < columns && this.row.length < columnsAtMost; nth += 1) {
      this.down[this.row.length] = rows > 1 ? { text, rowsLeft: rows - 1 } : undefined;
      this.row.push(text);
    }
  }

  endRow(): void {
    this.takeFromAbove();
    if (this.row.length > 0) this.rows.push(this.row);
  }

  private takeFromAbove(): void {
    for (let span = this.down[this.row.length]; span; span = this.down[this.row.length]) {
      span.rowsLeft -= 1;
      if (span.rowsLeft === 0) this.down[this.row.length] = undefined;
      this.row.push(span.text);
    }
  }
}

const spanOf = (written: string | undefined, atMost: number): number =>
  Math.min(Math.max(Number.parseInt(written ?? '1', 10) || 1, 1), atMost);

/** The tables of HTML as mammoth writes it; a table within a cell is that cell's text. */
function tablesOf(html: string): Table[] {
  const tables: Table[] = [];
  let depth = 0;
  let grid = new Grid();
  let words = '';
  let lastLine = '';
  let span = { columns: 1, rows: 1 };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'table') {
        depth += 1;
        if (depth === 1) grid = new Grid();
      } else if (depth === 1 && name === 'tr') grid.startRow();
      else if (depth === 1 && (name === 'td' || name === 'th')) {
        words = '';
        span = {
          columns: spanOf(attributes['colspan'], columnsAtMost),
          rows: spanOf(attributes['rowspan'], rowsAtMost),
        };
      } else if (depth === 0 && /^(?:p|h\d)$/.test(name)) words = '';
    },
    ontext(text) {
      words += text;
    },
    onclosetag(name) {
      if (name === 'table') {
        depth -= 1;
        if (depth === 0) {
          tables.push({ tab: lastLine, rows: grid.rows });
          lastLine = '';
        }
      } else if (depth === 1 && name === 'tr') grid.endRow();
      else if (depth === 1 && (name === 'td' || name === 'th')) grid.cell(words.trim(), span.columns, span.rows);
      else if (depth === 0 && /^(?:p|h\d)$/.test(name)) lastLine = words.trim().slice(0, 60) || lastLine;
      else if (depth > 0 && /^(?:p|br|tr|td|th|h\d|li)$/.test(name)) words += '\n';
    },
  });
  parser.end(html);
  return tables;
}

async function read(file: Buffer): Promise<object> {
  if (!(await unpacksAsStated(file))) return { fault: 'damaged' };
  let pictures = 0;
  const { value } = await mammoth.convertToHtml(
    { buffer: file },
    {
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => {
        pictures += 1;
        return Promise.resolve({ src: '' });
      }),
    },
  );
  const sheets = tablesOf(value).filter(({ rows }) => rows.length > 0);
  if (sheets.length > sheetsAtMost * 10) return { fault: 'tooManySheets' };
  if (sheets.reduce((sum, { rows }) => sum + rows.length, 0) > rowsAtMost) return { fault: 'tooLong' };
  return { sheets, hidden: [], pictures: sheets.length === 0 && pictures > 0 ? [''] : [] };
}

process.stdout.write(JSON.stringify(await read(await buffer(process.stdin))));
