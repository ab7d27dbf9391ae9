import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isOpenToOthers } from '../settings.ts';
import { EngineError, type Owner } from './owner.ts';

/** Where the parts of one data folder lie. */
export interface Folder {
  cluster: string;
  /** Sockets: the database's and our lock's. Short, since a socket path holds 107 bytes at most. */
  run: string;
  log: string;
}

/** Makes the data folder's frame and gives what PostgreSQL writes to `owner`. */
export function layOutFolder(dataDir: string, owner: Owner | undefined): Folder {
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  if (owner && !isOpenToOthers(dataDir)) {
    throw new EngineError(
      `以 root 运行时，内置数据库由 nobody 用户运行，它进不了数据文件夹 ${dataDir}。` +
        '请把 DATA_DIR 设到其他用户可以进入的文件夹（如 /var/lib/yangguang），或换普通用户运行。',
    );
  }
  const folder = {
    cluster: path.join(dataDir, 'postgres'),
    run: runFolder(dataDir),
    log: path.join(dataDir, 'log'),
  };
  for (const at of [folder.run, folder.log]) {
    mkdirSync(at, { recursive: true, mode: 0o700 });
    if (owner) chownSync(at, owner.uid, owner.gid);
  }
  return folder;
}

function runFolder(dataDir: string): string {
  const inside = path.join(dataDir, 'run');
  if (Buffer.byteLength(inside) <= 80) return inside;
  const mark = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return path.join(os.tmpdir(), `yangguang-${process.getuid?.() ?? 0}-${mark}`);
}

/**
 * Creates the database cluster the first time: made aside and renamed, so that a killed first start leaves nothing half made.
 * Throws EngineError with what `initdb` said.
 */
export function ensureCluster(folder: Folder, binaries: string, owner: Owner | undefined): void {
  if (existsSync(path.join(folder.cluster, 'PG_VERSION'))) return checkVersion(folder, binaries);
  const partial = `${folder.cluster}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  if (owner) chownSync(partial, owner.uid, owner.gid);
  const made = spawnSync(
    path.join(binaries, 'bin/initdb'),
    [
      ...['-D', partial, '-U', 'yangguang', '-E', 'UTF8'],
      // Reached through a socket in a folder that only its owner may enter; no network address is listened on.
      ...['--auth-local=trust', '--auth-host=reject'],
      ...['--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions'],
    ],
    { ...owner, cwd: partial, encoding: 'utf8', env: engineEnvironment() },
  );
  if (made.status !== 0) {
    rmSync(partial, { recursive: true, force: true });
    const said = made.stderr?.trim() || made.error?.message || `退出码 ${made.status}`;
    throw new EngineError(`内置数据库初始化失败：${said}\n请检查磁盘空间，以及 ${path.dirname(partial)} 是否可写。`);
  }
  renameSync(partial, folder.cluster);
}

function checkVersion(folder: Folder, binaries: string): void {
  const found = readFileSync(path.join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  const ours = spawnSync(path.join(binaries, 'bin/postgres'), ['-V'], { encoding: 'utf8' }).stdout.match(
    /(\d+)\./,
  )?.[1];
  if (ours && ours !== found) {
    throw new EngineError(
      `数据文件夹是 PostgreSQL ${found} 写的，本程序带的是 ${ours}。请用原来的版本 backup，再用新版本 restore。`,
    );
  }
  chmodSync(folder.cluster, statSync(folder.cluster).mode & 0o700);
}

/** A small fixed environment: a stray PGDATA or locale of the person's shell must not reach the engine. */
export function engineEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
