import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../platform/project.ts';

/** A parser of untrusted files that runs in a process of its own: its source, and its name in the build. */
export interface Parser {
  source: URL;
  built: string;
}

export interface ParserLimits {
  megabytes: number;
  seconds: number;
}

/** What the parser printed; or that it was stopped at a limit; or that it failed on the file. */
export type Parsed = { said: string } | { fault: 'stopped' | 'failed' };

const answerAtMostChars = 40 * 1024 * 1024;

/**
 * Gives a file to its parser in a child process, which is stopped when it takes too long, too much memory, or says too
 * much. A file made to hurt costs the server one short-lived process and nothing else.
 */
export function parseApart(parser: Parser, bytes: Buffer, limits: ParserLimits): Promise<Parsed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`--max-old-space-size=${limits.megabytes}`, ...entryOf(parser)], {
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: limits.seconds * 1000,
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
    child.on('error', () => resolve({ fault: 'failed' }));
    child.on('close', (code, signal) => {
      // V8 ends itself with SIGABRT where memory is at its limit; under a shell that is code 134.
      if (signal || code === 134) resolve({ fault: 'stopped' });
      else resolve(code === 0 ? { said } : { fault: 'failed' });
    });
    child.stdin.end(bytes);
  });
}

/** Built: the parser beside the program. In tests: its source. */
function entryOf({ source, built }: Parser): string[] {
  if (import.meta.url.endsWith('.ts')) return ['--import', 'tsx', source.pathname];
  return [path.join(projectRoot, 'dist/server', built)];
}
