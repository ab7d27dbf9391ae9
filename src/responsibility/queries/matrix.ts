import { mayAct, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { bodyInside } from '../../body/queries.ts';
import { boundItems } from '../../catalogue/queries/keys.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { dutyNames, missingDuties, type Duty, type Person } from '../rules/assigning.ts';
import { assignmentOf, assignmentRows, responsibleBy } from './assigned.ts';
import { nameable } from './people.ts';

/** The items of one body with who is responsible for each, in the catalogue's order. */
export async function itemsWithPeople(db: Reader, bodyId: string, day: string) {
  const rows = await assignmentRows(db, [bodyId]);
  const by = responsibleBy(rows);
  const items = (await boundItems(db, [bodyId], day)).map((item) => {
    const { own, ...assigned } = by(item);
    return { ...item, ...assigned, own: own ?? null, missing: missingDuties(assigned) };
  });
  return { items, rows };
}

/** The responsibility matrix (责任分工表) of a body with its gaps and who can be named. Throws 403 or 404 for the body. */
export async function matrixOf(ctx: Context, actor: Actor, bodyId: string) {
  const body = await allowedBody(ctx.db, actor, 'responsibility.read', bodyId);
  const today = legalDate(ctx.clock.now());
  const [{ items, rows }, choices, inside] = await Promise.all([
    itemsWithPeople(ctx.db, bodyId, today),
    nameable(ctx.db, body),
    bodyInside(ctx, bodyId),
  ]);
  const levels = rows
    .filter(({ scope }) => scope !== 'item')
    .map((row) => ({ id: row.id, scope: row.scope, category: row.category, ...assignmentOf(row) }));
  const gone = await disabledAmong(ctx.db, bodyId);
  return {
    body: { id: body.id, name: body.name, code: body.code },
    ...{ today, items, levels, gone, ...choices, leadingGroup: inside.leadingGroup },
    mayAssign: mayAct(actor, 'responsibility.assign', body.path),
  };
}

/** Persons named here whose account was disabled: they have left and must be replaced. */
async function disabledAmong(db: Reader, bodyId: string): Promise<Person[]> {
  const rows = await db
    .selectFrom('account')
    .select(['account.id', 'account.person_name as name'])
    .distinct()
    .where('account.disabled_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('responsibility')
          .select('responsibility.id')
          .where('responsibility.body_id', '=', bodyId)
          .where((eb) => eb.or(dutyNames.map((duty) => eb(`responsibility.${duty}_id`, '=', eb.ref('account.id'))))),
      ),
    )
    .execute();
  return rows;
}

export interface Standing {
  scope: string;
  /** What the row is of, in words. */
  of: string;
  duty: Duty;
}

/** Where a person stands in a body's matrix: the preview of a replacement. */
export async function placesOf(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  person: Person,
): Promise<{ places: Standing[]; items: number }> {
  await allowedBody(ctx.db, actor, 'responsibility.read', bodyId);
  const { items, rows } = await itemsWithPeople(ctx.db, bodyId, legalDate(ctx.clock.now()));
  const nameOf = new Map(
    items.map((item) => [`${item.catalogueId} ${item.itemKey}`, `${item.level1} · ${item.level2}`]),
  );
  const places = rows.flatMap((row) =>
    dutyNames
      .filter((duty) => isSame(assignmentOf(row)[duty], person))
      .map((duty) => ({
        scope: row.scope,
        of:
          row.scope === 'body'
            ? '全部事项'
            : row.category || (nameOf.get(`${row.catalogue_id} ${row.item_key}`) ?? row.item_key),
        duty,
      })),
  );
  const affected = items.filter((item) => dutyNames.some((duty) => isSame(item[duty], person)));
  return { places, items: affected.length };
}

/** The same account; or, where no account was chosen, the same name without one. */
export const isSame = (a: Person, b: Person): boolean => (b.id ? a.id === b.id : a.id === null && a.name === b.name);
