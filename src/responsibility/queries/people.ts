import { sql } from 'kysely';
import type { Reader } from '../../platform/database/connect.ts';

/**
 * Who can be named at a body: the people of its accounts, and those of bodies above whose role holds on it. Also its
 * sections. The caller has checked that the actor may read the body.
 */
export async function nameable(db: Reader, body: { id: string; path: string }) {
  const [people, sections] = await Promise.all([
    db
      .selectFrom('account')
      .innerJoin('body', 'body.id', 'account.body_id')
      .select(['account.id', 'account.person_name as name', 'account.post', 'body.name as bodyName'])
      .select((eb) => eb('account.body_id', '=', body.id).as('isOwn'))
      .where('account.disabled_at', 'is', null)
      .where((eb) =>
        eb.or([
          eb('account.body_id', '=', body.id),
          eb.exists(
            eb
              .selectFrom('account_role')
              .innerJoin('body as over', 'over.id', 'account_role.body_id')
              .select('account_role.role')
              .whereRef('account_role.account_id', '=', 'account.id')
              .where('account_role.role', 'in', ['clerk', 'reviewer', 'leader', 'office', 'village'])
              .where(sql<boolean>`starts_with(${body.path}, over.path)`),
          ),
        ]),
      )
      .orderBy('isOwn', 'desc')
      .orderBy('account.person_name')
      .limit(500)
      .execute(),
    db.selectFrom('section').select('name').where('body_id', '=', body.id).orderBy('name').execute(),
  ]);
  return { people, sections: sections.map(({ name }) => name) };
}
