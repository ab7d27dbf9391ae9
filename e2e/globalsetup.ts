import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string;
    dataDir: string;
  }
}

/** One real server for all journeys: the built program over its own data folder with the sample county. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yangguang-e2e-'));
  chmodSync(dataDir, 0o755);
  const server = await startServer({ DATA_DIR: dataDir });
  project.provide('siteUrl', server.url);
  project.provide('dataDir', dataDir);
  return async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

export interface TestServer {
  url: string;
  child: ChildProcess;
  /** Everything the server printed so far. */
  printed(): string;
  stop(): Promise<void>;
}

const readyWithinMs = 120_000;

/** Starts the built program on a free port and waits until its home page answers. Throws with what it printed when it ends first. */
export async function startServer(environment: Record<string, string>): Promise<TestServer> {
  const port = environment.PORT ?? String(await freePort());
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server/cli.js', 'serve'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      LOG: 'json',
      ...environment,
      PORT: port,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part));
  child.stderr.on('data', (part: Buffer) => (text += part));
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://localhost:${port}`;
  const giveUpAt = Date.now() + readyWithinMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > giveUpAt) throw new Error(`The server did not start:\n${text}`);
    await sleep(100);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, child, printed: () => text, stop };
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
