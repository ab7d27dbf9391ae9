import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { readPhoto } from './photo.ts';
import { photoAtMost, photoFaults, type PhotoFault } from './photorules.ts';

/** A picture of noise (it compresses badly, as a real one does), red at its top left. */
const picture = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: '#ffffff', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
  });

describe('a photograph', () => {
  test('of 20 MB is taken in, made smaller, and loses what the camera wrote', async () => {
    const bytes = await picture(5200, 3900)
      .withExif({ IFD2: { DateTimeOriginal: '2026:05:14 08:30:00' }, IFD0: { Make: 'Huawei' } })
      .jpeg({ quality: 93 })
      .toBuffer();
    expect(bytes.length).toBeGreaterThan(12 * 1024 * 1024);
    expect(bytes.length).toBeLessThan(photoAtMost.bytes);
    const photo = await readPhoto(bytes);
    expect([photo.width, photo.height]).toEqual([1600, 1200]);
    expect(photo.takenAt).toBe('2026-05-14T00:30:00.000Z');
    const kept = await sharp(photo.image).metadata();
    expect([kept.format, kept.exif]).toEqual(['jpeg', undefined]);
    expect(photo.image.includes('Huawei')).toBe(false);
    const small = await sharp(photo.thumbnail).metadata();
    expect(small.width).toBe(400);
  });

  test('that lies on its side is turned upright; one without a date is taken too', async () => {
    const lying = await picture(800, 600).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const photo = await readPhoto(lying);
    expect([photo.width, photo.height, photo.takenAt, photo.place]).toEqual([600, 800, null, null]);
  });

  const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic0000heicmif1')]);
  test.each<[PhotoFault, () => Promise<Buffer> | Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['tooLarge', () => Buffer.alloc(photoAtMost.bytes + 1, 0xff)],
    ['heic', () => heic],
    ['notPhoto', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['damaged', async () => (await picture(400, 300).jpeg().toBuffer()).subarray(0, 3000)],
    ['damaged', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500)])],
  ])('that is %s is refused in words', async (fault, bytes) => {
    await expect(readPhoto(await bytes())).rejects.toMatchObject({ message: photoFaults[fault] });
  });
});
