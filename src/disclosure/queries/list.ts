import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { VersionState } from '../rules.ts';
import type { ListFilter } from '../schema.ts';

export interface DisclosureLine {
  id: string;
  number: string;
  indexNumber: string | null;
  title: string;
  documentNumber: string;
  category: string;
  bodyName: string;
  standing: 'unpublished' | 'published' | 'withdrawn';
  /** State of the version that is being worked on. */
  state: VersionState;
  isCorrection: boolean;
  updatedAt: Date;
  firstPublishedAt: Date | null;
}

/** The disclosures of the bodies that the actor may read, last changed first, with how many there are in all. */
export async function disclosureList(
  ctx: Context,
  actor: Actor,
  filter: ListFilter,
): Promise<{ rows: DisclosureLine[]; total: number }> {
  const found = matching(ctx, actor, filter);
  const [rows, { total }] = await Promise.all([
    columns(found)
      .orderBy('version.updated_at', 'desc')
      .orderBy('disclosure.id', 'desc')
      .offset((filter.page - 1) * filter.pageSize)
      .limit(filter.pageSize)
      .execute(),
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total };
}

const exportAtMostRows = 20_000;

/** The same list whole, for the export. */
export const disclosureExport = (ctx: Context, actor: Actor, filter: ListFilter): Promise<DisclosureLine[]> =>
  columns(matching(ctx, actor, filter))
    .orderBy('version.updated_at', 'desc')
    .limit(exportAtMostRows)
    .execute();

function matching(ctx: Context, actor: Actor, { state, bodyId, category, words }: ListFilter) {
  let query = ctx.db
    .selectFrom('disclosure')
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.working_version'),
    )
    .where(inScope(actor, 'disclosure.read', 'body.path'));
  if (state === 'withdrawn') query = query.where('disclosure.standing', '=', 'withdrawn');
  else if (state) query = query.where('version.state', '=', state).where('disclosure.standing', '<>', 'withdrawn');
  if (bodyId) query = query.where('disclosure.body_id', '=', bodyId);
  if (category) query = query.where('version.category', '=', category);
  if (words) {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('version.title', 'ilike', pattern),
        eb('version.document_number', 'ilike', pattern),
        eb('disclosure.index_number', 'ilike', pattern),
        eb('disclosure.number', 'ilike', pattern),
      ]),
    );
  }
  return query;
}

function columns(query: ReturnType<typeof matching>) {
  return query.select([
    'disclosure.id',
    'disclosure.number',
    'disclosure.index_number as indexNumber',
    'version.title',
    'version.document_number as documentNumber',
    'version.category',
    'body.name as bodyName',
    sql<DisclosureLine['standing']>`disclosure.standing`.as('standing'),
    sql<VersionState>`version.state`.as('state'),
    sql<boolean>`version.version > 1`.as('isCorrection'),
    'version.updated_at as updatedAt',
    'disclosure.first_published_at as firstPublishedAt',
  ]);
}
