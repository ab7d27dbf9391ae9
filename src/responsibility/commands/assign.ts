import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { boundItems } from '../../catalogue/queries/keys.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { nameable } from '../queries/people.ts';
import { dutyNames, type Duty, type Person } from '../rules/assigning.ts';
import type { Assign, Replace } from '../schema.ts';

/** Public pages that show who is responsible at a body. */
export const responsibilityTag = (bodyId: string) => `responsibility:${bodyId}`;

/**
 * Names the section and persons for an item, a category, or everything of a body; what stood there is replaced. With
 * nothing named, the row is taken out, so that the level above holds again. Throws 422 for a person who cannot be named
 * at this body, 404 for an item that does not bind it.
 */
export async function assign(ctx: Context, actor: Actor, bodyId: string, input: Assign): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, today, record, touch } = doing;
    const body = await allowedBody(tx, actor, 'responsibility.assign', bodyId);
    const items = await boundItems(tx, [bodyId], today);
    const isThere = items.some(
      (item) =>
        input.scope === 'body' ||
        (input.scope === 'category' && item.level1 === input.category) ||
        (item.catalogueId === input.catalogueId && item.itemKey === input.itemKey),
    );
    if (!isThere) throw notFound(input.scope === 'item' ? '公开事项' : '类别');
    const people = await resolved(doing, body, input);
    const key = {
      ...{ body_id: bodyId, scope: input.scope },
      category: input.scope === 'category' ? input.category : '',
      catalogue_id: input.scope === 'item' ? input.catalogueId : null,
      item_key: input.scope === 'item' ? input.itemKey : '',
    };
    const values = { section: input.section, ...people, set_by: actor.accountId, set_at: at };
    const isEmpty = input.section === '' && dutyNames.every((duty) => people[`${duty}_name`] === '');
    if (isEmpty)
      await tx
        .deleteFrom('responsibility')
        .where('body_id', '=', bodyId)
        .where('scope', '=', key.scope)
        .where('category', '=', key.category)
        .where('catalogue_id', 'is not distinct from', key.catalogue_id)
        .where('item_key', '=', key.item_key)
        .execute();
    else
      await tx
        .insertInto('responsibility')
        .values({ id: uuidv7(), ...key, ...values })
        .onConflict((oc) =>
          oc.columns(['body_id', 'scope', 'category', 'catalogue_id', 'item_key']).doUpdateSet(values),
        )
        .execute();
    record({
      verb: isEmpty ? 'responsibility.clear' : 'responsibility.assign',
      subject: { type: 'responsibility', id: bodyId },
      bodyId,
      after: {
        name: input.scope === 'body' ? '全部事项' : key.category || key.item_key,
        ...(isEmpty ? {} : { section: input.section, ...people }),
      },
    });
    touch(responsibilityTag(bodyId));
  });
}

type Columns = Record<`${Duty}_id`, string | null> & Record<`${Duty}_name`, string>;

/** Accounts chosen must be ones that can be named here; they go by their own name. */
async function resolved(
  { tx }: Change,
  body: { id: string; path: string },
  named: Record<Duty, Person>,
): Promise<Columns> {
  const { people } = await nameable(tx, body);
  const columns: Partial<Columns> = {};
  for (const duty of dutyNames) {
    const person = known(named[duty], people, duty);
    columns[`${duty}_id`] = person.id;
    columns[`${duty}_name`] = person.name;
  }
  return columns as Columns;
}

function known(person: Person, people: readonly { id: string; name: string }[], field: string): Person {
  if (person.id === null) return person;
  const found = people.find(({ id }) => id === person.id);
  if (!found) throw invalid({ [field]: '这个账号不在本机构，或已经停用，请重新选择。' });
  return { id: found.id, name: found.name };
}

/**
 * Puts B in the place of A everywhere in a body's matrix (人员变动). Returns in how many places.
 * Throws 409 where A stands nowhere, 422 for a B who cannot be named here.
 */
export async function replace(ctx: Context, actor: Actor, bodyId: string, { from, to }: Replace): Promise<number> {
  return change(ctx, actor, async (doing) => {
    const { tx, at, record, touch } = doing;
    const body = await allowedBody(tx, actor, 'responsibility.assign', bodyId);
    const { people } = await nameable(tx, body);
    const next = known(to, people, 'to');
    let places = 0;
    for (const duty of dutyNames) {
      const values = { [`${duty}_id`]: next.id, [`${duty}_name`]: next.name, set_by: actor.accountId, set_at: at };
      const { numUpdatedRows } = await tx
        .updateTable('responsibility')
        .set(values)
        .where('body_id', '=', bodyId)
        .where(`${duty}_id`, 'is not distinct from', from.id)
        .$if(from.id === null, (query) => query.where(`${duty}_name`, '=', from.name))
        .executeTakeFirst();
      places += Number(numUpdatedRows);
    }
    if (places === 0) throw conflict(`责任分工表里没有“${from.name}”，可能已经换过了。请刷新看看。`);
    record({
      verb: 'responsibility.replace',
      subject: { type: 'responsibility', id: bodyId },
      bodyId,
      before: { personName: from.name },
      after: { personName: next.name, count: places },
    });
    touch(responsibilityTag(bodyId));
    return places;
  });
}
