import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { registerEvent } from '../../catalogue/commands/obligations.ts';
import { draftBeginning } from '../../disclosure/rules.ts';
import { beginSheet, correctSheet, editableSheet, linkSheet, savedSheet } from '../../disclosure/commands/sheet.ts';
import { sheetDocuments } from '../../disclosure/queries/sheets.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import type { SheetForm } from '../rules/list.ts';
import { copyOf, emptyDraft, type SheetDraft } from '../rules/sheet.ts';
import type { NewEvent, NewSheet, SaveSheet } from '../schema.ts';
import { lastDraft, loadSheet } from '../queries/sheets.ts';

class Begun extends Error {
  constructor(readonly id: string) {
    super('The sheet is there already');
  }
}

/**
 * Begins the sheet that answers an obligation of a village, or opens the one that is under way: pressing twice, or on
 * two telephones, makes one. Returns its id. Throws 403, 404, 422 where it is answered already.
 */
export async function beginVillageSheet(ctx: Context, actor: Actor, input: NewSheet): Promise<string> {
  return orBegun(change(ctx, actor, (doing) => begin(doing, input)));
}

/** Registers that something happened in a village which is to be published, and begins its sheet. Throws 403, 404, 422. */
export async function beginEventSheet(ctx: Context, actor: Actor, input: NewEvent): Promise<string> {
  return orBegun(
    change(ctx, actor, async (doing) => {
      const obligationId = await registerEvent(doing, input);
      return begin(doing, { bodyId: input.bodyId, obligationId, isCopy: false });
    }),
  );
}

const orBegun = (begun: Promise<string>): Promise<string> =>
  begun.catch((error: unknown) => {
    if (error instanceof Begun) return error.id;
    throw error;
  });

async function begin(doing: Change, { bodyId, obligationId, isCopy }: NewSheet): Promise<string> {
  const { tx, at, actor, record } = doing;
  await allowedBody(tx, actor, 'village.fill', bodyId);
  await sql`select pg_advisory_xact_lock(hashtextextended(${obligationId}, 8))`.execute(tx);
  const owed = await owedOf(tx, bodyId, obligationId);
  const open = await openSheet(tx, obligationId);
  const title = draftBeginning(owed.bodyName, owed).title;
  if (open) throw new Begun(open);
  const { id } = await beginSheet(doing, { bodyId, obligationId, title, category: owed.level1 });
  const last = isCopy ? await lastDraft(tx, bodyId, owed.item_key) : undefined;
  const draft: SheetDraft = last ? copyOf(last) : emptyDraft;
  await tx
    .insertInto('village_sheet')
    .values({
      disclosure_id: id,
      version: 1,
      body_id: bodyId,
      obligation_id: obligationId,
      catalogue_id: owed.catalogue_id,
      item_key: owed.item_key,
      item_name: owed.level3 || owed.level2 || owed.level1,
      period: owed.period,
      form: owed.form ?? 'text',
      needs_meeting: owed.needs_meeting ?? false,
      draft: JSON.stringify(draft),
      is_on_behalf: actor.bodyId !== bodyId,
      created_at: at,
    })
    .execute();
  record({
    verb: 'village.begin',
    subject: { type: 'disclosure', id },
    bodyId,
    after: { title, isCopy: last !== undefined, isOnBehalf: actor.bodyId !== bodyId },
  });
  return id;
}

/** The obligation with what the township's list says of its item. Throws 404 for another body's. */
async function owedOf(tx: Tx, bodyId: string, obligationId: string) {
  const row = await tx
    .selectFrom('obligation')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'obligation.item_id')
    .innerJoin('body', 'body.id', 'obligation.body_id')
    .leftJoin('village_item', (join) =>
      join
        .onRef('village_item.catalogue_id', '=', 'obligation.catalogue_id')
        .onRef('village_item.item_key', '=', 'obligation.item_key'),
    )
    .select([
      'obligation.catalogue_id',
      'obligation.item_key',
      'obligation.period',
      'obligation.event',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'catalogue_item.level3',
      'village_item.needs_meeting',
      sql<SheetForm | null>`village_item.form`.as('form'),
      'body.name as bodyName',
    ])
    .where('obligation.id', '=', obligationId)
    .where('obligation.body_id', '=', bodyId)
    .where('body.kind', '=', 'village')
    .executeTakeFirst();
  if (!row) throw notFound('应公开事项');
  return row;
}

