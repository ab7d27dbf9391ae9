import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, found from here upwards: the same from src/ (tests) and from dist/ (built). */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)));

function findRoot(from: string): string {
  for (let at = from; at !== path.dirname(at); at = path.dirname(at)) {
    if (existsSync(path.join(at, 'migrations')) && existsSync(path.join(at, 'package.json'))) return at;
  }
  throw new Error(`No project folder above ${from}`);
}

/** The version in package.json. */
export const projectVersion: string = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')).version;
