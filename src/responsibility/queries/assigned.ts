import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { obligationKeys } from '../../catalogue/queries/keys.ts';
import { effective, unassigned, type Assignment } from '../rules/assigning.ts';

export type AssignmentRow = Awaited<ReturnType<typeof assignmentRows>>[number];

/** What these bodies have said of who is responsible, at every level. */
export async function assignmentRows(db: Reader, bodyIds: readonly string[]) {
  if (bodyIds.length === 0) return [];
  return db.selectFrom('responsibility').selectAll().where('body_id', 'in', bodyIds).execute();
}

export const assignmentOf = (row: AssignmentRow): Assignment => ({
  section: row.section,
  handler: { id: row.handler_id, name: row.handler_name },
  reviewer: { id: row.reviewer_id, name: row.reviewer_name },
  signer: { id: row.signer_id, name: row.signer_name },
});

/** A function that says who is responsible for an item of a body, by what `rows` say. */
export function responsibleBy(rows: readonly AssignmentRow[]) {
  const keyOf = (...parts: string[]) => parts.join('\n');
  const said = new Map(
    rows.map((row) => [
      keyOf(row.body_id, row.scope, row.category, row.catalogue_id ?? '', row.item_key),
      assignmentOf(row),
    ]),
  );
  return (item: { bodyId: string; catalogueId: string; itemKey: string; level1: string }) => {
    const own = said.get(keyOf(item.bodyId, 'item', '', item.catalogueId, item.itemKey));
    const category = said.get(keyOf(item.bodyId, 'category', item.level1, '', ''));
    const body = said.get(keyOf(item.bodyId, 'body', '', '', ''));
    return { ...effective({ item: own, category, body }), own };
  };
}

/** Who is responsible for each of these obligations (责任人), by its id; for boards, pages and reminders. */
export async function responsibleFor(db: Reader, obligationIds: readonly string[]): Promise<Map<string, Assignment>> {
  const keys = await obligationKeys(db, [...new Set(obligationIds)]);
  const by = responsibleBy(await assignmentRows(db, [...new Set(keys.map(({ bodyId }) => bodyId))]));
  return new Map(
    keys.map((key) => {
      const { section, handler, reviewer, signer } = by(key);
      return [key.id, { section, handler, reviewer, signer }];
    }),
  );
}

/** Who is responsible for one obligation. Throws 404 also where the actor may not read the body's matrix. */
export async function responsibleForOne(ctx: Context, actor: Actor, obligationId: string): Promise<Assignment> {
  const [key] = await obligationKeys(ctx.db, [obligationId]);
  if (!key) throw notFound('应公开事项');
  await allowedBody(ctx.db, actor, 'responsibility.read', key.bodyId);
  return (await responsibleFor(ctx.db, [obligationId])).get(obligationId) ?? unassigned;
}
