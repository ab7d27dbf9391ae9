import { legalDate } from '../../platform/clock.ts';

/** What a photograph proves of a posting (张贴证明), and what is to be said about it. Pure. */

/** Shorter than this on the narrow side, nobody can read what hangs there. Pixels. */
const readablePixels = 600;
/** Variance of the Laplacian over a picture scaled to 640 px, grey levels squared. Written sheets give thousands, too blurred to read under 10. */
const sharpEnough = 40;
/** Mean grey level, 0–255: under this a picture is night. */
const lightEnough = 35;
/** Clocks of cameras run a little fast. */
const clockToleranceMs = 10 * 60_000;

export const remarkNames = {
  noDate: '照片没有拍摄时间，以上传时间为准',
  wrongDate: '照片的拍摄日期和登记的日期对不上',
  future: '照片的拍摄时间比现在还晚，相机的时钟可能不准',
  small: '照片太小，字可能看不清',
  blurry: '照片有些模糊',
  dark: '照片太暗',
  reused: '这张照片以前登记过',
} as const;
export type PhotoRemark = keyof typeof remarkNames;

export interface PhotoFacts {
  takenAt: Date | null;
  /** Pixels, upright. */
  width: number;
  height: number;
  sharpness: number;
  brightness: number;
  isReused: boolean;
}

/** What is remarkable about the photo of something done on the legal day `doneOn`; empty: nothing. None of it refuses the photo. */
export function photoRemarks(photo: PhotoFacts, doneOn: string, receivedAt: Date): PhotoRemark[] {
  const remarks: PhotoRemark[] = [];
  const { takenAt } = photo;
  if (takenAt === null) remarks.push('noDate');
  else if (takenAt.getTime() > receivedAt.getTime() + clockToleranceMs) remarks.push('future');
  else if (legalDate(takenAt) !== doneOn) remarks.push('wrongDate');
  if (Math.min(photo.width, photo.height) < readablePixels) remarks.push('small');
  if (photo.sharpness < sharpEnough) remarks.push('blurry');
  if (photo.brightness < lightEnough) remarks.push('dark');
  if (photo.isReused) remarks.push('reused');
  return remarks;
}
