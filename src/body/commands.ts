import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { mayAct, type Actor } from '../account/rules.ts';
import { allowedBody } from '../account/scope.ts';
import { change, type Change } from '../audit/change.ts';
import type { Context } from '../platform/context.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { readCsv } from '../platform/sheet.ts';
import { bodyKindOf, placementFault, type BodyKind } from './rules.ts';
import type { CloseBody, LeadingGroup, NewSection } from './schema.ts';

/** What became of one row of an imported sheet; `row` is the line number a person sees in the sheet. */
export interface RowFate {
  row: number;
  fate: 'added' | 'unchanged' | 'renamed' | 'rejected';
  code: string;
  name: string;
  why?: string;
}

/**
 * Imports bodies from a sheet with the columns 代码, 名称, 类型, 上级代码. A body is known by its code; importing again
 * renames and never doubles. All rows are stored, or with any row rejected (also for a body outside the actor's
 * subtree) none is. `afterwards` lets new bodies join what they belong to, in the same transaction. Returns each row's
 * fate. Throws 422 when the sheet has no such header.
 */
export async function importBodies(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  afterwards?: (change: Change) => Promise<unknown>,
): Promise<RowFate[]> {
  const rows = readBodyRows(bytes);
  return change(ctx, actor, async (changing) => {
    const { tx, at, record, touch } = changing;
    // Two imports at once take turns, so that neither trips over the other's rows.
    await sql`select pg_advisory_xact_lock(8101518)`.execute(tx);
    const known = new Map<string, { id: string; kind: BodyKind; path: string; name: string }>();
    for (const body of await tx.selectFrom('body').selectAll().execute())
      known.set(body.code, { ...body, kind: body.kind as BodyKind });
    const fates: RowFate[] = [];
    for (const { row, code, name, kindWord, parentCode } of rows) {
      const reject = (why: string) => void fates.push({ row, fate: 'rejected', code, name, why });
      const kind = bodyKindOf(kindWord);
      const parent = parentCode ? known.get(parentCode) : undefined;
      const old = known.get(code);
      const path = `${parent?.path ?? ''}${code}/`;
      if (!/^[0-9A-Za-z-]{2,40}$/.test(code)) reject('代码应为 2–40 位数字、字母或横线');
      else if (!name) reject('没有名称');
      else if (!kind) reject(`类型“${kindWord}”不认识，应为 县（市、区）、部门、乡镇（街道）或 村（社区）`);
      else if (parentCode && !parent) reject(`上级代码 ${parentCode} 在前面的行和已有机构里都没有`);
      else if (placementFault(kind, parent?.kind)) reject(placementFault(kind, parent?.kind) ?? '');
      else if (fates.some((fate) => fate.code === code)) reject(`代码 ${code} 在本表中重复`);
      else if (old && (old.kind !== kind || old.path !== path))
        reject('类型或上级与已有的机构不同，请核对代码有没有写错；改名可以，换类型、换上级不可以');
      else if (old && old.name === name) fates.push({ row, fate: 'unchanged', code, name });
      else if (!mayAct(actor, 'body.edit', path)) reject('不在您管理的机构之内，请由上级的系统管理员导入');
      else if (old) {
        await tx.updateTable('body').set({ name }).where('id', '=', old.id).execute();
        record({
          verb: 'body.rename',
          subject: { type: 'body', id: old.id },
          bodyId: old.id,
          before: { name: old.name },
          after: { name },
        });
        fates.push({ row, fate: 'renamed', code, name });
      } else {
        const body = {
          id: uuidv7(),
          code,
          name,
          kind,
          parent_id: parent?.id ?? null,
          path,
          created_at: at,
        };
        await tx.insertInto('body').values(body).execute();
        known.set(code, body);
        record({
          verb: 'body.create',
          subject: { type: 'body', id: body.id },
          bodyId: body.id,
          after: { code, name, kind },
        });
        fates.push({ row, fate: 'added', code, name });
      }
    }
    const rejected = fates.filter(({ fate }) => fate === 'rejected');
    if (rejected.length > 0) throw new ImportRefused(fates);
    record({
      verb: 'body.import',
      subject: { type: 'body', id: 'sheet' },
      bodyId: null,
      after: { rows: fates.length },
    });
    touch('bodies');
    if (fates.some(({ fate }) => fate === 'added')) await afterwards?.(changing);
    return fates;
  });
}

/** An import in which at least one row was refused, so that nothing was stored; carries every row's fate. */
export class ImportRefused extends Error {
  constructor(readonly fates: RowFate[]) {
    super(
      `有 ${fates.filter(({ fate }) => fate === 'rejected').length} 行不能导入，全部没有保存；改好后重新导入即可。`,
    );
  }
}

function readBodyRows(bytes: Uint8Array) {
  const cells = readCsv(bytes);
  const header = cells[0]?.map((cell) => cell.trim()) ?? [];
  const column = (name: string) => header.indexOf(name);
  const missing = ['代码', '名称', '类型', '上级代码'].filter((name) => column(name) < 0);
  if (missing.length > 0) throw invalid({ file: `第一行应为表头，缺少：${missing.join('、')}。` });
  if (cells.length < 2) throw invalid({ file: '表头下面一行内容也没有，没有导入。' });
  return cells.slice(1).map((line, index) => ({
    row: index + 2,
    code: line[column('代码')] ?? '',
    name: line[column('名称')] ?? '',
    kindWord: line[column('类型')] ?? '',
    parentCode: line[column('上级代码')] ?? '',
  }));
}

