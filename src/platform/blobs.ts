import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';

/** Files by the SHA-256 of their content: written once, never changed, found again by what they are. */
export class Blobs {
  constructor(private readonly folder: string) {}

  /** Stores the bytes durably and returns their SHA-256 in hex. Storing the same bytes again is harmless. */
  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const target = this.pathOf(sha256);
    if (await exists(target)) return sha256;
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    const partial = `${target}.${randomUUID()}`;
    const file = await open(partial, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } catch (error) {
      await file.close();
      await unlink(partial);
      throw error;
    }
    await file.close();
    await rename(partial, target);
    return sha256;
  }

  /** The bytes stored under a SHA-256. Throws when there are none. */
  get(sha256: string): Promise<Buffer> {
    return readFile(this.pathOf(sha256));
  }

  /** The SHA-256 of every file that is stored. */
  async *list(): AsyncGenerator<string> {
    if (!(await exists(this.folder))) return;
    for (const prefix of (await readdir(this.folder)).toSorted()) {
      if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
      for (const name of (await readdir(path.join(this.folder, prefix))).toSorted()) {
        if (/^[0-9a-f]{64}$/.test(name)) yield name; // others are files being written
      }
    }
  }

  private pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a SHA-256');
    return path.join(this.folder, sha256.slice(0, 2), sha256);
  }
}

async function exists(target: string): Promise<boolean> {
  return stat(target).then(
    () => true,
    () => false,
  );
}
