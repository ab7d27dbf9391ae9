import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { postingTermsOf } from '../../catalogue/queries/postingterms.ts';
import { createHash } from 'node:crypto';
import { readPhoto, type Photo } from '../../attachment/photo.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader, Tx } from '../../platform/database/connect.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { readCalendar } from '../../workday/queries.ts';
import { photoRemarks, type PhotoRemark } from '../rules/photo.ts';
import { postingUntil, type PostingUntil } from '../rules/posting.ts';
import type { NewPosting, TakeDown } from '../schema.ts';
import { takeTurn } from './turn.ts';

/** What the person is told: until when it hangs, and what is remarkable about the photo. */
export interface Posted {
  id: string;
  untilOn: string | null;
  untilReason: string;
  remarks: PhotoRemark[];
}

/**
 * Records that a sheet went up on a board, with its photo (张贴证明). The posting period runs from that day. Sent again
 * under the same id it is the same posting. Throws 422 for a day, board or photo that cannot be, 409 where it hangs there.
 */
export async function post(ctx: Context, actor: Actor, { photo: file, ...input }: NewPosting): Promise<Posted> {
  const again = await postedAs(ctx.db, actor, input.id);
  if (again) return again;
  const board = await boardToUse(ctx.db, input.boardId);
  await allowedBody(ctx.db, actor, 'posting.record', board.body_id);
  const photo = await storePhoto(ctx, file);
  return change(ctx, actor, async (doing) => {
    const { tx, at, record, touch } = doing;
    await takeTurn(tx, input.id);
    const meanwhile = await postedAs(tx, actor, input.id);
    if (meanwhile) {
      record({ verb: 'posting.resend', subject: { type: 'posting', id: input.id }, bodyId: board.body_id });
      return meanwhile;
    }
    const body = await allowedBody(tx, actor, 'posting.record', (await boardToUse(tx, input.boardId)).body_id);
    const shown = await publicSheet(tx, input.disclosureId);
    mustBeDone(input.postedOn, doing.today, legalDate(shown.publishedAt), 'postedOn');
    const { untilOn, reason } = await periodOf(tx, input);
    await mustHangOnce(doing, input.boardId, input.disclosureId, shown.version);
    await tx
      .insertInto('posting')
      .values({
        id: input.id,
        body_id: body.id,
        board_id: input.boardId,
        disclosure_id: input.disclosureId,
        version: shown.version,
        posted_on: input.postedOn,
        until_on: untilOn,
        until_reason: reason,
        created_at: at,
      })
      .execute();
    const proof = { photo, doneOn: input.postedOn };
    const remarks = await storeProof(doing, { id: uuidv7(), postingId: input.id, bodyId: body.id, kind: 'up' }, proof);
    record({
      verb: 'posting.post',
      subject: { type: 'posting', id: input.id },
      bodyId: body.id,
      after: {
        title: shown.title,
        version: shown.version,
        place: board.place,
        postedOn: input.postedOn,
        untilOn,
        remarks,
        sha256: photo.sha256,
      },
    });
    touch(`body:${body.id}`, `body:${shown.bodyId}`, `disclosure:${input.disclosureId}`);
    return { id: input.id, untilOn, untilReason: reason, remarks };
  });
}

/**
 * Records that a sheet came down, with its photo. Throws 409 where it is down already, 422 for a day that cannot be, also
 * before a posting period that it must hang out (公示期) is over.
 */
export async function takeDown(
  ctx: Context,
  actor: Actor,
  id: string,
  { photo: file, ...input }: TakeDown,
): Promise<PhotoRemark[]> {
  const open = await ctx.db.selectFrom('posting').select('body_id').where('id', '=', id).executeTakeFirst();
  if (!open) throw notFound('张贴记录');
  await allowedBody(ctx.db, actor, 'posting.record', open.body_id);
  const photo = await storePhoto(ctx, file);
  return change(ctx, actor, async (doing) => {
    const { tx, record, touch } = doing;
    const posting = await tx.selectFrom('posting').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (!posting) throw notFound('张贴记录');
    const known = await tx.selectFrom('posting_proof').select('remarks').where('id', '=', input.id).executeTakeFirst();
    if (known) {
      record({ verb: 'posting.resend', subject: { type: 'posting', id }, bodyId: posting.body_id });
      return known.remarks as PhotoRemark[];
    }
    if (posting.taken_down_on) throw conflict('这一份已经登记过撤下了。');
    mustBeDone(input.takenDownOn, doing.today, posting.posted_on, 'takenDownOn');
    await tx.updateTable('posting').set({ taken_down_on: input.takenDownOn }).where('id', '=', id).execute();
    const target = { id: input.id, postingId: id, bodyId: posting.body_id, kind: 'down' } as const;
    const remarks = await storeProof(doing, target, { photo, doneOn: input.takenDownOn });
    record({
      verb: 'posting.takeDown',
      subject: { type: 'posting', id },
      bodyId: posting.body_id,
      after: {
        takenDownOn: input.takenDownOn,
        isEarly: posting.until_on !== null && input.takenDownOn <= posting.until_on,
        remarks,
        sha256: photo.sha256,
      },
    });
    const { bodyId } = await bodyOfDisclosure(tx, posting.disclosure_id);
    touch(`body:${posting.body_id}`, `body:${bodyId}`, `disclosure:${posting.disclosure_id}`);
    return remarks;
  });
}

