// Makes a bare checkout ready to run, with nothing but Node and what it brings: installs packages when the lock file is
// newer than the installation, builds when a source is newer than the build. Says what it does on standard error.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 20)) {
  console.error(`需要 Node.js 20.20 或更高版本，现在是 ${process.versions.node}。请升级 Node.js 后重试。`);
  process.exit(2);
}

/** Runs a step; when it fails, ends with its exit code after the advice. */
export function step(title, command, args, advice, environment = {}) {
  console.error(title);
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...environment },
  });
  if (done.status !== 0) {
    console.error(advice);
    process.exit(done.status ?? 1);
  }
}

export function install() {
  const installed = path.join(root, 'node_modules/.package-lock.json');
  const isCurrent = () =>
    existsSync(installed) && changedMs(installed) >= changedMs(path.join(root, 'package-lock.json'));
  if (isCurrent()) return;
  inTurn(() => {
    if (isCurrent()) return;
    // Not `npm ci`: it refuses a lock file that lacks a tool's binary for some other system, as happens
    // when a registry does not carry it. `--no-save` takes the same versions and leaves the lock file alone.
    step(
      '正在安装依赖……',
      'npm',
      ['install', '--no-save', '--include=dev', '--include=optional', '--no-fund', '--no-audit', '--loglevel=error'],
      '依赖没有装上。请检查网络和磁盘空间，然后重试。',
    );
    utimesSync(installed, new Date(), new Date());
  });
}

/** Builds the server, and the console too unless only a command is to be run. */
export function build({ console: withConsole = true } = {}) {
  const targets = [
    { name: 'server', made: 'dist/server/cli.js', title: '正在构建程序……' },
    ...(withConsole ? [{ name: 'console', made: 'dist/console/index.html', title: '正在构建工作后台……' }] : []),
  ];
  for (const { name, made, title } of targets) {
    const stamp = path.join(root, made);
    if (existsSync(stamp) && changedMs(stamp) >= newestSource()) continue;
    inTurn(() => {
      if (existsSync(stamp) && changedMs(stamp) >= newestSource()) return;
      step(title, process.execPath, ['scripts/build.mjs', name], '构建失败，请把上面的信息告诉开发人员。');
    });
  }
}

/** Two commands started at once must not build into the same folder at the same time. */
function inTurn(work) {
  const lock = path.join(root, 'dist.lock');
  const giveUpAt = Date.now() + 120_000;
  for (;;) {
    try {
      mkdirSync(lock);
      writeFileSync(path.join(lock, 'pid'), String(process.pid));
      break;
    } catch {
      if (Date.now() > giveUpAt || isLeftBehind(lock)) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isLeftBehind(lock) {
  try {
    return Date.now() - changedMs(lock) > 90_000;
  } catch {
    return false;
  }
}

let newest;
function newestSource() {
  newest ??= Math.max(
    ...['src', 'scripts'].map((folder) => newestIn(path.join(root, folder))),
    changedMs(path.join(root, 'package-lock.json')),
  );
  return newest;
}

function newestIn(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, changedMs(path.join(entry.parentPath ?? entry.path, entry.name)));
  }
  return latest;
}

function changedMs(file) {
  return statSync(file).mtimeMs;
}
