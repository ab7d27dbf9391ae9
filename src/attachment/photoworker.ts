// Re-encodes an untrusted photograph in a process of its own: the file on standard input, JSON on standard output.
import { buffer } from 'node:stream/consumers';
import exifr from 'exifr';
import sharp from 'sharp';
import { photoAtMost } from './photorules.ts';

sharp.cache(false);
sharp.concurrency(1);
// The heap's limit does not bind the decoder, which allocates outside it. 134: as V8 ends at its own limit.
const residentAtMostBytes = 1024 * 1024 * 1024;
setInterval(() => process.memoryUsage.rss() > residentAtMostBytes && process.exit(134), 50).unref();

const file = await buffer(process.stdin);
const { createdOn, place } = await said(file);
const upright = sharp(file, { limitInputPixels: photoAtMost.pixels, failOn: 'error' }).autoOrient();
const large = await jpeg(photoAtMost.side);
const small = await jpeg(photoAtMost.thumbnailSide);
process.stdout.write(
  JSON.stringify({
    image: large.data.toString('base64'),
    thumbnail: small.data.toString('base64'),
    width: large.info.width,
    height: large.info.height,
    takenAt: createdOn,
    place,
    ...(await measured(large.data)),
  }),
);

/** Without any metadata: where and with which telephone a picture was taken is nobody's business. */
function jpeg(side: number) {
  return upright
    .clone()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 82 })
    .toBuffer({ resolveWithObject: true });
}

/** How sharp the picture is, and how light: on a small grey copy, so that its size does not matter. */
async function measured(jpeg: Buffer) {
  const { data, info } = await sharp(jpeg)
    .resize(640, 640, { fit: 'inside', withoutEnlargement: true })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => data[y * info.width + x] ?? 0;
  const edges: number[] = [];
  for (let y = 1; y < info.height - 1; y += 1)
    for (let x = 1; x < info.width - 1; x += 1)
      edges.push(at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y));
  const mean = (values: Iterable<number>, count: number) =>
    [...values].reduce((sum, one) => sum + one, 0) / (count || 1);
  const middle = mean(edges, edges.length);
  return {
    sharpness: mean(
      edges.map((edge) => (edge - middle) ** 2),
      edges.length,
    ),
    brightness: mean(data, data.length),
  };
}

/** What the camera wrote down: its clock reading as it stands (it knows no time zone), and the place. */
async function said(bytes: Buffer) {
  const tags: unknown = await exifr
    .parse(bytes, { pick: ['DateTimeOriginal', 'CreateDate'], reviveValues: false })
    .catch(() => undefined);
  const position: unknown = await exifr.gps(bytes).catch(() => undefined);
  return { createdOn: clockIn(tags), place: placeIn(position) };
}

function clockIn(tags: unknown): string | null {
  if (typeof tags !== 'object' || tags === null) return null;
  const written = 'DateTimeOriginal' in tags ? tags.DateTimeOriginal : 'CreateDate' in tags ? tags.CreateDate : '';
  const found = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}):(\d{2}):(\d{2})/.exec(typeof written === 'string' ? written : '');
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`;
  return Number.isNaN(Date.parse(iso)) ? null : new Date(iso).toISOString();
}

function placeIn(position: unknown): { latitude: number; longitude: number } | null {
  if (typeof position !== 'object' || position === null) return null;
  if (!('latitude' in position) || !('longitude' in position)) return null;
  const { latitude, longitude } = position;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  return Number.isFinite(latitude) && Number.isFinite(longitude) ? { latitude, longitude } : null;
}
