import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { takeTurns } from '../../catalogue/commands/derive.ts';
import { storeVersion } from '../../catalogue/commands/version.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { addDays } from '../../workday/rules.ts';
import { listOf, villagesOf } from '../queries/lists.ts';
import { itemKey, itemsOfList, listChanges, listFaults, listName, type ListEntry } from '../rules/list.ts';
import type { ListInput, Push } from '../schema.ts';

/** A list may be held back to the first day of the running quarter, not further: what was owed before is history. */
const effectiveAtMostDaysBack = 92;

/** Saves a township's list; nothing binds its villages before it is pushed. Throws 403, 409, 422. Returns the revision. */
export async function saveList(ctx: Context, actor: Actor, townshipId: string, input: ListInput): Promise<number> {
  return change(ctx, actor, async ({ tx, at, record }) => {
    const body = await allowedBody(tx, actor, 'villagelist.edit', townshipId);
    if (body.kind !== 'township') throw invalid({ bodyId: '清单由乡镇（街道）制定，请选择乡镇' });
    await tx.selectFrom('body').select('id').where('id', '=', townshipId).forUpdate().execute();
    const before = await listOf(tx, townshipId);
    if (before.revision !== input.revision)
      throw conflict('清单在您打开之后又改过。请刷新后再改，您填的内容仍在本页。');
    const villages = await villagesOf(tx, townshipId);
    const faults = listFaults(
      input.entries,
      villages.map(({ id }) => id),
    );
    if (Object.keys(faults).length > 0) throw invalid(faults);
    const revision = before.revision + 1;
    const fields = {
      entries: JSON.stringify(input.entries),
      revision,
      updated_at: at,
      updated_by: actor.accountId,
    };
    await tx
      .insertInto('village_list')
      .values({ body_id: townshipId, ...fields })
      .onConflict((oc) => oc.column('body_id').doUpdateSet(fields))
      .execute();
    record({
      verb: 'villagelist.save',
      subject: { type: 'villagelist', id: townshipId },
      bodyId: townshipId,
      after: { name: listName(body.name), revision, entries: input.entries.length },
    });
    return revision;
  });
}

/**
 * Pushes the saved list to all villages of the township at once: the next version of its catalogue binds them, and what
 * they owe is derived in one statement. Throws 403, 409 where nothing changed or somebody saved meanwhile, 422.
 */
export async function pushList(ctx: Context, actor: Actor, townshipId: string, { revision, effectiveOn }: Push) {
  return change(ctx, actor, async (doing) => {
    const { tx, at, today, record, touch } = doing;
    const body = await allowedBody(tx, actor, 'villagelist.edit', townshipId);
    await takeTurns(tx);
    const list = await listOf(tx, townshipId);
    if (list.revision === 0) throw conflict('请先保存清单，再下发。');
    if (list.revision !== revision) throw conflict('清单在您打开之后又改过。请刷新，看过再下发。');
    if (effectiveOn < addDays(today, -effectiveAtMostDaysBack))
      throw invalid({ effectiveOn: '施行日期太早，最早从本季度开始' });
    const villages = await villagesOf(tx, townshipId);
    if (villages.length === 0) throw conflict('这个乡镇下面还没有村。请先导入机构表。');
    const villageIds = villages.map(({ id }) => id);
    const faults = listFaults(list.entries, villageIds);
    if (Object.keys(faults).length > 0) throw invalid(faults);
    const name = listName(body.name);
    const items = itemsOfList(list.entries, villageIds);
    const pushed = JSON.stringify({ revision, effectiveOn, villageIds, entries: list.entries });
    const sha256 = createHash('sha256').update(pushed).digest('hex');
    if (await isPushed(doing, sha256)) throw conflict('这份清单已经下发过，没有变化。');
    const stored = await storeVersion(doing, {
      ...{ bodyId: townshipId, name, fileName: `${name}.json`, sha256, effectiveOn, items },
      report: items.map(({ row, level2 }) => ({ row, item: level2, fate: 'accepted' as const })),
    });
    await storeForms(doing, { townshipId, catalogueId: stored.catalogueId, entries: list.entries });
    await tx
      .updateTable('village_list')
      .set({
        pushed: JSON.stringify(list.entries),
        pushed_revision: revision,
        pushed_at: at,
        effective_on: effectiveOn,
        catalogue_id: stored.catalogueId,
      })
      .where('body_id', '=', townshipId)
      .execute();
    const changes = listChanges(list.pushed, list.entries);
    record({
      verb: 'villagelist.push',
      subject: { type: 'villagelist', id: townshipId },
      bodyId: townshipId,
      after: {
        ...{ name, version: stored.version, effectiveOn, villages: villages.length, obligations: stored.obligations },
        changes: changes.map(({ kind, name: entry }) => `${kind} ${entry}`),
      },
    });
    touch('villages', `body:${townshipId}`, ...(villageIds.length > 50 ? ['*'] : villageIds.map((id) => `body:${id}`)));
    return { ...stored, villages: villages.length, items: items.length };
  });
}

async function isPushed({ tx }: Change, sha256: string): Promise<boolean> {
  const found = await tx
    .selectFrom('catalogue_version')
    .select('id')
    .where('file_sha256', '=', sha256)
    .executeTakeFirst();
  return found !== undefined;
}

/** How each item is filled in, beside its catalogue item; those the list has dropped are kept for their sheets. */
async function storeForms(
  { tx }: Change,
  { townshipId, catalogueId, entries }: { townshipId: string; catalogueId: string; entries: readonly ListEntry[] },
): Promise<void> {
  await tx.updateTable('village_item').set({ is_current: false }).where('catalogue_id', '=', catalogueId).execute();
  const rows = entries.map((entry, position) => ({
    catalogue_id: catalogueId,
    item_key: itemKey(entry),
    body_id: townshipId,
    position,
    grouping: entry.grouping,
    name: entry.name,
    form: entry.form,
    needs_meeting: entry.needsMeeting,
    is_current: true,
  }));
  await tx
    .insertInto('village_item')
    .values(rows)
    .onConflict((oc) =>
      oc.columns(['catalogue_id', 'item_key']).doUpdateSet({
        position: sql`excluded.position`,
        grouping: sql`excluded.grouping`,
        name: sql`excluded.name`,
        form: sql`excluded.form`,
        needs_meeting: sql`excluded.needs_meeting`,
        is_current: true,
      }),
    )
    .execute();
}
