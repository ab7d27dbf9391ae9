import { v7 as uuidv7 } from 'uuid';
import { mayAct, type Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { fileRefused } from '../../attachment/word.ts';
import { wordZipFault } from '../../attachment/zip.ts';
import { change, type Change } from '../../audit/change.ts';
import { disclosureNamed } from '../../disclosure/queries/linked.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, conflict, forbidden, invalid, notFound } from '../../platform/errors.ts';
import {
  evidenceAtMostBytes,
  evidenceAtMostFiles,
  evidenceType,
  fiveThings,
  missingOf,
  type FiveKind,
} from '../rules/five.ts';
import type { FiveInput, Term } from '../schema.ts';

/**
 * The body's clerk writes one line of the checklist; what was confirmed must be confirmed again.
 * Throws 422 where the linked document is not public, or a person chosen is not an account.
 */
export async function fill(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  kind: FiveKind,
  input: FiveInput,
): Promise<string> {
  return change(ctx, actor, async (doing) => {
    const { tx, record } = doing;
    await allowedBody(tx, actor, 'fivethings.fill', bodyId);
    const linked = input.disclosure === '' ? null : await disclosureNamed(tx, input.disclosure);
    if (linked === undefined) throw invalid({ disclosure: '没有找到这个索引号或编号的已公开文件，请核对。' });
    const { year, people, section, amount, note } = input;
    const written = {
      ...{ section, amount, note, people: JSON.stringify(people), document_number: input.documentNumber },
      ...{ disclosure_id: linked?.id ?? null, valid_until: input.validUntil },
    };
    const id = await touched(doing, { bodyId, year, kind }, written);
    record({
      verb: 'fivethings.fill',
      subject: { type: 'fivethings', id },
      bodyId,
      after: { name: fiveThings[kind].name, year, people: people.map((one) => one.name).join('、'), section, amount },
    });
    return id;
  });
}

/** Makes or changes a line: it is its writer's now, and nobody has confirmed it. */
async function touched(
  { tx, actor, at }: Change,
  { bodyId, year, kind }: { bodyId: string; year: number; kind: FiveKind },
  written: Record<string, string | number | null>,
): Promise<string> {
  const state = {
    ...{ filled_by: actor.accountId, filled_by_name: actor.personName, filled_at: at },
    ...{ confirmed_by: null, confirmed_by_name: '', confirmed_at: null, returned_remark: null },
  };
  const { id } = await tx
    .insertInto('five_entry')
    .values({ id: uuidv7(), body_id: bodyId, year, kind, ...written, ...state })
    .onConflict((oc) => oc.columns(['body_id', 'year', 'kind']).doUpdateSet({ ...written, ...state }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Adds a file as evidence: a picture, a PDF or a Word file, kept sealed under its SHA-256.
 * Throws 413 or 422 for what cannot be taken.
 */
export async function attach(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  kind: FiveKind,
  { year, name, bytes }: { year: number; name: string; bytes: Buffer },
): Promise<string> {
  const type = await acceptedType(bytes);
  const sha256 = await ctx.blobs.put(bytes);
  return change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    await allowedBody(tx, actor, 'fivethings.fill', bodyId);
    const entryId = await touched(doing, { bodyId, year, kind }, {});
    const { count } = await tx
      .selectFrom('five_file')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('entry_id', '=', entryId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count >= evidenceAtMostFiles) throw invalid({ file: `一项最多 ${evidenceAtMostFiles} 个附件。` });
    const id = uuidv7();
    await tx
      .insertInto('five_file')
      .values({
        ...{ id, entry_id: entryId, body_id: bodyId, sha256, name: name.slice(-200), type, bytes: bytes.length },
        ...{ added_by: actor.accountId, added_at: at },
      })
      .execute();
    const after = { name: fiveThings[kind].name, file: name, sha256 };
    record({ verb: 'fivethings.attach', subject: { type: 'fivethings', id: entryId }, bodyId, after });
    return id;
  });
}

async function acceptedType(bytes: Buffer): Promise<string> {
  if (bytes.length === 0) throw fileRefused('empty');
  if (bytes.length > evidenceAtMostBytes) throw fileRefused('tooLarge');
  const type = evidenceType(bytes);
  if (!type) {
    const words = '请上传照片（jpg、png）、PDF 或 Word 文件（docx）。';
    throw new AppError('invalid_file', 422, words, { file: words });
  }
  const fault = type.includes('wordprocessing') && (await wordZipFault(bytes));
  if (fault) throw fileRefused(fault);
  return type;
}

/** Takes a file out of the evidence; its bytes stay under their hash. Throws 404. */
export async function detach(ctx: Context, actor: Actor, fileId: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const found = await tx
      .selectFrom('five_file')
      .innerJoin('five_entry', 'five_entry.id', 'five_file.entry_id')
      .select(['five_file.name', 'five_entry.id', 'five_entry.body_id', 'five_entry.year', 'five_entry.kind'])
      .where('five_file.id', '=', fileId)
      .where('five_file.removed_at', 'is', null)
      .executeTakeFirst();
    if (!found) throw notFound('附件');
    await allowedBody(tx, actor, 'fivethings.fill', found.body_id);
    await tx.updateTable('five_file').set({ removed_at: at }).where('id', '=', fileId).execute();
    await touched(doing, { bodyId: found.body_id, year: found.year, kind: found.kind as FiveKind }, {});
    record({
      verb: 'fivethings.detach',
      subject: { type: 'fivethings', id: found.id },
      bodyId: found.body_id,
      before: { file: found.name },
    });
  });
}

