import type { Reader } from '../platform/database/connect.ts';

export interface TimelineEvent {
  id: number;
  at: Date;
  personName: string;
  verb: string;
  after: unknown;
}

/**
 * What was done to one record, newest first, at most 200: the timeline beside it. The caller has checked that the actor
 * may read the record.
 */
export async function timelineOf(db: Reader, subject: { type: string; id: string }): Promise<TimelineEvent[]> {
  return db
    .selectFrom('audit_event')
    .select(['id', 'at', 'person_name as personName', 'verb', 'after'])
    .where('subject_type', '=', subject.type)
    .where('subject_id', '=', subject.id)
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}
