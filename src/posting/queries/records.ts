import { sql } from 'kysely';
import { onDays, type Records } from '../../platform/database/record.ts';

/** Villagers' questions (村民质疑) asked or answered in a span of legal days; no word of who asked. */
export const questionsIn = (from: string, to: string, which: 'asked' | 'answered'): Records => sql`
  select question.body_id, ${sql.ref(`question.${which}_at`)} as at,
    '村民质疑 ' || question.number as text, '' as person, '/questions/' || question.id as href
  from village_question question where question.set_aside_at is null and ${onDays(`question.${which}_at`, from, to)}`;
