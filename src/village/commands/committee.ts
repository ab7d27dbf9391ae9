import { v7 as uuidv7 } from 'uuid';
import { roleHolders } from '../../account/holders.ts';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { invalid } from '../../platform/errors.ts';
import { committeeOf } from '../queries/committee.ts';
import type { CommitteeMembers } from '../schema.ts';

/**
 * Sets who is in a village's 村务监督委员会. Members of the 村民委员会 and their near kin may not be (村民委员会组织法
 * 第三十二条): refused as far as the accounts tell. Throws 403, 422 with each wrong line.
 */
export async function setCommittee(
  ctx: Context,
  actor: Actor,
  bodyId: string,
  members: CommitteeMembers,
): Promise<void> {
  await change(ctx, actor, async ({ tx, at, record, touch }) => {
    const body = await allowedBody(tx, actor, 'villagelist.edit', bodyId);
    if (body.kind !== 'village') throw invalid({ bodyId: '村务监督委员会是村的，请选择村' });
    const [before, holders, leading] = await Promise.all([
      committeeOf(tx, bodyId),
      roleHolders(tx, ['village', 'clerk', 'leader'], body.path),
      tx.selectFrom('leading_group_member').select('person_name').where('body_id', '=', bodyId).execute(),
    ]);
    const barred = new Set([
      ...holders.map(({ personName }) => personName),
      ...leading.map(({ person_name }) => person_name),
    ]);
    const faults: Record<string, string> = {};
    members.forEach(({ personName }, at) => {
      if (barred.has(personName))
        faults[`members.${at}.personName`] =
          `${personName}是村委会的人或填报村务的人，本人及近亲属不得担任监委会成员（村民委员会组织法第三十二条）`;
      else if (members.findIndex((other) => other.personName === personName) < at)
        faults[`members.${at}.personName`] = `${personName}写了两次`;
    });
    if (members.filter(({ post }) => post === 'head').length > 1) faults['members'] = '主任只能有一人';
    if (Object.keys(faults).length > 0) throw invalid(faults);
    await tx.deleteFrom('village_committee_member').where('body_id', '=', bodyId).execute();
    if (members.length > 0)
      await tx
        .insertInto('village_committee_member')
        .values(
          members.map(({ personName, post }, position) => ({
            id: uuidv7(),
            body_id: bodyId,
            person_name: personName,
            post,
            position,
            created_at: at,
          })),
        )
        .execute();
    record({
      verb: 'village.setCommittee',
      subject: { type: 'body', id: bodyId },
      bodyId,
      before: { members: before },
      after: { members },
    });
    touch('villages', `village:${bodyId}`, `body:${bodyId}`);
  });
}
