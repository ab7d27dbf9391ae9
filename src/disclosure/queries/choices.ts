import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { categories } from '../../catalogue/queries/items.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';

/** What a list can be narrowed to and a draft be filed under: bodies of the actor's, and categories of the catalogue and in use. */
export async function choices(ctx: Context, actor: Actor) {
  const bodiesFor = (act: 'disclosure.read' | 'disclosure.draft') =>
    ctx.db
      .selectFrom('body')
      .select(['id', 'name'])
      .where(inScope(actor, act, 'path'))
      .orderBy('path')
      .execute();
  const [readable, writable, fromCatalogue, used] = await Promise.all([
    bodiesFor('disclosure.read'),
    bodiesFor('disclosure.draft'),
    categories(ctx.db, legalDate(ctx.clock.now())),
    ctx.db
      .selectFrom('disclosure')
      .innerJoin('body', 'body.id', 'disclosure.body_id')
      .select('category')
      .distinct()
      // What others file their drafts under is not public yet.
      .where((eb) => eb.or([eb('standing', '!=', 'unpublished'), inScope(actor, 'disclosure.read', 'body.path')]))
      .orderBy('category')
      .execute(),
  ]);
  const named = new Set([...fromCatalogue, ...used.map(({ category }) => category)]);
  return { readable, writable, categories: [...named], ownBodyId: actor.bodyId };
}
