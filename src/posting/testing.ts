import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../platform/context.ts';
import { answerDueOn } from './rules/question.ts';

interface TakenPhoto {
  /** As a camera writes it: `2026:05:15 09:00:00`; without it the photo has no EXIF at all. */
  takenAt?: string;
  /** Degrees north and east. */
  place?: [number, number];
  /** Pixels. */
  width?: number;
  height?: number;
  isBlurred?: boolean;
  /** Bytes put behind the picture, as some phones do. */
  padBytes?: number;
}

/** A JPEG as a phone takes it of a sheet on a board: lines of writing on white, with or without what a camera writes. */
export async function boardPhoto(taken: TakenPhoto = {}): Promise<Buffer> {
  const { takenAt, place, width = 1600, height = 1200, isBlurred = false, padBytes = 0 } = taken;
  const seed = randomBytes(4).toString('hex'); // no two photos are the same
  const rows = Array.from({ length: 24 }, (_, at) => {
    const y = 60 + at * 45;
    return `<text x="80" y="${y}" font-size="32">${at + 1} 收入 ${1000 + at * 37} 元 支出 ${at * 91} 元 ${seed}</text>`;
  }).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1200" width="${width}" height="${height}">
    <rect width="1600" height="1200" fill="#eee"/><rect x="50" y="20" width="1500" height="1160" fill="#fff" stroke="#a00" stroke-width="8"/>${rows}</svg>`;
  let picture = sharp(Buffer.from(svg));
  if (isBlurred) picture = picture.blur(18);
  const exif = exifOf(taken);
  if (takenAt || place) picture = picture.withExif(exif);
  const jpeg = await picture.jpeg({ quality: 85 }).toBuffer();
  return padBytes > 0 ? Buffer.concat([jpeg, randomBytes(padBytes)]) : jpeg;
}

function exifOf({ takenAt, place }: TakenPhoto) {
  const time: Record<string, string> = takenAt ? { DateTimeOriginal: takenAt } : {};
  if (!place) return { IFD0: { Make: 'Test' }, IFD2: time };
  const degrees = (value: number) => {
    const whole = Math.floor(value);
    const minutes = Math.floor((value - whole) * 60);
    const seconds = Math.round(((value - whole) * 60 - minutes) * 60 * 100);
    return `${whole}/1 ${minutes}/1 ${seconds}/100`;
  };
  const [north, east] = place;
  return {
    IFD0: { Make: 'Test' },
    IFD2: time,
    IFD3: {
      GPSLatitudeRef: 'N',
      GPSLatitude: degrees(north),
      GPSLongitudeRef: 'E',
      GPSLongitude: degrees(east),
    },
  };
}

/** A form as a phone sends it. */
export function formOf(fields: Record<string, string | Buffer>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.set(
      name,
      typeof value === 'string' ? value : new File([new Uint8Array(value)], 'photo.jpg', { type: 'image/jpeg' }),
    );
  return form;
}

/** A board of a body with a sheet on it, its photo, and a question to it, whose every text holds `words`. */
export async function hangingOf(ctx: Context, bodyId: string, words: string) {
  const [board, posting, question] = [uuidv7(), uuidv7(), uuidv7()];
  const now = ctx.clock.now();
  const disclosure = await ctx.db
    .selectFrom('disclosure')
    .select(['id', 'published_version'])
    .where('body_id', '=', bodyId)
    .where('published_version', 'is not', null)
    .executeTakeFirstOrThrow();
  const common = { body_id: bodyId, created_at: now };
  await ctx.db
    .insertInto('notice_board')
    .values({ id: board, ...common, place: `${words}的公开栏`, kind: 'board' })
    .execute();
  const shown = { disclosure_id: disclosure.id, version: disclosure.published_version ?? 1 };
  await ctx.db
    .insertInto('posting')
    .values({ id: posting, ...common, ...shown, board_id: board, posted_on: '2026-05-15', until_reason: words })
    .execute();
  const sha256 = await ctx.blobs.put(Buffer.from(words));
  await ctx.db
    .insertInto('posting_proof')
    .values({
      ...{ id: uuidv7(), posting_id: posting, body_id: bodyId, kind: 'up', photo_sha256: sha256 },
      ...{ original_sha256: sha256, remarks: '[]', received_at: now },
    })
    .execute();
  await ctx.db
    .insertInto('village_question')
    .values({
      ...{ id: question, number: `q-${question}`, body_id: bodyId, question: words, may_publish: true },
      ...{ asked_at: now, due_on: answerDueOn('2026-05-15') },
    })
    .execute();
  return { board, posting, question };
}

/** Whose id a route of boards, postings, plates and questions takes, of those that `hangingOf` made; undefined: another's. */
export function hangingId(
  route: string,
  its: Record<'board' | 'posting' | 'question' | 'disclosure' | 'body', string>,
): string | undefined {
  if (route.startsWith('/api/boards')) return its.board;
  if (route.startsWith('/api/postings/sheets')) return its.disclosure;
  if (route.startsWith('/api/postings')) return its.posting;
  if (route.startsWith('/api/plates')) return its.body;
  return route.startsWith('/api/questions') ? its.question : undefined;
}

/** Right input for every write of those routes, so that nothing but the scope can refuse it. */
export const hangingWrites = (bodyId: string): Record<string, unknown> => ({
  'POST /api/boards': { bodyId, place: '镇政府门口', kind: 'board' },
  'PUT /api/boards/:id': { place: '镇政府门口', kind: 'board' },
  'DELETE /api/boards/:id': undefined,
  'POST /api/postings/sheets/:id': undefined,
  'POST /api/postings/:id/photos/:kind/release': undefined,
  'DELETE /api/postings/:id/photos/:kind/release': undefined,
  'POST /api/plates/:id/keys': undefined,
  'POST /api/plates/:id/renewal': undefined,
  'POST /api/questions/:id/answer': { kind: 'answered', answer: '已经答复过了' },
  'POST /api/questions/:id/release': { question: '一个问题', answer: '一个答复' },
  'DELETE /api/questions/:id/release': undefined,
  'POST /api/questions/:id/setting-aside': { reason: '这是一条广告' },
});
