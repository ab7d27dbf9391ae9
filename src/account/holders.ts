import { sql } from 'kysely';
import type { Reader } from '../platform/database/connect.ts';
import type { Role } from './rules.ts';

export interface Holder {
  bodyId: string;
  accountId: string;
  personName: string;
  role: Role;
}

/** Who holds one of the roles on a body itself, for all bodies under a path; accounts that are closed do not count. */
export async function roleHolders(db: Reader, heldRoles: readonly Role[], path: string): Promise<Holder[]> {
  return db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .innerJoin('body', 'body.id', 'account_role.body_id')
    .select([
      'account_role.body_id as bodyId',
      'account.id as accountId',
      'account.person_name as personName',
      sql<Role>`account_role.role`.as('role'),
    ])
    .where('account_role.role', 'in', heldRoles)
    .where('account.disabled_at', 'is', null)
    .where(sql<boolean>`starts_with(body.path, ${path})`)
    .orderBy('account.created_at')
    .execute();
}
