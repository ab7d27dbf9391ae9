import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';
import type { ColumnUse } from '../rules/headings.ts';
import type { SubjectMapping, SubjectTarget } from '../rules/subject.ts';

/** What persons have said once, for every later import: whom words mean, which column is what. */

/** Whom the words of 公开主体 mean. */
export async function subjectMapping(db: Reader): Promise<SubjectMapping> {
  const rows = await db
    .selectFrom('subject_mapping')
    .select(['words', sql<SubjectTarget[]>`targets`.as('targets')])
    .execute();
  return new Map(rows.map(({ words, targets }) => [words, targets]));
}

/** What the columns of sheets are, by the fingerprint of their headings. */
export async function headingMappings(db: Reader, fingerprints: readonly string[]): Promise<Map<string, ColumnUse[]>> {
  if (fingerprints.length === 0) return new Map();
  const rows = await db
    .selectFrom('heading_mapping')
    .select(['fingerprint', sql<ColumnUse[]>`fields`.as('uses')])
    .where('fingerprint', 'in', fingerprints)
    .execute();
  return new Map(rows.map(({ fingerprint, uses }) => [fingerprint, uses]));
}
