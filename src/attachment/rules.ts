/** What may be uploaded, and how large; measured against real notices and against archives made to hurt. Pure. */

/** HTML of one document as it is typed or pasted. */
export const htmlAtMostBytes = 4 * 1024 * 1024;
export const htmlAtMostNesting = 200;

export const wordAtMostBytes = 20 * 1024 * 1024;

/** A .docx is a zip: what its own table of contents says is judged before anything is unpacked. */
export const zipAtMost = { entries: 2000, unpackedBytes: 50 * 1024 * 1024, ratio: 100 };

/** The parser runs in a process of its own with these limits. */
export const parserAtMost = { megabytes: 256, seconds: 20 };

export type FileFault =
  | 'empty'
  | 'oldWord'
  | 'encrypted'
  | 'pdf'
  | 'notWord'
  | 'damaged'
  | 'bomb'
  | 'macros'
  | 'tooSlow'
  | 'tooLarge';

/** What is wrong with an upload, and what to do, in words for the person. */
export const fileFaults: Record<FileFault, string> = {
  empty: '这个文件是空的，请检查后重新上传。',
  oldWord: '这是旧版 Word 文件（.doc）。请用 Word 或 WPS 打开，另存为 .docx 再上传。',
  encrypted: '这个文件加了密码。请去掉密码，另存后再上传。',
  pdf: '这是 PDF 文件，这里需要 Word 文件（.docx）。也可以把正文复制、粘贴到编辑框。',
  notWord: '这不是 Word 文件（.docx）。请检查是不是选错了文件；也可以把正文复制、粘贴到编辑框。',
  damaged: '这个 Word 文件已损坏，读不出来。请用 Word 或 WPS 打开，另存后再上传。',
  bomb: '这个文件解开后大得不正常，为安全起见不能接收。请把正文复制、粘贴到编辑框。',
  macros: '这个文件带有宏，为安全起见不能接收。请另存为不带宏的 .docx 再上传。',
  tooSlow: '这个文件太复杂，没能在限定时间内读完。请把正文复制、粘贴到编辑框。',
  tooLarge: `文件太大，最多 ${wordAtMostBytes / 1024 / 1024} MB。请压缩或删去图片后再上传。`,
};

const zipMagic = [0x50, 0x4b, 0x03, 0x04];
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const pdfMagic = [0x25, 0x50, 0x44, 0x46];

/** What the first bytes already tell; undefined: it may be a .docx. */
export function firstBytesFault(bytes: Uint8Array): FileFault | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > wordAtMostBytes) return 'tooLarge';
  // Old Word files and password-protected new ones are both OLE files; the latter name their stream in UTF-16.
  if (beginsWith(bytes, oleMagic)) return holdsUtf16(bytes, 'EncryptedPackage') ? 'encrypted' : 'oldWord';
  if (beginsWith(bytes, pdfMagic)) return 'pdf';
  return beginsWith(bytes, zipMagic) ? undefined : 'notWord';
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function holdsUtf16(bytes: Uint8Array, word: string): boolean {
  const wanted = [...word].flatMap((char) => [char.charCodeAt(0), 0]);
  for (let from = bytes.indexOf(wanted[0] ?? 0); from >= 0; from = bytes.indexOf(wanted[0] ?? 0, from + 1)) {
    if (wanted.every((byte, at) => bytes[from + at] === byte)) return true;
  }
  return false;
}
