import { sql } from 'kysely';
import { mayAct, type Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { Audience } from '../rules/audience.ts';
import type { ExtraCell } from '../rules/rows.ts';
import type { Term } from '../rules/term.ts';
import { currentItems, nextEffectiveOn } from './items.ts';

/** Every version of every catalogue, newest first. A catalogue is public: all staff read it. */
export async function catalogueVersions(ctx: Context) {
  return ctx.db
    .selectFrom('catalogue_version')
    .innerJoin('catalogue', 'catalogue.id', 'catalogue_version.catalogue_id')
    .leftJoin('account', 'account.id', 'catalogue_version.imported_by')
    .select((eb) => [
      'catalogue_version.id',
      'catalogue.name',
      'catalogue_version.version',
      'catalogue_version.file_name as fileName',
      'catalogue_version.effective_on as effectiveOn',
      'catalogue_version.imported_at as importedAt',
      'account.person_name as importedBy',
      nextEffectiveOn.as('nextOn'),
      sql<number>`jsonb_array_length(jsonb_path_query_array(catalogue_version.report, '$[*] ? (@.fate == "unclear")'))`.as(
        'unclear',
      ),
      eb
        .selectFrom('catalogue_item')
        .select(sql<number>`count(*)`.as('items'))
        .whereRef('catalogue_item.version_id', '=', 'catalogue_version.id')
        .$asScalar()
        .$notNull()
        .as('items'),
    ])
    .orderBy('catalogue.name')
    .orderBy('catalogue_version.version', 'desc')
    .execute();
}

/** One item of a catalogue with the bodies it binds that the actor reads. Throws 404. */
export async function catalogueItem(ctx: Context, actor: Actor, id: string) {
  const item = await ctx.db
    .selectFrom('catalogue_item')
    .selectAll()
    .select([
      sql<Term>`term`.as('term'),
      sql<string[]>`channels`.as('channels'),
      sql<string[]>`optional_channels`.as('optional_channels'),
      sql<string[]>`levels`.as('levels'),
      sql<ExtraCell[]>`extra`.as('extra'),
      sql<Audience>`audience`.as('audience'),
    ])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!item) throw notFound('公开事项');
  const bodies = await ctx.db
    .selectFrom('catalogue_item_body')
    .innerJoin('body', 'body.id', 'catalogue_item_body.body_id')
    .select(['body.code', 'body.name'])
    .where('catalogue_item_body.item_id', '=', id)
    .where(inScope(actor, 'catalogue.read', 'body.path'))
    .orderBy('body.path')
    .execute();
  const owner = await ctx.db.selectFrom('body').select('path').where('id', '=', item.body_id).executeTakeFirstOrThrow();
  return { ...item, bodies, maySetAudience: mayAct(actor, 'catalogue.import', owner.path) };
}

/** Items that wait for a person's reading: their time limit is not understood, or their subject names no body. */
export async function itemsToRead(ctx: Context): Promise<{ id: string; level1: string; level2: string }[]> {
  return currentItems(ctx.db, legalDate(ctx.clock.now()))
    .where((eb) =>
      eb.or([
        sql<boolean>`catalogue_item.term ->> 'kind' in ('unknown', 'refer')`,
        eb.not(
          eb.exists(
            eb
              .selectFrom('catalogue_item_body')
              .select('item_id')
              .whereRef('catalogue_item_body.item_id', '=', 'catalogue_item.id'),
          ),
        ),
      ]),
    )
    .select(['catalogue_item.id', 'catalogue_item.level1', 'catalogue_item.level2'])
    .execute();
}
