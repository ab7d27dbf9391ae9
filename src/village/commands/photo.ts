import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { readPhoto } from '../../attachment/photo.ts';
import { change } from '../../audit/change.ts';
import { editableSheet } from '../../disclosure/commands/sheet.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { PhotoFields } from '../schema.ts';

const photosAtMost = 12;

/**
 * Adds a photograph to a sheet's draft: made small and without metadata before anything is stored.
 * Throws 413 or 422 in words for what is no photograph, 403, 404, 409.
 */
export async function addPhoto(
  ctx: Context,
  actor: Actor,
  id: string,
  bytes: Buffer,
): Promise<{ id: string; hasDate: boolean }> {
  const photo = await readPhoto(bytes);
  const [image, thumbnail] = await Promise.all([ctx.blobs.put(photo.image), ctx.blobs.put(photo.thumbnail)]);
  return change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const { body, version } = await editableSheet(doing, id);
    const there = await tx
      .selectFrom('village_photo')
      .select('id')
      .where('disclosure_id', '=', id)
      .where('version', '=', version.version)
      .execute();
    if (there.length >= photosAtMost) throw conflict(`一张表最多附 ${photosAtMost} 张照片。`);
    const photoId = uuidv7();
    await tx
      .insertInto('village_photo')
      .values({
        id: photoId,
        disclosure_id: id,
        version: version.version,
        body_id: body.id,
        image_sha256: image,
        thumbnail_sha256: thumbnail,
        width: photo.width,
        height: photo.height,
        taken_at: photo.takenAt,
        created_at: at,
      })
      .execute();
    record({
      verb: 'village.addPhoto',
      subject: { type: 'disclosure', id },
      bodyId: body.id,
      after: { sha256: image, takenAt: photo.takenAt },
    });
    return { id: photoId, hasDate: photo.takenAt !== null };
  });
}

/** Says what a photograph shows, and whether it is public with the sheet. Throws 403, 404, 409. */
export async function describePhoto(ctx: Context, actor: Actor, id: string, photoId: string, fields: PhotoFields) {
  await change(ctx, actor, async (doing) => {
    const found = await editableSheet(doing, id);
    const { numUpdatedRows } = await doing.tx
      .updateTable('village_photo')
      .set({ note: fields.note, is_public: fields.isPublic })
      .where('id', '=', photoId)
      .where('disclosure_id', '=', id)
      .where('version', '=', found.version.version)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound('照片');
    doing.record({
      verb: 'village.describePhoto',
      subject: { type: 'disclosure', id },
      bodyId: found.body.id,
      after: { photoId, ...fields },
    });
  });
}

/** Takes a photograph out of a draft. Throws 403, 404, 409. */
export async function removePhoto(ctx: Context, actor: Actor, id: string, photoId: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const found = await editableSheet(doing, id);
    const removed = await doing.tx
      .deleteFrom('village_photo')
      .where('id', '=', photoId)
      .where('disclosure_id', '=', id)
      .where('version', '=', found.version.version)
      .returning('image_sha256')
      .executeTakeFirst();
    if (!removed) throw notFound('照片');
    doing.record({
      verb: 'village.removePhoto',
      subject: { type: 'disclosure', id },
      bodyId: found.body.id,
      before: { sha256: removed.image_sha256 },
    });
  });
}
