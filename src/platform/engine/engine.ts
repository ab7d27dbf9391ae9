import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, fstatSync, openSync, closeSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineBinaries } from './binaries.ts';
import { clusterOf, engineEnvironment, ensureCluster, layOutFolder, runFromCluster, type Folder } from './folder.ts';
import { type Lock, takeLock } from './lock.ts';
import { engineOwner, EngineError, type Owner } from './owner.ts';

const startWithinMs = 60_000;
const stopWithinMs = 30_000;

export interface EngineOptions {
  dataDir: string;
  /** The server owns the folder; a command may instead use the engine that a running server owns. */
  shared?: boolean;
  /** Extra `-c name=value` settings, for tests. */
  configuration?: Record<string, string>;
  report?: (message: string) => void;
}

/** A running PostgreSQL in a data folder. */
export interface Engine {
  /** What a client connects to: the folder of the unix socket. */
  host: string;
  /** Process number of the postmaster; undefined where another program owns the engine. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of `dataDir`, or with `shared` joins the one that already runs there.
 * The engine is started again whenever it dies until `stop` is called.
 * Throws EngineError when another program owns the folder, or PostgreSQL cannot be started.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const owner = engineOwner(clusterOf(options.dataDir));
  const folder = layOutFolder(options.dataDir, owner);
  const lock = await takeLock(path.join(folder.run, 'yangguang.lock'));
  if ('holder' in lock) {
    if (!options.shared) {
      throw new EngineError(
        `数据文件夹 ${options.dataDir} 正由另一个阳光程序使用（进程 ${lock.holder || '号未知'}）。` +
          '请先停止它，或用 DATA_DIR 指定别的文件夹。',
      );
    }
    if (!(await waitUntilAccepting(folder, () => true))) {
      throw new EngineError(
        `阳光（进程 ${lock.holder}）正在运行，但它的数据库没有应答。日志：${folder.log}/postgres.log`,
      );
    }
    return { host: folder.run, pid: () => undefined, stop: async () => {} };
  }
  try {
    const binaries = engineBinaries(owner);
    ensureCluster(folder, binaries, owner);
    await stopOrphan(folder, options.report);
    const supervised = new Supervised(folder, binaries, owner, options, lock);
    await supervised.start().catch(async (error) => {
      await supervised.stop();
      throw error;
    });
    return supervised;
  } catch (error) {
    lock.release();
    throw error;
  }
}

class Supervised implements Engine {
  private child: ChildProcess | undefined;
  private stopping = false;
  /** Where in the log file the lines of the latest start begin, in bytes. */
  private logFrom = 0;
  /** Our process ends without `stop` (a bug, an impatient second Ctrl-C): the engine must not stay behind. */
  private readonly endWithUs = () => void this.child?.kill('SIGINT');

  constructor(
    private readonly folder: Folder,
    private readonly binaries: string,
    private readonly owner: Owner | undefined,
    private readonly options: EngineOptions,
    private readonly lock: Lock,
  ) {
    process.once('exit', this.endWithUs);
  }

  get host(): string {
    return this.folder.run;
  }

  pid(): number | undefined {
    return this.child?.pid;
  }

  async start(): Promise<void> {
    const deadline = Date.now() + startWithinMs;
    while (!this.stopping) {
      const child = this.launch();
      const isUp = await waitUntilAccepting(this.folder, () => isAlive(child));
      if (isUp) return this.watch(child);
      if (isOutOfSpace(this.logTail())) throw new EngineError(diskFullWords(this.folder.cluster));
      // After a SIGKILL the dead engine's shared memory stays until its last backend has noticed.
      if (Date.now() > deadline)
        throw new EngineError(`内置数据库没有启动。日志：${this.logPath()}\n${this.logTail()}`);
      await sleep(200);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const child = this.child;
    if (child && isAlive(child)) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGINT'); // "fast" shutdown: open transactions are rolled back, a checkpoint is written
      const forced = setTimeout(() => child.kill('SIGQUIT'), stopWithinMs);
      await gone;
      clearTimeout(forced);
    }
    process.off('exit', this.endWithUs);
    this.lock.release();
  }