/** What a first sending of the same posting stored; undefined: there was none. */
async function postedAs(db: Reader, actor: Actor, id: string): Promise<Posted | undefined> {
  const row = await db
    .selectFrom('posting')
    .innerJoin('posting_proof', 'posting_proof.posting_id', 'posting.id')
    .select(['posting.body_id', 'until_on', 'until_reason', 'remarks'])
    .where('posting.id', '=', id)
    .where('kind', '=', 'up')
    .executeTakeFirst();
  if (!row) return undefined;
  await allowedBody(db, actor, 'posting.record', row.body_id);
  return { id, untilOn: row.until_on, untilReason: row.until_reason, remarks: row.remarks as PhotoRemark[] };
}

async function boardToUse(db: Reader, id: string) {
  const board = await db.selectFrom('notice_board').selectAll().where('id', '=', id).executeTakeFirst();
  if (!board) throw notFound('公开栏');
  if (board.closed_at) throw invalid({ boardId: '这个公开栏已经停用，请换一个' });
  return board;
}

async function publicSheet(tx: Tx, disclosureId: string) {
  const shown = await tx
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .select([
      'version.version',
      'version.title',
      'disclosure.body_id as bodyId',
      'disclosure.first_published_at as publishedAt',
    ])
    .where('disclosure.id', '=', disclosureId)
    .where('disclosure.audience', 'in', ['public', 'village'])
    .$narrowType<{ publishedAt: Date }>()
    .executeTakeFirst();
  if (!shown) throw invalid({ disclosureId: '这份文件没有在公开，或者不是给所有人看的，不能张贴' });
  return shown;
}

const bodyOfDisclosure = (tx: Tx, id: string) =>
  tx.selectFrom('disclosure').select('body_id as bodyId').where('id', '=', id).executeTakeFirstOrThrow();

/** The item's posting period; where it has none, the day that the officer gave. */
async function periodOf(tx: Tx, input: Omit<NewPosting, 'photo'>): Promise<PostingUntil> {
  const terms = await postingTermsOf(tx, input.disclosureId);
  const counted = postingUntil(terms, input.postedOn, await readCalendar(tx));
  if (counted.untilOn !== null || !input.untilOn) return counted;
  if (input.untilOn <= input.postedOn) throw invalid({ untilOn: '张贴到哪天要晚于张贴的那天' });
  return { untilOn: input.untilOn, reason: '张贴的人定的日子' };
}

function mustBeDone(day: string, today: string, earliest: string, field: string): void {
  if (day > today) throw invalid({ [field]: '日期不能晚于今天' });
  if (day < earliest)
    throw invalid({
      [field]:
        field === 'postedOn' ? `这份文件 ${earliest} 才公开，张贴不能比它早` : `${earliest} 才贴上去，撤下不能比它早`,
    });
}

async function mustHangOnce({ tx }: Change, boardId: string, disclosureId: string, version: number): Promise<void> {
  const hanging = await tx
    .selectFrom('posting')
    .select('id')
    .where('board_id', '=', boardId)
    .where('disclosure_id', '=', disclosureId)
    .where('version', '=', version)
    .where('taken_down_on', 'is', null)
    .executeTakeFirst();
  if (hanging) throw conflict('这一份已经登记贴在这个公开栏上了，不用再登记。');
}

interface StoredPhoto extends Photo {
  sha256: string;
  /** Of the file as it was sent, which is not kept. */
  originalSha256: string;
}

async function storePhoto(ctx: Context, file: File): Promise<StoredPhoto> {
  const bytes = Buffer.from(await file.arrayBuffer());
  const photo = await readPhoto(bytes);
  const originalSha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...photo, originalSha256, sha256: await ctx.blobs.put(photo.image) };
}

async function storeProof(
  { tx, actor, at }: Change,
  target: { id: string; postingId: string; bodyId: string; kind: 'up' | 'down' },
  { photo, doneOn }: { photo: StoredPhoto; doneOn: string },
): Promise<PhotoRemark[]> {
  const before = await tx
    .selectFrom('posting_proof')
    .select('id')
    .where('original_sha256', '=', photo.originalSha256)
    .executeTakeFirst();
  const takenAt = photo.takenAt === null ? null : new Date(photo.takenAt);
  const remarks = photoRemarks({ ...photo, takenAt, isReused: before !== undefined }, doneOn, at);
  await tx
    .insertInto('posting_proof')
    .values({
      id: target.id,
      posting_id: target.postingId,
      body_id: target.bodyId,
      kind: target.kind,
      photo_sha256: photo.sha256,
      original_sha256: photo.originalSha256,
      taken_at: takenAt,
      latitude: photo.place?.latitude ?? null,
      longitude: photo.place?.longitude ?? null,
      remarks: JSON.stringify(remarks),
      received_at: at,
      received_by: actor.accountId,
    })
    .execute();
  return remarks;
}
