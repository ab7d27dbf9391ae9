import yauzl from 'yauzl';
import { zipAtMost, type FileFault } from './rules.ts';

/**
 * Judges a .docx by its table of contents alone; nothing is unpacked. Returns what is wrong, or undefined.
 * The sizes stated there are not trusted further than this: the parser's own process has a memory limit.
 */
export function wordZipFault(bytes: Buffer): Promise<FileFault | undefined> {
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) return resolve('damaged');
      const names = new Set<string>();
      let unpacked = 0;
      const end = (fault: FileFault | undefined) => {
        zip.close();
        resolve(fault);
      };
      if (zip.entryCount > zipAtMost.entries) return end('bomb');
      zip.on('error', () => end('damaged'));
      zip.on('entry', (entry: yauzl.Entry) => {
        names.add(entry.fileName);
        unpacked += entry.uncompressedSize;
        const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
        const isBomb =
          unpacked > zipAtMost.unpackedBytes || (ratio > zipAtMost.ratio && entry.uncompressedSize > 1_000_000);
        if (isBomb) end('bomb');
        else if ((entry.generalPurposeBitFlag & 1) === 1) end('encrypted');
        else if (/vbaProject\.bin$/i.test(entry.fileName)) end('macros');
        else zip.readEntry();
      });
      zip.on('end', () => end(names.has('word/document.xml') ? undefined : 'notWord'));
      zip.readEntry();
    });
  });
}

/** Whether each entry unpacks to exactly the size stated for it: a table of contents can lie. Memory used is constant. */
export function unpacksAsStated(bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error || !zip) return resolve(false);
      zip.on('error', () => resolve(false));
      zip.on('end', () => resolve(true));
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (openError, stream) => {
          if (openError || !stream) return resolve(false);
          stream.on('error', () => resolve(false));
          stream.on('end', () => zip.readEntry());
          stream.resume();
        });
      });
      zip.readEntry();
    });
  });
}
