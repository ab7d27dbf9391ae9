import { createConnection, createServer, type Server } from 'node:net';
import { rmSync } from 'node:fs';

/**
 * Takes the lock of a data folder: a listening socket, so that it ends with the process however that dies.
 * Returns the lock, or the process number of the living holder.
 */
export async function takeLock(socketPath: string): Promise<Lock | { holder: number }> {
  const holder = await askHolder(socketPath);
  if (holder !== undefined) return { holder };
  rmSync(socketPath, { force: true });
  const server = createServer((socket) => socket.end(`${process.pid}\n`));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  server.unref();
  return new Lock(server, socketPath);
}

export class Lock {
  constructor(
    private readonly server: Server,
    private readonly socketPath: string,
  ) {}

  release(): void {
    this.server.close();
    rmSync(this.socketPath, { force: true });
  }
}

function askHolder(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    let answer = '';
    socket.setEncoding('utf8');
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (part: string) => (answer += part));
    socket.on('error', () => resolve(undefined));
    // A holder that is too busy to answer within the time-out is still a holder.
    socket.on('close', (hadError) => !hadError && resolve(Number.parseInt(answer, 10) || 0));
  });
}
