import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Change } from '../../audit/change.ts';
import { invalid } from '../../platform/errors.ts';
import { termReader } from '../queries/readings.ts';
import type { ReadItem, RowFate } from '../rules/rows.ts';
import { derive } from './derive.ts';

export interface NewVersion {
  /** The body that prescribes: the county's office for its catalogue, a township for its villages' list. */
  bodyId: string;
  /** A catalogue of that name and body gets its next version, else it is new. */
  name: string;
  fileName: string;
  sha256: string;
  /** The first legal day on which it holds. */
  effectiveOn: string;
  /** The fate of every row, as it was shown to the person who imports. */
  report: readonly RowFate[];
  items: readonly ReadItem[];
}

export interface StoredVersion {
  catalogueId: string;
  versionId: string;
  version: number;
  /** Obligations that came of it. */
  obligations: number;
}

/**
 * Stores the next version of a catalogue; what the version before owes from its first day on and nobody has worked on
 * gives way, and what the new one owes is derived. The caller has checked the actor, takes turns and records the act.
 */
export async function storeVersion(changing: Change, given: NewVersion): Promise<StoredVersion> {
  const { tx, at, actor, touch } = changing;
  const catalogueId = await catalogueNamed(changing, given.bodyId, given.name);
  await refuseOverlap(changing, catalogueId, given.effectiveOn);
  const versionId = uuidv7();
  const { version } = await tx
    .insertInto('catalogue_version')
    .values({
      id: versionId,
      catalogue_id: catalogueId,
      body_id: given.bodyId,
      version: sql<number>`(select coalesce(max(version), 0) + 1 from catalogue_version where catalogue_id = ${catalogueId})`,
      file_name: given.fileName,
      file_sha256: given.sha256,
      effective_on: given.effectiveOn,
      report: JSON.stringify(given.report),
      imported_at: at,
      imported_by: actor.accountId,
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  await storeItems(changing, given.bodyId, versionId, given.items);
  await dropOpen(changing, catalogueId, given.effectiveOn);
  const obligations = await derive(changing, { versionId });
  touch('catalogue', 'obligations');
  return { catalogueId, versionId, version, obligations };
}

/** Versions follow each other: one that held from an earlier day than the one before would change what is history. */
async function refuseOverlap({ tx }: Change, catalogueId: string, effectiveOn: string): Promise<void> {
  const before = await tx
    .selectFrom('catalogue_version')
    .select(['version', 'effective_on'])
    .where('catalogue_id', '=', catalogueId)
    .orderBy('version', 'desc')
    .executeTakeFirst();
  if (before && effectiveOn < before.effective_on)
    throw invalid({
      effectiveOn: `上一版（第 ${before.version} 版）从 ${before.effective_on} 起施行，新的一版不能比它更早。请改施行日期。`,
    });
}

async function catalogueNamed({ tx, at }: Change, bodyId: string, name: string): Promise<string> {
  const { id } = await tx
    .insertInto('catalogue')
    .values({ id: uuidv7(), body_id: bodyId, name, created_at: at })
    .onConflict((oc) => oc.columns(['body_id', 'name']).doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function storeItems(
  { tx }: Change,
  bodyId: string,
  versionId: string,
  items: readonly ReadItem[],
): Promise<void> {
  const termOf = await termReader(tx);
  const rows = items.map((item, position) => ({
    id: uuidv7(),
    item: { ...item, term: termOf.confirmed(item.timeLimit) ?? item.term },
    position,
  }));
  const json = rows.map(({ id, item, position }) => ({
    id,
    key: item.key,
    position,
    level1: item.level1,
    level2: item.level2,
    level3: item.level3,
    content: item.content,
    legal_basis: item.legalBasis,
    time_limit: item.timeLimit,
    term: item.term,
    responsible: item.responsible,
    channels: item.channels,
    audience: item.audience,
    manner: item.manner,
    levels: item.levels,
  }));
  await sql`
    insert into catalogue_item (version_id, body_id, id, key, position, level1, level2, level3, content, legal_basis,
      time_limit, term, responsible, channels, audience, manner, levels)
    select ${versionId}::uuid, ${bodyId}::uuid, row.* from jsonb_to_recordset(${JSON.stringify(json)}::jsonb)
      as row (id uuid, key text, position int, level1 text, level2 text, level3 text, content text, legal_basis text,
        time_limit text, term jsonb, responsible text, channels jsonb, audience text, manner text, levels jsonb)`.execute(
    tx,
  );
  const bound = rows.flatMap(({ id, item }) => item.bodyIds.map((bodyId) => ({ item_id: id, body_id: bodyId })));
  await sql`
    insert into catalogue_item_body (item_id, body_id)
    select item_id, body_id from jsonb_to_recordset(${JSON.stringify(bound)}::jsonb) as bound (item_id uuid, body_id uuid)`.execute(
    tx,
  );
}

/**
 * What the version before owes from the new one's first day on, and nobody has worked on, gives way to the new version.
 * What fell due before, was published, or came of an event is history and stays.
 */
async function dropOpen({ tx }: Change, catalogueId: string, effectiveOn: string): Promise<void> {
  await tx
    .deleteFrom('obligation_record as record')
    .using('due_date')
    .whereRef('due_date.no', '=', 'record.due_no')
    .where('due_date.catalogue_id', '=', catalogueId)
    .where('due_date.event_on', 'is', null)
    .where('record.met_on', 'is', null)
    .where('record.waived_on', 'is', null)
    .where('record.moved_on', 'is', null)
    .where((eb) => eb.or([eb('record.due_on', 'is', null), eb('record.due_on', '>=', effectiveOn)]))
    .where(({ and, not, exists, selectFrom }) =>
      and([
        not(
          exists(
            selectFrom('disclosure_obligation as l')
              .select('l.obligation_id')
              .whereRef('l.obligation_id', '=', 'record.id'),
          ),
        ),
        not(exists(selectFrom('waiver as w').select('w.id').whereRef('w.obligation_id', '=', 'record.id'))),
        not(exists(selectFrom('due_adjustment as a').select('a.id').whereRef('a.obligation_id', '=', 'record.id'))),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('due_adjustment').select('id').whereRef('due_adjustment.obligation_id', '=', 'record.id'))),
    )
    .execute();
  await tx
    .deleteFrom('due_date')
    .where('catalogue_id', '=', catalogueId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('obligation_record').select('id').whereRef('due_no', '=', 'due_date.no'))),
    )
    .execute();
}
