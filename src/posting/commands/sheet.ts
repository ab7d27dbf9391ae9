import { randomInt } from 'node:crypto';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { codeAlphabet, codeOf, sheetCodeChars } from '../rules/code.ts';

/** A code that nobody can guess, with its check character. */
export const randomCode = (chars: number): string =>
  codeOf(Array.from({ length: chars }, () => randomInt(codeAlphabet.length)));

/**
 * Makes the notice-board sheet (张贴件) of what is public of a disclosure now, and returns the short code it carries; the
 * same version has one code however often it is printed. Throws 409 for what is not public.
 */
export async function makeSheet(ctx: Context, actor: Actor, disclosureId: string): Promise<string> {
  const known = await publicVersion(ctx.db, actor, disclosureId);
  const made = await codeOfVersion(ctx.db, disclosureId, known.version);
  if (made) return made;
  return change(ctx, actor, async (doing) => {
    const { version, body_id } = await publicVersion(doing.tx, actor, disclosureId);
    return sheetCode(doing, { disclosureId, version, bodyId: body_id });
  });
}

/** The code of a version within a change, made where there is none. */
export async function sheetCode(
  { tx, actor, at, record }: Change,
  { disclosureId, version, bodyId }: { disclosureId: string; version: number; bodyId: string },
): Promise<string> {
  const code = randomCode(sheetCodeChars);
  // Two who print at once get the same code.
  const made = await tx
    .insertInto('sheet_code')
    .values({ code, disclosure_id: disclosureId, version, body_id: bodyId, made_at: at, made_by: actor.accountId })
    .onConflict((conflict) =>
      conflict.columns(['disclosure_id', 'version']).doUpdateSet((eb) => ({ version: eb.ref('excluded.version') })),
    )
    .returning('code')
    .executeTakeFirstOrThrow();
  record({
    verb: 'sheet.make',
    subject: { type: 'disclosure', id: disclosureId },
    bodyId,
    after: { version, code: made.code },
  });
  return made.code;
}

async function publicVersion(db: Reader, actor: Actor, disclosureId: string) {
  const found = await db
    .selectFrom('disclosure')
    .select(['body_id', 'published_version', 'audience'])
    .where('id', '=', disclosureId)
    .executeTakeFirst();
  if (!found) throw notFound('信息');
  await allowedBody(db, actor, 'posting.record', found.body_id);
  if (found.published_version === null) throw conflict('这份文件没有在公开，不能做张贴件。');
  if (found.audience === 'group' || found.audience === 'internal')
    throw conflict('这份文件不是给所有人看的，不能贴在公开栏上。');
  return { body_id: found.body_id, version: found.published_version };
}

async function codeOfVersion(db: Context['db'], disclosureId: string, version: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('sheet_code')
    .select('code')
    .where('disclosure_id', '=', disclosureId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.code;
}
