import type { Actor } from '../../account/rules.ts';
import { inScope, allowedBody } from '../../account/scope.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { notFound } from '../../platform/errors.ts';
import type { PhotoRemark } from '../rules/photo.ts';
import type { PostingFilter } from '../schema.ts';
import { postingStateSql } from './state.ts';

/** The register of postings (张贴台账) that the actor may see, last posted first, with how many there are in all. */
export async function postingList(ctx: Context, actor: Actor, filter: PostingFilter) {
  const found = matching(ctx, actor, filter);
  const [rows, { total }] = await Promise.all([
    lines(ctx, found)
      .offset((filter.page - 1) * filter.pageSize)
      .limit(filter.pageSize)
      .execute(),
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ]);
  return { rows, total };
}

const exportAtMostRows = 20_000;

/** The same register whole, for the export. */
export const postingExport = (ctx: Context, actor: Actor, filter: PostingFilter) =>
  lines(ctx, matching(ctx, actor, filter))
    .limit(exportAtMostRows)
    .execute();
export type PostingLine = Awaited<ReturnType<typeof postingExport>>[number];

function matching(ctx: Context, actor: Actor, { bodyId, state, fromOn, toOn, words }: PostingFilter) {
  const pattern = `%${words?.replace(/[\\%_]/g, '\\$&')}%`;
  const today = legalDate(ctx.clock.now());
  return ctx.db
    .selectFrom('posting')
    .innerJoin('disclosure', 'disclosure.id', 'posting.disclosure_id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'posting.disclosure_id')
        .onRef('version.version', '=', 'posting.version'),
    )
    .innerJoin('notice_board as board', 'board.id', 'posting.board_id')
    .innerJoin('body', 'body.id', 'posting.body_id')
    .where(inScope(actor, 'posting.read', 'body.path'))
    .$if(bodyId !== undefined, (query) => query.where('posting.body_id', '=', bodyId ?? ''))
    .$if(state !== undefined, (query) => query.where(postingStateSql(today), '=', state ?? 'up'))
    .$if(fromOn !== undefined, (query) => query.where('posting.posted_on', '>=', fromOn ?? ''))
    .$if(toOn !== undefined, (query) => query.where('posting.posted_on', '<=', toOn ?? ''))
    .$if(!!words, (query) =>
      query.where((eb) =>
        eb.or([
          eb('version.title', 'ilike', pattern),
          eb('board.place', 'ilike', pattern),
          eb('body.name', 'ilike', pattern),
          eb('disclosure.index_number', 'ilike', pattern),
        ]),
      ),
    );
}

function lines(ctx: Context, query: ReturnType<typeof matching>) {
  return query
    .select((eb) => [
      'posting.id',
      'posting.posted_on as postedOn',
      'posting.until_on as untilOn',
      'posting.taken_down_on as takenDownOn',
      'posting.version',
      'version.title',
      'disclosure.index_number as indexNumber',
      'board.place',
      'body.name as bodyName',
      postingStateSql(legalDate(ctx.clock.now())).as('state'),
      eb
        .selectFrom('posting_proof')
        .select('remarks')
        .whereRef('posting_id', '=', 'posting.id')
        .where('kind', '=', 'up')
        .$asScalar()
        .as('remarks'),
    ])
    .orderBy('posting.posted_on', 'desc')
    .orderBy('posting.id', 'desc');
}

/** One posting with its proofs, for staff. Throws 404, 403 outside the actor's bodies. */
export async function postingRecord(ctx: Context, actor: Actor, id: string) {
  const today = legalDate(ctx.clock.now());
  const row = await ctx.db
    .selectFrom('posting')
    .innerJoin('disclosure', 'disclosure.id', 'posting.disclosure_id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'posting.disclosure_id')
        .onRef('version.version', '=', 'posting.version'),
    )
    .innerJoin('notice_board as board', 'board.id', 'posting.board_id')
    .innerJoin('body', 'body.id', 'posting.body_id')
    .select([
      'posting.id',
      'posting.body_id as bodyId',
      'body.name as bodyName',
      'disclosure.id as disclosureId',
      'disclosure.number',
      'disclosure.index_number as indexNumber',
      'version.title',
      'posting.version',
      'board.place',
      'posting.posted_on as postedOn',
      'posting.until_on as untilOn',
      'posting.until_reason as untilReason',
      'posting.taken_down_on as takenDownOn',
      postingStateSql(today).as('state'),
    ])
    .where('posting.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('张贴记录');
  await allowedBody(ctx.db, actor, 'posting.read', row.bodyId);
  const proofs = await ctx.db
    .selectFrom('posting_proof as proof')
    .leftJoin('account', 'account.id', 'proof.received_by')
    .leftJoin('account as releaser', 'releaser.id', 'proof.released_by')
    .select([
      'proof.id',
      'proof.kind',
      'proof.photo_sha256 as sha256',
      'proof.taken_at as takenAt',
      'proof.latitude',
      'proof.longitude',
      'proof.remarks',
      'proof.received_at as receivedAt',
      'account.person_name as receivedBy',
      'proof.released_at as releasedAt',
      'releaser.person_name as releasedBy',
    ])
    .where('posting_id', '=', id)
    .orderBy('proof.kind', 'desc')
    .execute();
  return {
    ...row,
    proofs: proofs.map((proof) => ({
      ...proof,
      kind: proof.kind as 'up' | 'down',
      remarks: proof.remarks as PhotoRemark[],
    })),
  };
}

/** The stored photo of a posting, for staff. Throws 404, 403 outside the actor's bodies. */
export async function staffPhoto(ctx: Context, actor: Actor, postingId: string, kind: string): Promise<Buffer> {
  const proof = await ctx.db
    .selectFrom('posting_proof')
    .select(['photo_sha256', 'body_id'])
    .where('posting_id', '=', postingId)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (!proof) throw notFound('照片');
  await allowedBody(ctx.db, actor, 'posting.read', proof.body_id);
  return ctx.blobs.get(proof.photo_sha256);
}

/** The photo of a proof that somebody released; undefined for every other id. */
export async function publicPhoto(ctx: Context, proofId: string): Promise<Buffer | undefined> {
  const proof = await ctx.db
    .selectFrom('posting_proof')
    .select('photo_sha256')
    .where('id', '=', proofId)
    .where('released_at', 'is not', null)
    .executeTakeFirst();
  return proof && ctx.blobs.get(proof.photo_sha256);
}
