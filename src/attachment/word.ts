import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import { projectRoot } from '../platform/project.ts';
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
  const answer = await parseApart(bytes);
  if (typeof answer === 'string') throw fileRefused(answer);
  return { html: cleanHtml(answer.html), imagesLeftOut: answer.imagesLeftOut };
}

const answerShape = z.union([
  z.object({ html: z.string(), imagesLeftOut: z.number() }),
  z.object({ fault: z.literal('bomb') }),
]);

/** Runs the parser in a child process, which is stopped when it takes too long, too much memory, or says too much. */
function parseApart(bytes: Buffer): Promise<WordText | FileFault> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${parserAtMost.megabytes}`, ...workerEntry()], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: parserAtMost.seconds * 1000,
      killSignal: 'SIGKILL',
      // Nothing of ours (database address, keys) is in the reach of a file's parser.
      env: { NODE_ENV: 'production' },
    });
    let said = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      said += chunk;
      if (said.length > answerAtMostChars) child.kill('SIGKILL');
    });
    child.stdin.on('error', () => {}); // it may end before it has read all
    child.on('error', () => resolve('damaged'));
    child.on('close', (code, signal) => {
      if (signal) resolve('tooSlow');
      else resolve(code === 0 ? readAnswer(said) : 'damaged');
    });
    child.stdin.end(bytes);
  });
}

const answerAtMostChars = 40 * 1024 * 1024;

function readAnswer(said: string): WordText | FileFault {
  const parsed = answerShape.safeParse(JSON.parse(said));
  if (!parsed.success) return 'damaged';
  return 'fault' in parsed.data ? parsed.data.fault : parsed.data;
}

/** Built: the worker beside the program. In tests: its source. */
function workerEntry(): string[] {
  const here = fileURLToPath(import.meta.url);
  if (here.endsWith('.ts')) return ['--import', 'tsx', path.join(path.dirname(here), 'worker.ts')];
  return [path.join(projectRoot, 'dist/server/worker.js')];
}
