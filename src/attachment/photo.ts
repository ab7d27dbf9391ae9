import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import { parseApart, type Parser } from './apart.ts';
import { photoFault, photoFaults, photoParserAtMost, type PhotoFault } from './photorules.ts';

export interface Photo {
  /** JPEG, upright, without metadata, the longer side 1600 points at most. */
  image: Buffer;
  /** JPEG, the longer side 400 points at most. */
  thumbnail: Buffer;
  width: number;
  height: number;
  /** What the camera's clock said, taken as Shanghai's; null: the file says nothing. */
  takenAt: string | null;
  place: { latitude: number; longitude: number } | null;
  /** Variance of the Laplacian over the picture at 640 points, grey levels squared: under 40 writing cannot be read. */
  sharpness: number;
  /** Mean grey level, 0–255. */
  brightness: number;
}

/** 413 or 422 with the words of the fault under the field `photo`. */
export const photoRefused = (fault: PhotoFault) =>
  new AppError('invalid_photo', fault === 'tooLarge' ? 413 : 422, photoFaults[fault], { photo: photoFaults[fault] });

/**
 * Takes in a photograph: turned upright, made smaller, its metadata read and then left behind.
 * Throws 413 or 422 with the reason for a file that cannot be taken.
 */
export async function readPhoto(bytes: Buffer): Promise<Photo> {
  const fault = photoFault(bytes);
  if (fault) throw photoRefused(fault);
  const parsed = await parseApart(photoParser, bytes, photoParserAtMost);
  if ('fault' in parsed) throw photoRefused(parsed.fault === 'stopped' ? 'tooSlow' : 'damaged');
  const { image, thumbnail, ...rest } = answerShape.parse(JSON.parse(parsed.said));
  return { ...rest, image: Buffer.from(image, 'base64'), thumbnail: Buffer.from(thumbnail, 'base64') };
}

const answerShape = z.object({
  image: z.string(),
  thumbnail: z.string(),
  width: z.number(),
  height: z.number(),
  takenAt: z.string().nullable(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  sharpness: z.number(),
  brightness: z.number(),
});

const photoParser: Parser = { source: new URL('photoworker.ts', import.meta.url), built: 'photo.js' };
