import { sql, type RawBuilder } from 'kysely';

/**
 * How far the documents have come that answer an obligation and are not public yet, as a lateral sub-query with one row
 * or none: `state` (the most advanced) and `drafted_by`. `obligationId` is a column of the query around it.
 */
export const inHandOf = (obligationId: string): RawBuilder<unknown> => sql`
  select version.state, version.drafted_by, disclosure.id as disclosure_id
  from disclosure_obligation link
  join disclosure on disclosure.id = link.disclosure_id
  join disclosure_version version
    on version.disclosure_id = disclosure.id and version.version = disclosure.working_version
  where link.obligation_id = ${sql.ref(obligationId)} and version.state in ('draft', 'review', 'confidentiality', 'signoff')
  order by array_position(array['signoff', 'confidentiality', 'review', 'draft'], version.state), version.updated_at
  limit 1`;
