import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '../platform/database/connect.ts';
import { forbidden, notFound } from '../platform/errors.ts';
import { mayAct, scopeOf, type ActName, type Actor } from './rules.ts';

/**
 * The condition that holds a query to the bodies where the actor may do the act; add it to each read of staff data:
 * `.where(inScope(actor, 'disclosure.read', 'body.path'))` yields `starts_with(body.path, $1) or …`, or `false`.
 */
export function inScope(actor: Actor, act: ActName, pathColumn: string): RawBuilder<boolean> {
  const paths = scopeOf(actor, act);
  if (paths.length === 0) return sql<boolean>`false`;
  const column = sql.ref(pathColumn);
  return sql<boolean>`(${sql.join(
    paths.map((path) => sql`starts_with(${column}, ${path})`),
    sql` or `,
  )})`;
}

/**
 * Returns the body if the actor may do the act for it.
 * Throws 404 for a body that is not there, 403 for one outside the actor's subtree.
 */
export async function allowedBody(db: Reader, actor: Actor, act: ActName, bodyId: string) {
  const body = await db.selectFrom('body').selectAll().where('id', '=', bodyId).executeTakeFirst();
  if (!body) throw notFound('机构');
  if (!mayAct(actor, act, body.path)) throw forbidden();
  return body;
}
