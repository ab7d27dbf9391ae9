import type { Actor } from '../../account/rules.ts';
import { change, type Change } from '../../audit/change.ts';
import {
  discardSheet,
  publishSheet,
  pullSheetBack,
  reviewSheet,
  sendSheetBack,
  submitSheet,
} from '../../disclosure/commands/sheet.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, conflict, invalid, notFound } from '../../platform/errors.ts';
import { mayAct } from '../../account/rules.ts';
import { carriedInto, loadSheet, photosOf, type LoadedSheet } from '../queries/sheets.ts';
import { sheetHtml } from '../rules/page.ts';
import { personalIn } from '../rules/personal.ts';
import { readDraft } from '../rules/sheet.ts';
import type { Decision, SendBack, Submit } from '../schema.ts';
import { storeLines } from './lines.ts';
import { setSheet } from './sheet.ts';

async function sheet({ tx, actor }: Change, id: string): Promise<LoadedSheet> {
  const found = await loadSheet(tx, id);
  if (!found || !mayAct(actor, 'village.read', found.body_path)) throw notFound('公开表');
  return found;
}

const keyOf = ({ disclosure_id, version }: LoadedSheet) => ({ disclosure_id, version });

/**
 * Hands a sheet in for the committee's review: it is read into rows, its totals are computed, its document written.
 * Throws 422 with each wrong row, 422 `personal_data` while personal data stands in it unless it is to go the long way,
 * 403, 409.
 */
export async function submitVillageSheet(
  ctx: Context,
  actor: Actor,
  id: string,
  { revision, keepsPersonalData }: Submit,
): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, today } = doing;
    const found = await sheet(doing, id);
    const { form, period, draft, body_id: bodyId } = found;
    const carried = form === 'money' ? await carriedInto(tx, { bodyId, itemKey: found.item_key, period }) : null;
    const read = readDraft(draft, { form, period, today, carriedFen: carried?.fen ?? null });
    if (Object.keys(read.faults).length > 0) throw invalid(read.faults);
    const findings = personalIn(draft);
    if (findings.length > 0 && !keepsPersonalData) {
      const message = `还有 ${findings.length} 处个人信息没有遮盖。请一键遮盖；确需公开的，送乡镇保密审查。`;
      const fields = Object.fromEntries(findings.map(({ field, where, what }) => [field, `${where}里有${what}`]));
      throw new AppError('personal_data', 422, message, fields);
    }
    const photos = (await photosOf(tx, id, found.version)).filter(({ isPublic }) => isPublic);
    const filledInBy = found.is_on_behalf ? await townshipOf(doing, found) : null;
    await storeLines(tx, found, read);
    await setSheet(tx, keyOf(found), {
      opening_fen: read.openingFen,
      opening_from: carried?.disclosureId ?? null,
      meeting_on: null,
      meeting_people: '',
    });
    const html = sheetHtml({ form, read, photos, filledInBy });
    await submitSheet(doing, id, { revision, html, route: findings.length > 0 ? 'villagePersonal' : 'village' });
  });
}

async function townshipOf({ tx }: Change, { township_id }: LoadedSheet): Promise<string> {
  const body = await tx.selectFrom('body').select('name').where('id', '=', township_id).executeTakeFirst();
  return body?.name ?? '乡镇';
}

/**
 * The committee agrees. Where nothing else is to be decided it is public in the same moment. Returns the index number, or
 * null where the meeting or the township comes first. Throws 403 for who filled it in, 409.
 */
export async function reviewVillageSheet(
  ctx: Context,
  actor: Actor,
  id: string,
  revision: number,
): Promise<string | null> {
  return change(ctx, actor, async (doing) => {
    const found = await sheet(doing, id);
    await reviewSheet(doing, id, revision);
    if (found.needs_meeting || found.route !== 'village') return null;
    return publishNow(doing, found, { revision, isDecided: true });
  });
}

/** The committee sends it back with what is to be changed. Throws 403, 409. */
export const sendVillageSheetBack = (ctx: Context, actor: Actor, id: string, { revision, remark }: SendBack) =>
  change(ctx, actor, (doing) => sendSheetBack(doing, id, revision, remark));

/** Whoever filled it in takes it back. Throws 403, 409. */
export const pullVillageSheetBack = (ctx: Context, actor: Actor, id: string, revision: number) =>
  change(ctx, actor, (doing) => pullSheetBack(doing, id, revision));

/** Gives a draft up: what it would have answered is still owed. Throws 403, 409. */
export const discardVillageSheet = (ctx: Context, actor: Actor, id: string, revision: number) =>
  change(ctx, actor, (doing) => discardSheet(doing, id, revision));

/**
 * Records what 两委联席会议 decided, where it must, and makes the sheet public. Returns the index number.
 * Throws 422 without the meeting's day and people, 403, 409.
 */
export async function decideVillageSheet(
  ctx: Context,
  actor: Actor,
  id: string,
  { revision, meetingOn, meetingPeople }: Decision,
): Promise<string> {
  return change(ctx, actor, async (doing) => {
    const found = await sheet(doing, id);
    if (found.needs_meeting) {
      if (!meetingOn) throw invalid({ meetingOn: '请填写两委联席会议的日期' });
      if (meetingOn > doing.today) throw invalid({ meetingOn: '会议日期不能晚于今天' });
      if (meetingPeople.length < 2) throw invalid({ meetingPeople: '请填写参加会议的人' });
      await setSheet(doing.tx, keyOf(found), { meeting_on: meetingOn, meeting_people: meetingPeople });
      doing.record({
        verb: 'village.meet',
        subject: { type: 'disclosure', id },
        bodyId: found.body_id,
        after: { meetingOn, meetingPeople },
      });
    }
    return publishNow(doing, found, { revision, isDecided: false });
  });
}

async function publishNow(
  doing: Change,
  found: LoadedSheet,
  step: { revision: number; isDecided: boolean },
): Promise<string> {
  if (found.standing === 'withdrawn') throw conflict('这张表已经撤下，不能再公开。');
  const index = await publishSheet(doing, found.disclosure_id, step);
  await setSheet(doing.tx, keyOf(found), { published_on: doing.today });
  doing.touch('villages', `village:${found.body_id}`);
  return index;
}
