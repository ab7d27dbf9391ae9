import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

const regulations = path.resolve('seed/regulations');

/**
 * Publishes copies of the real regulations, each with a number in its title, until `total` more are there, through the
 * product's own command. Returns its figures.
 */
export function publishDocuments(
  folder: string,
  from: number,
  to: number,
  environment: Record<string, string>,
): { published: number; documentsPerSecond: number } {
  mkdirSync(folder, { recursive: true });
  const sources = readdirSync(regulations).filter((name) => name.endsWith('.md') && !name.startsWith('_'));
  for (let copy = from; copy < to; copy += 1) {
    const name = sources[copy % sources.length] ?? '';
    const text = readFileSync(path.join(regulations, name), 'utf8');
    writeFileSync(path.join(folder, `${copy}.md`), text.replace(/^# (.+)$/m, `# $1（副本${copy}）`));
  }
  const done = spawnSync(process.execPath, ['dist/server/cli.js', 'import', 'documents', folder, '--json'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1024 * 1024 * 1024,
  });
  // 3: some were refused (a regulation that names a telephone number); the others are published.
  if (done.status !== 0 && done.status !== 3) throw new Error(`Publishing ended with ${done.status}`);
  return JSON.parse(done.stdout);
}
