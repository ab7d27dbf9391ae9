import path from 'node:path';
import { cleanHtml } from '../../attachment/clean.ts';
import { escapeHtml, textOf } from '../../attachment/markup.ts';
import { readWord } from '../../attachment/word.ts';
import { AppError } from '../../platform/errors.ts';
import { decodeText } from '../../platform/sheet.ts';
import { readRegulation } from './regulation.ts';

/** A document as it is read from a file, ready to be published. */
export interface ReadDocument {
  title: string;
  documentNumber: string;
  issuedOn: string | null;
  /** Clean HTML. */
  html: string;
  text: string;
}

/** A file that is no document; the message says why. */
export class NotADocument extends Error {}

export const documentExtensions = ['.md', '.txt', '.html', '.htm', '.docx'];
const titleAtMostChars = 300;

/** Reads one file by its extension. Throws NotADocument with the reason. */
export async function readDocument(fileName: string, bytes: Buffer): Promise<ReadDocument> {
  const extension = path.extname(fileName).toLowerCase();
  const base = path.basename(fileName, path.extname(fileName));
  if (!documentExtensions.includes(extension))
    throw new NotADocument('不是能导入的文件类型（.md、.txt、.html、.docx）');
  if (bytes.length === 0) throw new NotADocument('文件是空的');
  try {
    const read = extension === '.docx' ? await fromWord(bytes, base) : fromText(extension, decodeText(bytes), base);
    const html = cleanHtml(read.html);
    const text = textOf(html);
    if (!text) throw new NotADocument('文件里没有正文');
    return { ...read, title: read.title.slice(0, titleAtMostChars), html, text };
  } catch (error) {
    if (error instanceof AppError) throw new NotADocument(error.message, { cause: error });
    throw error;
  }
}

type Read = Omit<ReadDocument, 'text'>;

function fromText(extension: string, source: string, base: string): Read {
  if (extension === '.md') return readRegulation(source, base);
  if (extension === '.txt') {
    const [title = '', ...lines] = source
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    return {
      title,
      documentNumber: '',
      issuedOn: null,
      html: lines.map((line) => `<p>${escapeHtml(line)}</p>`).join(''),
    };
  }
  return { ...headed(source, base), documentNumber: '', issuedOn: null };
}

async function fromWord(bytes: Buffer, base: string): Promise<Read> {
  const { html } = await readWord(bytes);
  return { ...headed(html, base), documentNumber: '', issuedOn: null };
}

/** The first heading of HTML is its title and leaves the text; without one the file's name is. */
function headed(source: string, base: string): { title: string; html: string } {
  const html = cleanHtml(source);
  const heading = /<(h1|h2)[^>]*>([^]*?)<\/\1>/.exec(html);
  const title = heading ? textOf(heading[2] ?? '').replaceAll('\n', '') : '';
  return title && heading ? { title, html: html.replace(heading[0], '') } : { title: base, html };
}
