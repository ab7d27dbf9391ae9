/** Which photographs are taken in, how large, and what to say of the others. Pure. */

export const photoAtMost = {
  bytes: 20 * 1024 * 1024,
  /** The largest sensors of telephones have 200 million points. */
  pixels: 220_000_000,
  /** The longer side of what is kept, in points: a ledger's page is legible at that. */
  side: 1600,
  thumbnailSide: 400,
};

/** The process that opens a photograph is stopped at these limits. */
export const photoParserAtMost = { megabytes: 256, seconds: 30 };

export type PhotoFault = 'empty' | 'tooLarge' | 'heic' | 'notPhoto' | 'damaged' | 'tooSlow';

/** What is wrong with a photograph, and what to do, in words for the person. */
export const photoFaults: Record<PhotoFault, string> = {
  empty: '这张照片是空的，请重新拍照或选择。',
  tooLarge: `照片太大，最多 ${photoAtMost.bytes / 1024 / 1024} MB。请把相机的照片尺寸调小，或截屏后再传。`,
  heic: '这是苹果手机的 HEIC 照片，这里打不开。请在“设置—相机—格式”里选“兼容性最佳”后重拍，或截屏后再传。',
  notPhoto: '这不是照片。请拍照，或选择 JPG、PNG 照片。',
  damaged: '这张照片坏了，打不开。请重新拍照或换一张。',
  tooSlow: '这张照片太大，没能在限定时间内处理完。请把相机的照片尺寸调小后重拍。',
};

/** What the first bytes already tell; undefined: it may be a photograph. */
export function photoFault(bytes: Uint8Array): PhotoFault | undefined {
  if (bytes.length === 0) return 'empty';
  if (bytes.length > photoAtMost.bytes) return 'tooLarge';
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(4, 8) === 'ftyp' && /^(?:hei|hev|mif1|msf1)/.test(text(8, 12))) return 'heic';
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
  const isPng = bytes[0] === 0x89 && text(1, 4) === 'PNG';
  const isWebp = text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP';
  return isJpeg || isPng || isWebp ? undefined : 'notPhoto';
}
