import { sql, type RawBuilder } from 'kysely';

/**
 * Common table expressions that name, for each row of `bodies` (one column `body_id`), who answers for it in each duty:
 * `holder (body_id, duty, account_id, person_name)`. It is whoever has the role on the body itself, else on the nearest
 * body above: a village without an officer falls to its township. People whose account is closed are left out.
 */
export const holders = (bodies: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  chain as (
    select asked.body_id, step.n,
      array_to_string((string_to_array(rtrim(body.path, '/'), '/'))[1:step.n], '/') || '/' as path
    from (${bodies}) asked
    join body on body.id = asked.body_id
    cross join lateral generate_series(1, cardinality(string_to_array(rtrim(body.path, '/'), '/'))) as step (n)
  ),
  duty_holder as (
    select held.path, duty.name as duty, account.id as account_id, account.person_name
    from account_role
    join body held on held.id = account_role.body_id
    join account on account.id = account_role.account_id and account.disabled_at is null
    join (values ('clerk', 'clerk'), ('clerk', 'village'), ('reviewer', 'reviewer'), ('confidentiality', 'confidentiality'),
      ('leader', 'leader'), ('office', 'office')) as duty (name, role) on duty.role = account_role.role
  ),
  nearest as (
    select chain.body_id, duty_holder.duty, max(chain.n) as n
    from chain join duty_holder on duty_holder.path = chain.path
    group by chain.body_id, duty_holder.duty
  ),
  holder as (
    select distinct nearest.body_id, nearest.duty, duty_holder.account_id, duty_holder.person_name
    from nearest
    join chain on chain.body_id = nearest.body_id and chain.n = nearest.n
    join duty_holder on duty_holder.path = chain.path and duty_holder.duty = nearest.duty
  )`;