/** A file of the evidence, for those who read the checklist. Throws 404. */
export async function evidenceFile(ctx: Context, actor: Actor, fileId: string) {
  const found = await ctx.db
    .selectFrom('five_file')
    .innerJoin('body', 'body.id', 'five_file.body_id')
    .select(['five_file.sha256', 'five_file.name', 'five_file.type', 'body.path'])
    .where('five_file.id', '=', fileId)
    .where('five_file.removed_at', 'is', null)
    .executeTakeFirst();
  if (!found || !mayAct(actor, 'fivethings.read', found.path)) throw notFound('附件');
  return { name: found.name, type: found.type, bytes: await ctx.blobs.get(found.sha256) };
}

/** Somebody else than its writer confirms a line. Throws 409 while something is missing, 403 for the writer. */
export async function confirmLine(ctx: Context, actor: Actor, entryId: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const entry = await lineOf(doing, entryId);
    if (entry.filled_by !== null && entry.filled_by === actor.accountId)
      throw forbidden('这一项是您填写的，应由别的同志核实。');
    const { files } = await tx
      .selectFrom('five_file')
      .select((eb) => eb.fn.countAll<number>().as('files'))
      .where('entry_id', '=', entryId)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow();
    const missing = missingOf(entry.kind as FiveKind, {
      ...{ people: entry.people as { name: string }[], section: entry.section, files },
      ...{ documentNumber: entry.document_number, amount: entry.amount && Number(entry.amount) },
      ...{ disclosureId: entry.disclosure_id, validUntil: null, confirmedAt: null, returnedRemark: null },
    });
    if (missing.length > 0) throw conflict(`还缺：${missing.join('、')}。请先退回补齐。`);
    await tx
      .updateTable('five_entry')
      .set({ confirmed_by: actor.accountId, confirmed_by_name: actor.personName, confirmed_at: at })
      .set({ returned_remark: null })
      .where('id', '=', entryId)
      .execute();
    const after = { name: fiveThings[entry.kind as FiveKind].name, year: entry.year };
    record({ verb: 'fivethings.confirm', subject: { type: 'fivethings', id: entryId }, bodyId: entry.body_id, after });
  });
}

/** The supervisor sends a line back with what is to be added. */
export async function returnLine(ctx: Context, actor: Actor, entryId: string, remark: string): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, record } = doing;
    const entry = await lineOf(doing, entryId);
    await tx
      .updateTable('five_entry')
      .set({ returned_remark: remark, confirmed_by: null, confirmed_by_name: '', confirmed_at: null })
      .where('id', '=', entryId)
      .execute();
    const after = { name: fiveThings[entry.kind as FiveKind].name, year: entry.year, remark };
    record({ verb: 'fivethings.return', subject: { type: 'fivethings', id: entryId }, bodyId: entry.body_id, after });
  });
}

async function lineOf({ tx, actor }: Change, entryId: string) {
  const entry = await tx.selectFrom('five_entry').selectAll().where('id', '=', entryId).forUpdate().executeTakeFirst();
  if (!entry) throw notFound('记录');
  await allowedBody(tx, actor, 'fivethings.confirm', entry.body_id);
  return entry;
}

/** The office says by when all bodies under `bodyId` must have a year's checklist in order. */
export async function setTerm(ctx: Context, actor: Actor, bodyId: string, { year, dueOn }: Term): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    await allowedBody(tx, actor, 'fivethings.setTerm', bodyId);
    if (Number(dueOn.slice(0, 4)) !== year) throw invalid({ dueOn: `请选择 ${year} 年里的一天。` });
    const values = { due_on: dueOn, set_by: actor.accountId, set_at: at };
    await tx
      .insertInto('five_deadline')
      .values({ body_id: bodyId, year, ...values })
      .onConflict((oc) => oc.columns(['body_id', 'year']).doUpdateSet(values))
      .execute();
    record({ verb: 'fivethings.setTerm', subject: { type: 'body', id: bodyId }, bodyId, after: { year, dueOn } });
  });
}
