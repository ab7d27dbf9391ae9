import sharp from 'sharp';
import { person } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { loadCalendar } from '../workday/commands.ts';
import { shippedYears } from '../workday/seed.ts';
import { commandLineActor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import { pushList, saveList } from './commands/list.ts';
import { addPhoto } from './commands/photo.ts';
import { beginVillageSheet } from './commands/sheet.ts';
import { dueInVillage } from './queries/due.ts';
import type { ListEntry } from './rules/list.ts';
import { referenceList } from './rules/reference.ts';
import { emptyDraft, emptyMoney, type MoneyRow, type SheetDraft } from './rules/sheet.ts';

export const townshipCode = '210681115';
export const villageCode = '210681115200';

export interface VillageCrew {
  clerk: Actor;
  officer: Actor;
  committee: Actor;
  villageId: string;
  townshipId: string;
}

/** The people of one village and its township, with the calendar loaded. */
export async function villageCrew(ctx: Context, village = villageCode, township = townshipCode): Promise<VillageCrew> {
  await loadCalendar(ctx, commandLineActor('test'), await shippedYears());
  return {
    clerk: await person(ctx, 'clerk', township),
    officer: await person(ctx, 'village', village),
    committee: await person(ctx, 'committee', village),
    villageId: (await bodyByCode(ctx.db, village)).id,
    townshipId: (await bodyByCode(ctx.db, township)).id,
  };
}

/** Saves and pushes a list in a township, by default the reference list from the quarter's first day. */
export async function pushed(
  ctx: Context,
  { clerk, townshipId }: Pick<VillageCrew, 'clerk' | 'townshipId'>,
  entries: readonly ListEntry[] = referenceList,
  effectiveOn = '2026-04-01',
) {
  const { revision } = (await ctx.db
    .selectFrom('village_list')
    .select('revision')
    .where('body_id', '=', townshipId)
    .executeTakeFirst()) ?? { revision: 0 };
  const next = await saveList(ctx, clerk, townshipId, { revision, entries: [...entries] });
  return pushList(ctx, clerk, townshipId, { revision: next, effectiveOn });
}

/** What a village has to publish of an item, the one due first. */
export async function owedFor(ctx: Context, officer: Actor, villageId: string, item: string) {
  const { rows } = await dueInVillage(ctx, officer, villageId);
  const row = rows.find((one) => one.item === item);
  if (!row) throw new Error(`${item} is not owed`);
  return row;
}

export const moneyRow = (fields: Partial<MoneyRow>): MoneyRow => ({ ...emptyMoney, ...fields });

/** A quarter's account as a village types it: 120,000.5 in, 35,680.3 out, on top of 1,000 brought in. */
export const quarterAccount: SheetDraft = {
  ...emptyDraft,
  opening: '1000',
  money: [
    moneyRow({ day: '1月5日', summary: '机动地承包费', income: '１２０，０００．５元', handler: '于得水' }),
    moneyRow({ day: '2.10', summary: '路灯电费', spending: '680.3', handler: '于得水' }),
    moneyRow({}),
    moneyRow({ day: '2026-03-20', summary: '修村路', spending: '3.5万', handler: '于得水', note: '三组' }),
  ],
};

/** A small picture without metadata, as a file's bytes. */
export const smallPicture = (background = '#a8201a') =>
  sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** A pushed list, a village's sheet under way and its photograph, in a township whose first village has the code …200. */
export async function stockVillage(ctx: Context, township: string) {
  const { id: townshipId } = await bodyByCode(ctx.db, township);
  const clerk = await person(ctx, 'clerk', township);
  await pushed(ctx, { clerk, townshipId }, referenceList, '2026-05-01');
  const village = await bodyByCode(ctx.db, `${township}200`);
  const { obligationId } = await owedFor(ctx, clerk, village.id, '村民自治章程和村规民约');
  const sheet = await beginVillageSheet(ctx, clerk, { bodyId: village.id, obligationId, isCopy: false });
  const { id: photo } = await addPhoto(ctx, clerk, sheet, await smallPicture());
  return { village: village.id, villageObligation: obligationId, sheet, photo };
}

/** Right input for each write of the village API, for who tries every door. */
export const villageWrites = (
  theirs: { village: string; villageObligation: string },
  event: { itemId: string; event: string; eventOn: string },
): Record<string, unknown> => ({
  'PUT /api/villages/lists/:bodyId': { revision: 1, entries: referenceList },
  'POST /api/villages/lists/:bodyId/push': { revision: 1, effectiveOn: '2026-05-15' },
  'PUT /api/villages/committees/:bodyId': { members: [] },
  'POST /api/villages/sheets': { bodyId: theirs.village, obligationId: theirs.villageObligation },
  'POST /api/villages/sheets/events': { ...event, bodyId: theirs.village },
  'PUT /api/villages/sheets/:id/draft': { revision: 1, draft: {} },
  'PUT /api/villages/sheets/:id/obligations': { obligationIds: [] },
  'PUT /api/villages/sheets/:id/photos/:photoId': { isPublic: true },
  'DELETE /api/villages/sheets/:id/photos/:photoId': undefined,
  'POST /api/villages/sheets/:id/submit': { revision: 1 },
  'POST /api/villages/sheets/:id/review': { revision: 1 },
  'POST /api/villages/sheets/:id/send-back': { revision: 1, remark: '请改' },
  'POST /api/villages/sheets/:id/pull-back': { revision: 1 },
  'POST /api/villages/sheets/:id/discard': { revision: 1 },
  'POST /api/villages/sheets/:id/decision': { revision: 1 },
  'POST /api/villages/sheets/:id/correction': { reason: '写错了，需要改正' },
});
