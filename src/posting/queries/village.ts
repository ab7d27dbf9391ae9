import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { PostingState } from '../rules/posting.ts';
import { postingStateSql } from './state.ts';

/** A sheet that hangs or hung on a board, as everybody may know it. */
export interface PublicPosting {
  disclosureId: string;
  number: string;
  title: string;
  boardId: string;
  place: string;
  boardKind: string;
  bodyName: string;
  postedOn: string;
  untilOn: string | null;
  takenDownOn: string | null;
  state: PostingState;
  /** The proof whose photo somebody released. */
  photoId: string | null;
}

/** What hangs on a body's boards now, and the postings of its own documents anywhere, last posted first. */
export async function postingsOf(db: Reader, bodyId: string, today: string, limit = 200): Promise<PublicPosting[]> {
  return db
    .selectFrom('posting')
    .innerJoin('disclosure', 'disclosure.id', 'posting.disclosure_id')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'posting.disclosure_id')
        .onRef('version.version', '=', 'posting.version'),
    )
    .innerJoin('notice_board as board', 'board.id', 'posting.board_id')
    .innerJoin('body', 'body.id', 'posting.body_id')
    .leftJoin('posting_proof as proof', (join) =>
      join
        .onRef('proof.posting_id', '=', 'posting.id')
        .on('proof.kind', '=', 'up')
        .on('proof.released_at', 'is not', null),
    )
    .select([
      'posting.disclosure_id as disclosureId',
      'disclosure.number',
      'version.title',
      'board.id as boardId',
      'board.place',
      'board.kind as boardKind',
      'body.name as bodyName',
      'posting.posted_on as postedOn',
      'posting.until_on as untilOn',
      'posting.taken_down_on as takenDownOn',
      postingStateSql(today).as('state'),
      'proof.id as photoId',
    ])
    .where('disclosure.audience', '=', 'public')
    .where((eb) => eb.or([eb('posting.body_id', '=', bodyId), eb('disclosure.body_id', '=', bodyId)]))
    .orderBy('posting.posted_on', 'desc')
    .orderBy('posting.id', 'desc')
    .limit(limit)
    .execute();
}

/** Who supervises the village's affairs (村务监督委员会), in order; empty: not entered yet. */
export async function committeeOf(db: Reader, bodyId: string) {
  const rows = await db
    .selectFrom('village_committee_member')
    .select(['id', 'person_name as name', 'post'])
    .where('body_id', '=', bodyId)
    .orderBy('position')
    .execute();
  return rows.map(({ post, ...member }) => ({ ...member, isHead: post === 'head' }));
}

/** How many documents the village published for its own people only. */
export async function countForVillagers(db: Reader, bodyPath: string): Promise<number> {
  const { count } = await db
    .selectFrom('disclosure')
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('disclosure.standing', '=', 'published')
    .where('disclosure.audience', '=', 'village')
    .where(sql<boolean>`starts_with(${bodyPath}, body.path)`)
    .executeTakeFirstOrThrow();
  return count;
}
