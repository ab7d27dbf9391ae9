import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { allowedBody, inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';

export interface Plate {
  id: string;
  code: string;
  name: string;
  townshipName: string;
  /** null: no key yet, the plate leads to the public page only. */
  key: string | null;
}

/** The plates of a village, or of all villages of a township, in order. Throws 404, 403 outside the actor's bodies. */
export async function platesOf(ctx: Context, actor: Actor, bodyId: string): Promise<{ name: string; plates: Plate[] }> {
  const body = await allowedBody(ctx.db, actor, 'plate.read', bodyId);
  const plates = await villagePlates(ctx.db)
    .where((eb) => eb.or([eb('body.id', '=', body.id), eb('body.parent_id', '=', body.id)]))
    .execute();
  return { name: body.name, plates };
}

/** The townships and villages of the actor with the state of their keys: for choosing whose plates to print. */
export async function plateList(ctx: Context, actor: Actor) {
  return ctx.db
    .selectFrom('body')
    .leftJoin('village_key', (join) =>
      join.onRef('village_key.body_id', '=', 'body.id').on('village_key.ended_at', 'is', null),
    )
    .select([
      'body.id',
      'body.name',
      'body.code',
      'body.kind',
      'body.parent_id as parentId',
      'village_key.made_at as keyMadeAt',
    ])
    .where('body.kind', 'in', ['township', 'village'])
    .where(inScope(actor, 'plate.read', 'body.path'))
    .orderBy('body.path')
    .execute();
}

function villagePlates(db: Reader) {
  return db
    .selectFrom('body')
    .innerJoin('body as above', 'above.id', 'body.parent_id')
    .leftJoin('village_key', (join) =>
      join.onRef('village_key.body_id', '=', 'body.id').on('village_key.ended_at', 'is', null),
    )
    .select(['body.id', 'body.code', 'body.name', 'above.name as townshipName', 'village_key.key'])
    .where('body.kind', '=', 'village')
    .orderBy('body.code');
}

/** Whose key this is, and whether it still holds; undefined: nobody's. */
export async function villageOfKey(db: Reader, key: string) {
  return db
    .selectFrom('village_key')
    .innerJoin('body', 'body.id', 'village_key.body_id')
    .select([
      'body.id',
      'body.code',
      'body.name',
      sql<boolean>`ended_at is null`.as('isCurrent'),
      'ended_at as endedAt',
    ])
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Whether the key opens this village now. */
export async function opensVillage(db: Reader, key: string | undefined, bodyId: string): Promise<boolean> {
  const village = key === undefined ? undefined : await villageOfKey(db, key);
  return village?.id === bodyId && village.isCurrent;
}
