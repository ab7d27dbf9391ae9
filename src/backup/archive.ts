import { createReadStream, createWriteStream, existsSync, rmSync } from 'node:fs';
import { link, open } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import * as tar from 'tar-stream';
import { AppError } from '../platform/errors.ts';

/** A backup that was changed, cut short, or is none at all. */
export const damaged = (what: string) =>
  new AppError('damaged_backup', 422, `备份文件已损坏或不完整（${what}），没有恢复任何内容。请换一个备份文件。`);

/** Adds one entry to the archive; resolves when it has been taken over. */
export type AddEntry = (name: string, content: Buffer | string) => Promise<void>;

/**
 * Writes a gzip'd tar file durably: aside, synced, and only then under its name, so that what bears the name is whole.
 * Throws 409 when the name is taken, and the system's error when the disk is full; nothing is left behind then.
 */
export async function writeArchive(file: string, work: (add: AddEntry) => Promise<void>): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  const remove = () => rmSync(partial, { force: true });
  process.once('exit', remove); // Ctrl-C
  const pack = tar.pack();
  // Password hashes and drafts are inside: for the owner's eyes only.
  const written = pipeline(pack, createGzip({ level: 6 }), createWriteStream(partial, { flags: 'wx', mode: 0o600 }));
  written.catch((error: Error) => pack.destroy(error));
  const add: AddEntry = (name, content) =>
    new Promise((resolve, reject) => {
      if (pack.destroyed) return void written.then(() => reject(new Error('The archive is closed')), reject);
      const fail = () => void written.catch(reject);
      pack.once('close', fail);
      pack.entry({ name, mode: 0o600 }, content, (error) => {
        pack.off('close', fail);
        if (error) reject(error);
        else resolve();
      });
    });
  try {
    await work(add);
    pack.finalize();
    await written;
    await syncPath(partial);
    await link(partial, file); // unlike a rename, fails where the name is taken
    await syncPath(path.dirname(path.resolve(file)));
  } catch (error) {
    pack.destroy();
    await written.catch(() => {});
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new AppError('file_exists', 409, `${file} 已经存在，没有覆盖。请换一个文件名。`);
    }
    const folder = path.dirname(path.resolve(file));
    if (!existsSync(folder))
      throw new AppError('no_folder', 422, `文件夹 ${folder} 不存在，没有备份。请先建好文件夹。`);
    throw error;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** One entry of an archive; its content must be read before the next is asked for. */
export interface ReadEntry {
  name: string;
  content: AsyncIterable<Buffer>;
}

/** Reads an archive's entries in order. Throws 422 when the file is damaged. */
export async function* readArchive(file: string): AsyncGenerator<ReadEntry> {
  const extract = tar.extract();
  const reading = pipeline(createReadStream(file), createGunzip(), extract);
  const outcome = reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  // What went wrong with the file itself; the streams behind it only say that they were destroyed.
  const failure = async () => {
    extract.destroy();
    return outcome;
  };
  try {
    for await (const entry of extract) {
      // The library's types leave out that its streams can be iterated.
      const content = entry as unknown as AsyncIterable<Buffer>;
      yield { name: entry.header.name, content: whole(content, failure) };
      entry.resume();
    }
    await reading;
  } catch (error) {
    throw inWords((await failure()) ?? error);
  } finally {
    await failure();
  }
}

/** An entry's content; a file cut short in the middle of it ends the reading of the content, not of the entries. */
async function* whole(content: AsyncIterable<Buffer>, failure: () => Promise<unknown>): AsyncGenerator<Buffer> {
  try {
    yield* content;
  } catch (error) {
    throw inWords((await failure()) ?? error);
  }
}

function inWords(cause: unknown): unknown {
  const isSystems = cause instanceof Error && 'syscall' in cause;
  if (cause instanceof AppError || isSystems || !isArchiveFault(cause)) return cause;
  return damaged(cause instanceof Error ? cause.message : String(cause));
}

function isArchiveFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || /tar|header|end of data|premature/i.test(error.message);
}

async function syncPath(at: string): Promise<void> {
  const handle = await open(at, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
