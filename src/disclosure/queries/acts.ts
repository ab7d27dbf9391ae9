import { sql } from 'kysely';
import { onDays, type Records } from '../../platform/database/record.ts';

/** The acts of a verb on disclosures in a span of legal days, as records that a figure counts. */
export const actsOnDisclosures = (verb: string, from: string, to: string): Records => sql`
  select act.body_id, act.at, coalesce(version.title, act.subject_id) as text, act.person_name as person,
    '/disclosures/' || act.subject_id as href
  from audit_event act
  left join disclosure on disclosure.id::text = act.subject_id
  left join disclosure_version version on version.disclosure_id = disclosure.id
    and version.version = disclosure.working_version
  where act.verb = ${verb} and act.subject_type = 'disclosure'
    and ${onDays('act.at', from, to)}`;
