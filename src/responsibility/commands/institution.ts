import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import { disclosureNamed } from '../../disclosure/queries/linked.ts';
import type { Context } from '../../platform/context.ts';
import { invalid, notFound } from '../../platform/errors.ts';
import { institutions, type Institution } from '../rules/institution.ts';

/** Says in which published document a body has an institution (制度文本). Throws 422 where the words name none. */
export async function linkText(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  { institution, disclosure }: { institution: Institution; disclosure: string },
): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record }) => {
    await allowedBody(tx, actor, 'institution.link', bodyId);
    const found = await disclosureNamed(tx, disclosure);
    if (!found) throw invalid({ disclosure: '没有找到这个索引号或编号的已公开文件，请核对。' });
    await tx
      .insertInto('institution_text')
      .values({ body_id: bodyId, institution, disclosure_id: found.id, linked_by: actor.accountId, linked_at: at })
      .onConflict((oc) => oc.doNothing())
      .execute();
    const after = { name: institutions[institution].name, title: found.title };
    record({ verb: 'institution.link', subject: { type: 'institution', id: bodyId }, bodyId, after });
  });
}

/** Takes the link back. Throws 404 where there is none. */
export async function unlinkText(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  institution: Institution,
  disclosureId: string,
): Promise<void> {
  await change(ctx, actor, async ({ tx, record }) => {
    await allowedBody(tx, actor, 'institution.link', bodyId);
    const { numDeletedRows } = await tx
      .deleteFrom('institution_text')
      .where('body_id', '=', bodyId)
      .where('institution', '=', institution)
      .where('disclosure_id', '=', disclosureId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound('制度文本');
    const before = { name: institutions[institution].name, disclosureId };
    record({ verb: 'institution.unlink', subject: { type: 'institution', id: bodyId }, bodyId, before });
  });
}