async function openSheet(tx: Tx, obligationId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('village_sheet as sheet')
    .innerJoin(sheetDocuments(tx).as('document'), (join) =>
      join.onRef('document.id', '=', 'sheet.disclosure_id').onRef('document.version', '=', 'sheet.version'),
    )
    .select('document.id')
    .where('sheet.obligation_id', '=', obligationId)
    .where('document.state', 'in', ['draft', 'review', 'confidentiality', 'signoff'])
    .executeTakeFirst();
  return row?.id;
}

/**
 * Saves what was typed, readable or not, over the revision that the person started from. The same text again is harmless.
 * Throws 403, 404, 409 with who saved what in between.
 */
export async function saveVillageSheet(ctx: Context, actor: Actor, id: string, { revision, draft }: SaveSheet) {
  return change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const found = await editableSheet(doing, id);
    const key = { disclosure_id: id, version: found.version.version };
    const json = JSON.stringify(draft);
    const kept = await tx
      .selectFrom('village_sheet')
      .select(sql<boolean>`draft = ${json}::jsonb`.as('isSame'))
      .where('disclosure_id', '=', id)
      .where('version', '=', key.version)
      .executeTakeFirstOrThrow();
    const next = kept.isSame ? found.version.revision : await savedSheet(doing, found, revision);
    if (!kept.isSame)
      await setSheet(tx, key, { draft: json, ...(actor.bodyId === found.body.id ? {} : { is_on_behalf: true }) });
    const rows = draft.money.length + draft.people.length;
    const after = { version: key.version, revision: next, rows };
    record({ verb: 'village.save', subject: { type: 'disclosure', id }, bodyId: found.body.id, after });
    return { revision: next, savedAt: at };
  });
}

/** Sets columns of one version's sheet. */
export async function setSheet(
  tx: Tx,
  { disclosure_id, version }: { disclosure_id: string; version: number },
  values: SheetColumns,
): Promise<void> {
  await tx
    .updateTable('village_sheet')
    .set(values)
    .where('disclosure_id', '=', disclosure_id)
    .where('version', '=', version)
    .execute();
}

interface SheetColumns {
  draft?: string;
  is_on_behalf?: boolean;
  opening_fen?: number;
  opening_from?: string | null;
  meeting_on?: string | null;
  meeting_people?: string;
  published_on?: string;
}

/** Says what else the sheet answers, e.g. the county catalogue's item of the same kind. Throws 403, 404, 409, 422. */
export async function answerAlso(
  ctx: Context,
  actor: Actor,
  id: string,
  obligationIds: readonly string[],
): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const sheet = await loadSheet(doing.tx, id);
    if (!sheet) throw notFound('公开表');
    await linkSheet(doing, id, sheet.obligation_id, obligationIds);
  });
}

/** Starts a corrected sheet from the published one, which stays public meanwhile. Throws 403, 404, 409, 422. */
export async function correctVillageSheet(ctx: Context, actor: Actor, id: string, reason: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at } = doing;
    const version = await correctSheet(doing, id, reason);
    await sql`
      insert into village_sheet (disclosure_id, version, body_id, obligation_id, catalogue_id, item_key, item_name, period,
        form, needs_meeting, draft, is_on_behalf, created_at)
      select disclosure_id, ${version}, body_id, obligation_id, catalogue_id, item_key, item_name, period, form,
        needs_meeting, draft, body_id is distinct from ${actor.bodyId}::uuid, ${at}
      from village_sheet where disclosure_id = ${id} and published_on is not null
      order by version desc limit 1`.execute(tx);
    await sql`
      insert into village_photo (id, disclosure_id, version, body_id, image_sha256, thumbnail_sha256, width, height,
        taken_at, note, is_public, created_at)
      select gen_random_uuid(), disclosure_id, ${version}, body_id, image_sha256, thumbnail_sha256, width, height,
        taken_at, note, is_public, created_at
      from village_photo where disclosure_id = ${id} and version = (
        select max(version) from village_sheet where disclosure_id = ${id} and published_on is not null)`.execute(tx);
  });
}