  private launch(): ChildProcess {
    const log = openSync(this.logPath(), 'a', 0o600);
    this.logFrom = fstatSync(log).size;
    const settings = {
      listen_addresses: '',
      unix_socket_directories: runFromCluster,
      unix_socket_permissions: '0700',
      shared_buffers: '128MB',
      max_connections: '60',
      jit: 'off', // measured: compiling a search plan costs more than running it
      log_timezone: 'UTC',
      timezone: 'UTC',
      ...this.options.configuration,
    };
    const child = spawn(
      path.join(this.binaries, 'bin/postgres'),
      ['-D', this.folder.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A process group of its own: Ctrl-C in the terminal must reach us first, so that requests can finish.
      {
        ...this.owner,
        cwd: this.folder.cluster,
        detached: true,
        stdio: ['ignore', log, log],
        env: engineEnvironment(),
      },
    );
    closeSync(log);
    // The program could not be run at all: there is no process, which `start` sees as a failed start.
    child.on('error', (error) => this.options.report?.(`内置数据库不能运行：${error.message}`));
    this.child = child;
    return child;
  }

  private watch(child: ChildProcess): void {
    const again = async () => {
      if (this.stopping) return;
      this.options.report?.('内置数据库意外停止，正在重新启动。');
      try {
        await this.start();
        this.options.report?.('内置数据库已恢复。');
      } catch (error) {
        this.options.report?.(error instanceof Error ? error.message : String(error));
        setTimeout(() => void again(), 5000).unref();
      }
    };
    child.once('exit', () => void again());
    if (!isAlive(child)) void again();
  }

  private logPath(): string {
    return path.join(this.folder.log, 'postgres.log');
  }

  private logTail(): string {
    return existsSync(this.logPath())
      ? readFileSync(this.logPath()).subarray(this.logFrom).toString('utf8').trimEnd().split('\n').slice(-8).join('\n')
      : '';
  }
}

/** Whether the engine's log says that it could not start, or go on, for want of room on the disk. */
export const isOutOfSpace = (log: string) => log.includes('No space left on device');

const diskFullWords = (cluster: string) =>
  `磁盘已满，内置数据库不能启动，已有的内容没有动。请清理磁盘（至少空出 100 MB）后再试；网站在运行时会自动恢复。数据在 ${path.dirname(cluster)}`;

const isAlive = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null;

/** An engine whose server was killed still holds the folder: it is stopped cleanly, and ours started in its place. */
async function stopOrphan(folder: Folder, report?: (message: string) => void): Promise<void> {
  const pidFile = path.join(folder.cluster, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  if (!isPostgresOf(pid, folder.cluster)) return; // PostgreSQL itself removes a file left by a dead process
  report?.(`上次没有正常退出，留下了数据库进程 ${pid}，正在停止它。`);
  const deadline = Date.now() + stopWithinMs;
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    if (!isPostgresOf(pid, folder.cluster)) return;
    throw new EngineError(
      `遗留的数据库进程 ${pid} 属于别的用户，不能停止它。请用 root 运行 kill -INT ${pid} 后再启动。`,
    );
  }
  while (isPostgresOf(pid, folder.cluster)) {
    if (Date.now() > deadline) {
      throw new EngineError(`遗留的数据库进程 ${pid} 没有停下来。请运行 kill -QUIT ${pid} 后再启动。`);
    }
    await sleep(50);
  }
}

function isPostgresOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  if (!existsSync('/proc/self/cmdline')) return true;
  if (!existsSync(commandLine)) return false;
  try {
    return readFileSync(commandLine, 'utf8').split('\0').includes(cluster);
  } catch {
    return false; // it ended between the two looks
  }
}

/** Waits until the socket accepts a connection and answers a start-up packet; false when `isAlive` turns false first. */
async function waitUntilAccepting(folder: Folder, isAlive: () => boolean): Promise<boolean> {
  const socketPath = path.join(folder.run, '.s.PGSQL.5432');
  const deadline = Date.now() + startWithinMs;
  while (isAlive() && Date.now() < deadline) {
    if (await answersAsReady(socketPath)) return true;
    await sleep(20);
  }
  return false;
}

/** Sends the start-up packet of protocol 3.0; 'R' (authentication) means ready, 'E' means still starting or stopping. */
function answersAsReady(socketPath: string): Promise<boolean> {
  const parameters = Buffer.from('user\0yangguang\0database\0postgres\0\0');
  const packet = Buffer.alloc(8 + parameters.length);
  packet.writeInt32BE(packet.length, 0);
  packet.writeInt32BE(196_608, 4);
  parameters.copy(packet, 8);
  return new Promise((resolve) => {
    const socket = createConnection(socketPath, () => socket.write(packet));
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('data', (answer: Buffer) => {
      resolve(answer[0] === 0x52);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}
