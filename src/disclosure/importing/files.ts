import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { documentExtensions } from './read.ts';
import { readRegulation } from './regulation.ts';

export interface FileToImport {
  path: string;
  name: string;
  /** Day and title where the file tells them cheaply: what decides which of two texts of one title is in force. */
  issuedOn: string | null;
  title: string;
}

/**
 * The documents among these files and folders (with their subfolders), oldest text first, so that the newest is
 * published last and leads the lists. Throws the system's error for a path that is not there.
 */
export async function filesToImport(paths: readonly string[]): Promise<FileToImport[]> {
  const found: string[] = [];
  for (const given of paths) {
    if (!(await stat(given)).isDirectory()) found.push(given);
    else
      for (const entry of await readdir(given, { recursive: true, withFileTypes: true }))
        if (entry.isFile() && documentExtensions.includes(path.extname(entry.name).toLowerCase()))
          found.push(path.join(entry.parentPath, entry.name));
  }
  const files = await Promise.all([...new Set(found)].map(describe));
  return files.toSorted((a, b) => (a.issuedOn ?? '').localeCompare(b.issuedOn ?? '') || a.path.localeCompare(b.path));
}

/** The heading and the history of a regulation; the longest of the State Council's has 1,100 characters. */
const headAtMostChars = 4000;

async function describe(file: string): Promise<FileToImport> {
  const name = path.basename(file);
  if (path.extname(name).toLowerCase() !== '.md') return { path: file, name, issuedOn: null, title: '' };
  const head = (await readFile(file, 'utf8')).slice(0, headAtMostChars);
  const { title, issuedOn } = readRegulation(head, path.basename(name, '.md'));
  return { path: file, name, issuedOn, title };
}

/** The day of the newest text of each title: an older text of the same title is no longer in force. */
export function newestByTitle(files: readonly FileToImport[]): Map<string, string> {
  const newest = new Map<string, string>();
  for (const { title, issuedOn } of files)
    if (title && issuedOn && issuedOn > (newest.get(title) ?? '')) newest.set(title, issuedOn);
  return newest;
}