/** Makes the county at the root of the tree within a change, and returns its id. */
export async function foundCounty(
  { tx, at, record, touch }: Change,
  input: { code: string; name: string },
): Promise<string> {
  const id = uuidv7();
  await tx
    .insertInto('body')
    .values({ id, ...input, kind: 'county', parent_id: null, path: `${input.code}/`, created_at: at })
    .execute();
  record({ verb: 'body.create', subject: { type: 'body', id }, bodyId: id, after: input });
  touch('bodies');
  return id;
}

/**
 * Closes a body that was merged into another or dissolved (撤并), from the legal day `closedOn`; it keeps its history and
 * its public page. `afterwards` passes on what it owes, in the same transaction.
 * Throws 404, 409 for one that is closed or has open bodies under it, 422 for a successor that cannot take its place.
 */
export async function closeBody(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  input: CloseBody,
  afterwards?: (change: Change, closed: ClosedBody) => Promise<unknown>,
): Promise<void> {
  await change(ctx, actor, async (changing) => {
    const { tx, today, record, touch } = changing;
    await allowedBody(tx, actor, 'body.edit', bodyId);
    const body = await tx.selectFrom('body').selectAll().where('id', '=', bodyId).forUpdate().executeTakeFirstOrThrow();
    if (body.closed_on !== null) throw conflict(`“${body.name}”已在 ${body.closed_on} 撤并。`);
    if (body.parent_id === null) throw conflict('县（市、区）本级不能撤并。');
    if (input.closedOn > today) throw invalid({ closedOn: '这一天还没有到，请在撤并当天或之后办理。' });
    const open = await tx
      .selectFrom('body')
      .select('name')
      .where('parent_id', '=', bodyId)
      .where('closed_on', 'is', null)
      .execute();
    if (open.length > 0)
      throw conflict(`“${body.name}”下面还有 ${open.length} 个机构（${open[0]?.name} 等），请先撤并它们。`);
    const { successorId } = input;
    if (successorId !== null) {
      await allowedBody(tx, actor, 'body.edit', successorId);
      const heir = await tx.selectFrom('body').selectAll().where('id', '=', successorId).executeTakeFirstOrThrow();
      if (heir.id === body.id || heir.kind !== body.kind || heir.closed_on !== null)
        throw invalid({ successorId: '承接机构要是另一个同类、没有撤并的机构。' });
    }
    await tx
      .updateTable('body')
      .set({ closed_on: input.closedOn, successor_id: successorId })
      .where('id', '=', bodyId)
      .execute();
    record({ verb: 'body.close', subject: { type: 'body', id: bodyId }, bodyId, after: { name: body.name, ...input } });
    await afterwards?.(changing, { bodyId, ...input });
    touch('bodies', `body:${bodyId}`, ...(successorId === null ? [] : [`body:${successorId}`]));
  });
}

export interface ClosedBody extends CloseBody {
  bodyId: string;
}

/** Adds a section (科室) to a body and returns its id. Throws 422 when the body has one of that name. */
export async function addSection(ctx: Context, actor: Actor, input: NewSection): Promise<string> {
  return change(ctx, actor, async ({ tx, at, record }) => {
    await allowedBody(tx, actor, 'body.edit', input.bodyId);
    const id = uuidv7();
    const made = await tx
      .insertInto('section')
      .values({ id, body_id: input.bodyId, name: input.name, created_at: at })
      .onConflict((oc) => oc.columns(['body_id', 'name']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw invalid({ name: `已有科室“${input.name}”` });
    record({
      verb: 'section.create',
      subject: { type: 'section', id },
      bodyId: input.bodyId,
      after: { name: input.name },
    });
    return id;
  });
}

/** Renames a section. Throws 404, or 422 when the body has another of that name. */
export async function renameSection(ctx: Context, actor: Actor, sectionId: string, name: string): Promise<void> {
  await change(ctx, actor, async ({ tx, record }) => {
    const section = await tx.selectFrom('section').selectAll().where('id', '=', sectionId).executeTakeFirst();
    if (!section) throw notFound('科室');
    await allowedBody(tx, actor, 'body.edit', section.body_id);
    const twin = await tx
      .selectFrom('section')
      .select('id')
      .where('body_id', '=', section.body_id)
      .where('name', '=', name)
      .where('id', '<>', sectionId)
      .executeTakeFirst();
    if (twin) throw invalid({ name: `已有科室“${name}”` });
    await tx.updateTable('section').set({ name }).where('id', '=', sectionId).execute();
    record({
      verb: 'section.rename',
      subject: { type: 'section', id: sectionId },
      bodyId: section.body_id,
      before: { name: section.name },
      after: { name },
    });
  });
}

/** Replaces the leading group (领导小组) of a body; the record keeps who was in it before. */
export async function setLeadingGroup(ctx: Context, actor: Actor, bodyId: string, input: LeadingGroup): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record, touch }) => {
    await allowedBody(tx, actor, 'leadinggroup.edit', bodyId);
    const before = await tx
      .deleteFrom('leading_group_member')
      .where('body_id', '=', bodyId)
      .returning(['role', 'person_name', 'post', 'position'])
      .execute();
    const members = input.members.map((member, position) => ({
      id: uuidv7(),
      body_id: bodyId,
      role: member.role,
      person_name: member.personName,
      post: member.post,
      position,
      created_at: at,
    }));
    if (members.length > 0) await tx.insertInto('leading_group_member').values(members).execute();
    record({
      verb: 'leadinggroup.set',
      subject: { type: 'body', id: bodyId },
      bodyId,
      before: before.toSorted((a, b) => a.position - b.position),
      after: input.members,
    });
    touch(`body:${bodyId}`);
  });
}
