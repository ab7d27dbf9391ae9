import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { isOpenToOthers } from '../settings.ts';
import { EngineError, type Owner } from './owner.ts';

/** Where the parts of one data folder lie. */
export interface Folder {
  cluster: string;
  /** Sockets: the database's and our lock's. */
  run: string;
  log: string;
}

/** The folder of the database cluster in a data folder. */
export const clusterOf = (dataDir: string) => path.join(dataDir, 'postgres');

/** The folder of the sockets as PostgreSQL sees it from the cluster, which it works in: short, however long the path is. */
export const runFromCluster = '../run';

/**
 * Makes the data folder's frame and gives what PostgreSQL writes to `owner`.
 * Throws EngineError when the folder cannot be made or entered.
 */
export function layOutFolder(dataDir: string, owner: Owner | undefined): Folder {
  const folder = {
    cluster: clusterOf(dataDir),
    run: path.join(dataDir, 'run'),
    log: path.join(dataDir, 'log'),
  };
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o755 });
    if (owner && !isOpenToOthers(dataDir)) {
      throw new EngineError(
        `以 root 运行时，内置数据库由 nobody 用户运行，它进不了数据文件夹 ${dataDir}。` +
          '请把 DATA_DIR 设到其他用户可以进入的文件夹（如 /var/lib/yangguang），或换普通用户运行。',
      );
    }
    for (const at of [folder.run, folder.log]) {
      mkdirSync(at, { recursive: true, mode: 0o700 });
      if (owner) lchownSync(at, owner.uid, owner.gid);
    }
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new EngineError(`数据文件夹 ${dataDir} 不能使用（${said}）。请检查权限，或用 DATA_DIR 指定别的文件夹。`);
  }
  return { ...folder, run: reachableBySocket(folder.run) };
}

/**
 * A socket's path holds 107 bytes at most (Linux; 103 on macOS). A longer folder is named by a descriptor of ours:
 * it stays valid as long as we run, for this process and its children, and nothing outside the data folder is needed.
 */
function reachableBySocket(run: string): string {
  const nameAtMostBytes = 103 - '/.s.PGSQL.5432'.length;
  if (Buffer.byteLength(run) <= nameAtMostBytes - 12) return run; // 12: the lock's name with a process number
  if (process.platform !== 'linux') {
    throw new EngineError(`数据文件夹的路径太长（${run}）。请用 DATA_DIR 指定一个短一些的路径。`);
  }
  return `/proc/${process.pid}/fd/${openSync(run, constants.O_RDONLY | constants.O_DIRECTORY)}`;
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
