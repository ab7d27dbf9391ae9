import type { Context } from '../platform/context.ts';
import type { Reader } from '../platform/database/connect.ts';
import { AppError } from '../platform/errors.ts';
import type { BodyKind, LeadingGroupRole } from './rules.ts';

export interface BodyRow {
  id: string;
  code: string;
  name: string;
  kind: BodyKind;
  parent_id: string | null;
  path: string;
  /** Since when it is merged away or dissolved; null: it is there. */
  closed_on: string | null;
  successor_id: string | null;
}

const columns = ['id', 'code', 'name', 'kind', 'parent_id', 'path', 'closed_on', 'successor_id'] as const;

/** All bodies, parents before children. Names of bodies are public. */
export async function allBodies(db: Reader): Promise<BodyRow[]> {
  const rows = await db.selectFrom('body').select(columns).orderBy('path').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as BodyKind }));
}

/** The bodies that are there now, parents before children. */
export const openBodies = async (db: Reader): Promise<BodyRow[]> =>
  (await allBodies(db)).filter(({ closed_on }) => closed_on === null);

/** The body into which one was merged; undefined: into none. */
export async function successorOf(db: Reader, { successor_id }: BodyRow): Promise<BodyRow | undefined> {
  return successor_id === null ? undefined : (await allBodies(db)).find(({ id }) => id === successor_id);
}

/** The body with this code. Throws 404. */
export async function bodyByCode(db: Reader, code: string): Promise<BodyRow> {
  const row = await db.selectFrom('body').select(columns).where('code', '=', code).executeTakeFirst();
  if (!row) throw new AppError('not_found', 404, `没有代码为“${code}”的机构，请核对机构代码。`);
  return { ...row, kind: row.kind as BodyKind };
}

/** The county at the root of the tree, or undefined before bodies are imported. */
export async function rootBody(db: Reader): Promise<BodyRow | undefined> {
  const row = await db
    .selectFrom('body')
    .select(columns)
    .where('kind', '=', 'county')
    .orderBy('path')
    .executeTakeFirst();
  return row && { ...row, kind: row.kind as BodyKind };
}

/** The county's government office (政府办公室, 主管部门 of 国令第711号第三条), by its name; undefined where none is called so. */
export async function publishingOffice(
  db: Reader,
  countyId: string,
): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom('body')
    .select(['id', 'name'])
    .where('parent_id', '=', countyId)
    .where('kind', '=', 'bureau')
    .where('name', 'like', '%政府办公室')
    .orderBy('code')
    .executeTakeFirst();
}

/** The bodies directly under one, in order of code. */
export async function childrenOf(db: Reader, bodyId: string): Promise<BodyRow[]> {
  const rows = await db
    .selectFrom('body')
    .select(columns)
    .where('parent_id', '=', bodyId)
    .where('closed_on', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as BodyKind }));
}

/** One body's sections and leading group (领导小组) in order. */
export async function bodyInside(ctx: Context, bodyId: string) {
  const sections = await ctx.db
    .selectFrom('section')
    .select(['id', 'name'])
    .where('body_id', '=', bodyId)
    .orderBy('name')
    .execute();
  const group = await ctx.db
    .selectFrom('leading_group_member')
    .select(['id', 'role', 'person_name', 'post'])
    .where('body_id', '=', bodyId)
    .orderBy('position')
    .execute();
  return { sections, leadingGroup: group.map((member) => ({ ...member, role: member.role as LeadingGroupRole })) };
}
