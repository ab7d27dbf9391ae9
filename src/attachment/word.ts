import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import { parseApart, type Parser } from './apart.ts';
import { cleanHtml } from './clean.ts';
import { fileFaults, firstBytesFault, parserAtMost, type FileFault } from './rules.ts';
import { wordZipFault } from './zip.ts';

export interface WordText {
  /** Clean HTML. */
  html: string;
  /** Pictures are not carried over; the person is told how many there were. */
  imagesLeftOut: number;
}

/** 413 or 422 with the words of the fault under the field `file`. */
export const fileRefused = (fault: FileFault) =>
  new AppError('invalid_file', fault === 'tooLarge' ? 413 : 422, fileFaults[fault], { file: fileFaults[fault] });

/**
 * The text of a Word file (.docx) as clean HTML. Comments, tracked deletions and document properties stay behind.
 * Throws 413 or 422 with the reason for a file that cannot be taken.
 */
export async function readWord(bytes: Buffer): Promise<WordText> {
  const fault = firstBytesFault(bytes) ?? (await wordZipFault(bytes));
  if (fault) throw fileRefused(fault);
  const parsed = await parseApart(wordParser, bytes, parserAtMost);
  if ('fault' in parsed) throw fileRefused(parsed.fault === 'stopped' ? 'tooSlow' : 'damaged');
  const answer = readAnswer(parsed.said);
  if (typeof answer === 'string') throw fileRefused(answer);
  return { html: cleanHtml(answer.html), imagesLeftOut: answer.imagesLeftOut };
}

const answerShape = z.union([
  z.object({ html: z.string(), imagesLeftOut: z.number() }),
  z.object({ fault: z.literal('bomb') }),
]);

const wordParser: Parser = { source: new URL('worker.ts', import.meta.url), built: 'worker.js' };

function readAnswer(said: string): WordText | FileFault {
  const parsed = answerShape.safeParse(JSON.parse(said));
  if (!parsed.success) return 'damaged';
  return 'fault' in parsed.data ? parsed.data.fault : parsed.data;
}
