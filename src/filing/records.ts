import { sql } from 'kysely';
import { onDays, type Records } from '../platform/database/record.ts';

const filed = (condition: ReturnType<typeof onDays>, at: string, person: string): Records => sql`
  select filing.body_id, ${sql.ref(at)} as at, filing.number || ' ' || filing.title as text, ${sql.ref(person)} as person,
    '/filings/' || filing.id as href
  from filing where ${condition}`;

/** What was filed in a span of legal days. */
export const filedIn = (from: string, to: string) =>
  filed(onDays('filing.happened_at', from, to), 'filing.happened_at', 'filing.signer');

/** What the superior confirmed in a span of legal days. */
export const confirmedIn = (from: string, to: string) =>
  filed(onDays('filing.confirmed_at', from, to), 'filing.confirmed_at', 'filing.confirmed_by_name');

/** What the superior asked (整改意见) in a span of legal days; or only what was answered in it. */
export const opinionsIn = (from: string, to: string, which: 'asked' | 'answered'): Records => sql`
  select opinion.body_id, ${sql.ref(`opinion.${which}_at`)} as at, filing.number || ' ' || opinion.opinion as text,
    ${sql.ref(`opinion.${which}_by_name`)} as person, '/filings/' || filing.id as href
  from filing_opinion opinion join filing on filing.id = opinion.filing_id
  where ${onDays(`opinion.${which}_at`, from, to)}`;
