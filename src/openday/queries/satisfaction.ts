import { sql } from 'kysely';
import { onDays, type Records } from '../../platform/database/record.ts';

/** Visits at a body's stalls in a span of legal days; no word of the visitor among them. */
const visits = (from: string, to: string, condition: Records): Records => sql`
  select visit.body_id, visit.visited_at as at, '来访 ' || visit.number || '（' || visit.field || '）' as text,
    '' as person, '/opendays/' || visit.openday_id as href
  from visit where ${onDays('visit.visited_at', from, to)} and ${condition}`;

export const visitsRated = (from: string, to: string) => visits(from, to, sql`visit.satisfaction is not null`);
export const visitsSatisfied = (from: string, to: string) => visits(from, to, sql`visit.satisfaction = 'satisfied'`);
export const visitsAnswered = (from: string, to: string) => visits(from, to, sql`visit.is_answered_on_spot`);
export const visitsHandedOver = (from: string, to: string) => visits(from, to, sql`not visit.is_answered_on_spot`);
