import type { Audience } from '../../catalogue/rules/audience.ts';
import type { Reader } from '../../platform/database/connect.ts';

export interface SheetVersion {
  version: number;
  title: string;
  html: string;
  contentHash: string;
  publishedAt: Date;
}

/** What a short code stands for: the version on the paper, and how its disclosure stands now. */
export interface Sheet {
  code: string;
  disclosureId: string;
  number: string;
  indexNumber: string;
  bodyId: string;
  bodyName: string;
  bodyCode: string;
  bodyPath: string;
  audience: Audience;
  firstPublishedAt: Date;
  /** On the paper. */
  printed: SheetVersion;
  /** Public now; null: withdrawn. */
  current: SheetVersion | null;
  withdrawn: { at: Date; reason: string } | null;
}

/** The sheet of a short code (as `readCode` gives it); undefined: there is none, and nothing else is said of it. */
export async function sheetOf(db: Reader, code: string): Promise<Sheet | undefined> {
  const row = await db
    .selectFrom('sheet_code')
    .innerJoin('disclosure', 'disclosure.id', 'sheet_code.disclosure_id')
    .innerJoin('body', 'body.id', 'disclosure.body_id')
    .select([
      'sheet_code.version',
      'disclosure.id',
      'disclosure.number',
      'disclosure.index_number',
      'disclosure.published_version',
      'disclosure.first_published_at',
      'disclosure.withdrawn_at',
      'disclosure.withdrawal_reason',
      'body.id as body_id',
      'body.name as body_name',
      'body.code as body_code',
      'body.path as body_path',
      'disclosure.audience',
    ])
    .where('sheet_code.code', '=', code)
    .executeTakeFirst();
  if (!row?.first_published_at) return undefined;
  const versions = await db
    .selectFrom('disclosure_version')
    .select(['version', 'title', 'html', 'content_hash', 'published_at'])
    .where('disclosure_id', '=', row.id)
    .where('published_at', 'is not', null)
    .execute();
  const find = (wanted: number | null): SheetVersion | null => {
    const found = versions.find(({ version }) => version === wanted);
    return found?.published_at
      ? {
          version: found.version,
          title: found.title,
          html: found.html,
          contentHash: found.content_hash ?? '',
          publishedAt: found.published_at,
        }
      : null;
  };
  const printed = find(row.version);
  if (!printed) return undefined;
  return {
    code,
    disclosureId: row.id,
    number: row.number,
    indexNumber: row.index_number ?? '',
    bodyId: row.body_id,
    bodyName: row.body_name,
    bodyCode: row.body_code,
    bodyPath: row.body_path,
    audience: row.audience as Audience,
    firstPublishedAt: row.first_published_at,
    printed,
    current: find(row.published_version),
    withdrawn: row.withdrawn_at && { at: row.withdrawn_at, reason: row.withdrawal_reason ?? '' },
  };
}

export interface Hanging {
  place: string;
  bodyName: string;
  postedOn: string;
  untilOn: string | null;
  takenDownOn: string | null;
}

/** Where a version of a disclosure hangs or hung, last posted first. */
export async function hangingsOf(db: Reader, disclosureId: string, version: number): Promise<Hanging[]> {
  return db
    .selectFrom('posting')
    .innerJoin('notice_board as board', 'board.id', 'posting.board_id')
    .innerJoin('body', 'body.id', 'posting.body_id')
    .select([
      'board.place',
      'body.name as bodyName',
      'posting.posted_on as postedOn',
      'posting.until_on as untilOn',
      'posting.taken_down_on as takenDownOn',
    ])
    .where('posting.disclosure_id', '=', disclosureId)
    .where('posting.version', '=', version)
    .orderBy('posting.posted_on', 'desc')
    .execute();
}

/** Why a version replaced the one before; '' where nothing is public of it or it is the first. */
export async function correctionReasonOf(db: Reader, disclosureId: string, version: number): Promise<string> {
  const row = await db
    .selectFrom('disclosure_version')
    .select('correction_reason')
    .where('disclosure_id', '=', disclosureId)
    .where('version', '>=', version)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row?.correction_reason ?? '';
}

/** The sheet of what is public of a disclosure now; undefined: nobody made one of this version. */
export async function sheetOfDisclosure(db: Reader, disclosureId: string): Promise<Sheet | undefined> {
  const row = await db
    .selectFrom('sheet_code')
    .select('code')
    .where('disclosure_id', '=', disclosureId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return row && sheetOf(db, row.code);
}
