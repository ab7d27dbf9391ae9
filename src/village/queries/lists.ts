import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { listChanges, type ListEntry } from '../rules/list.ts';
import { referenceList } from '../rules/reference.ts';
import { listEntries } from '../schema.ts';

export interface Village {
  id: string;
  code: string;
  name: string;
}

/** The villages of a township, in order of code. */
export const villagesOf = (db: Reader, townshipId: string): Promise<Village[]> =>
  db
    .selectFrom('body')
    .select(['id', 'code', 'name'])
    .where('parent_id', '=', townshipId)
    .where('kind', '=', 'village')
    .orderBy('path')
    .execute();

/** The townships whose lists the actor may read, with how far each list is. */
export async function townshipLists(ctx: Context, actor: Actor) {
  return ctx.db
    .selectFrom('body')
    .leftJoin('village_list', 'village_list.body_id', 'body.id')
    .select((eb) => [
      'body.id',
      'body.code',
      'body.name',
      'village_list.revision',
      'village_list.pushed_revision as pushedRevision',
      'village_list.pushed_at as pushedAt',
      'village_list.effective_on as effectiveOn',
      eb
        .selectFrom('body as village')
        .select(eb.fn.countAll<number>().as('count'))
        .whereRef('village.parent_id', '=', 'body.id')
        .where('village.kind', '=', 'village')
        .$asScalar()
        .$notNull()
        .as('villages'),
    ])
    .where('body.kind', '=', 'township')
    .where(inScope(actor, 'village.read', 'body.path'))
    .orderBy('body.path')
    .execute();
}

/** A township's list as it stands: its own, or the reference list (参考清单) that it may begin from (revision 0). */
export async function listOf(db: Reader, townshipId: string) {
  const row = await db.selectFrom('village_list').selectAll().where('body_id', '=', townshipId).executeTakeFirst();
  const entries: readonly ListEntry[] = row ? listEntries.parse(row.entries) : referenceList;
  return {
    revision: row?.revision ?? 0,
    entries,
    pushedRevision: row?.pushed_revision ?? null,
    pushedAt: row?.pushed_at ?? null,
    effectiveOn: row?.effective_on ?? null,
    catalogueId: row?.catalogue_id ?? null,
    pushed: row?.pushed ? listEntries.parse(row.pushed) : [],
  };
}

/** The township's list with its villages, for the editor. Throws 404 for a body that is no township of the actor's. */
export async function listForEditing(ctx: Context, actor: Actor, townshipId: string) {
  const body = await ctx.db
    .selectFrom('body')
    .select(['id', 'name', 'code'])
    .where('id', '=', townshipId)
    .where('kind', '=', 'township')
    .where(inScope(actor, 'village.read', 'body.path'))
    .executeTakeFirst();
  if (!body) throw notFound('乡镇');
  const [list, villages] = await Promise.all([listOf(ctx.db, townshipId), villagesOf(ctx.db, townshipId)]);
  const { pushed, ...rest } = list;
  return { body, villages, ...rest, changes: listChanges(pushed, list.entries) };
}
