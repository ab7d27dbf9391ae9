import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { sheetDocuments } from '../../disclosure/queries/sheets.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';

/** The bytes (JPEG) of a sheet's photograph, for its village's people. Throws 404, also outside the actor's villages. */
export async function photoBytes(ctx: Context, actor: Actor, id: string, size: 'image' | 'thumbnail'): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('village_photo')
    .innerJoin('body', 'body.id', 'village_photo.body_id')
    .select(['image_sha256', 'thumbnail_sha256'])
    .where('village_photo.id', '=', id)
    .where(inScope(actor, 'village.read', 'body.path'))
    .executeTakeFirst();
  if (!row) throw notFound('照片');
  return ctx.blobs.get(size === 'image' ? row.image_sha256 : row.thumbnail_sha256);
}

/** The bytes (JPEG) of a photograph that is public with a sheet that is public now, by its hash. Throws 404. */
export async function publicPhoto(ctx: Context, sha256: string): Promise<Buffer> {
  const row = await ctx.db
    .selectFrom('village_photo as photo')
    .innerJoin(sheetDocuments(ctx.db).as('document'), (join) =>
      join.onRef('document.id', '=', 'photo.disclosure_id').onRef('document.published_version', '=', 'photo.version'),
    )
    .select('photo.id')
    .where('photo.image_sha256', '=', sha256)
    .where('photo.is_public', '=', true)
    .where('document.standing', '=', 'published')
    .executeTakeFirst();
  if (!row) throw notFound('照片');
  return ctx.blobs.get(sha256);
}
