import type { Reader } from '../../platform/database/connect.ts';
import { sql } from 'kysely';

export interface CommitteeMember {
  personName: string;
  post: 'head' | 'member';
}

/** 村务监督委员会 of a village: its members, the head first. */
export const committeeOf = (db: Reader, bodyId: string): Promise<CommitteeMember[]> =>
  db
    .selectFrom('village_committee_member')
    .select(['person_name as personName', sql<'head' | 'member'>`post`.as('post')])
    .where('body_id', '=', bodyId)
    .orderBy('position')
    .execute();
