import { createConnection, createServer, type Server } from 'node:net';
import { renameSync, rmSync } from 'node:fs';

const attempts = 20;

/**
 * Takes the lock of a data folder: a listening socket, so that it ends with the process however that dies.
 * Returns the lock, or the process number of the living holder.
 */
export async function takeLock(socketPath: string): Promise<Lock | { holder: number }> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const lock = await tryToListen(socketPath);
    if (lock) return lock;
    const holder = await askHolder(socketPath);
    if (holder !== undefined) return { holder };
    const holderNow = await clearStale(socketPath);
    if (holderNow !== undefined) return { holder: holderNow };
  }
  throw new Error(`Cannot take the lock ${socketPath}`);
}

export class Lock {
  constructor(private readonly server: Server) {}

  /** Closing the server removes the socket. */
  release(): void {
    this.server.close();
  }
}

/** Undefined when something already stands at the path: binding a socket is the one step that only one process wins. */
function tryToListen(socketPath: string): Promise<Lock | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => {}); // who asked went away
    socket.end(`${process.pid}\n`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(socketPath, () => {
      server.unref();
      resolve(new Lock(server));
    });
  });
}

/**
 * Removes the socket of a dead holder. It is moved aside and asked once more first: another process may have taken
 * the lock since we asked, and then its socket goes back to its place and its number is returned.
 */
async function clearStale(socketPath: string): Promise<number | undefined> {
  const aside = `${socketPath}.${process.pid}`;
  try {
    renameSync(socketPath, aside);
  } catch {
    return undefined; // somebody else has just cleared it
  }
  const holder = await askHolder(aside);
  if (holder === undefined) rmSync(aside, { force: true });
  else renameSync(aside, socketPath);
  return holder;
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
