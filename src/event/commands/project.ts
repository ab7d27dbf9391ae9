import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import { registerEvent } from '../../catalogue/commands/obligations.ts';
import { boundItems } from '../../catalogue/queries/keys.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid, notFound } from '../../platform/errors.ts';
import { projectStages, stageEvent } from '../rules/project.ts';
import type { NewProject, Stage } from '../schema.ts';

/** Enters a project (重大建设项目) with the item under which its stages are disclosed. Throws 422 for a name that is there. */
export async function createProject(ctx: Context, actor: Actor, input: NewProject): Promise<string> {
  return change(ctx, actor, async ({ tx, at, today, record }) => {
    await allowedBody(tx, actor, 'obligation.register', input.bodyId);
    const item = (await boundItems(tx, [input.bodyId], today)).find(({ itemId }) => itemId === input.itemId);
    if (!item) throw invalid({ itemId: '这个事项不是本机构负责的，请重新选择。' });
    const id = uuidv7();
    const made = await tx
      .insertInto('project')
      .values({
        ...{ id, body_id: input.bodyId, name: input.name, code: input.code },
        ...{ catalogue_id: item.catalogueId, item_key: item.itemKey, created_by: actor.accountId, created_at: at },
      })
      .onConflict((oc) => oc.columns(['body_id', 'name']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) throw invalid({ name: `已有项目“${input.name}”。` });
    const after = { name: input.name, code: input.code };
    record({ verb: 'project.create', subject: { type: 'project', id }, bodyId: input.bodyId, after });
    return id;
  });
}

/**
 * Records a stage of a project; what must be disclosed of it is owed from that day. Returns the obligation's id.
 * Throws 404 for the project, 409 where its item binds the body no more, 422 for a stage of that day that is there.
 */
export async function recordStage(ctx: Context, actor: Actor, projectId: string, input: Stage): Promise<string> {
  return change(ctx, actor, async (doing) => {
    const { tx, at, today, record } = doing;
    const project = await tx.selectFrom('project').selectAll().where('id', '=', projectId).executeTakeFirst();
    if (!project) throw notFound('项目');
    await allowedBody(tx, actor, 'obligation.register', project.body_id);
    const item = (await boundItems(tx, [project.body_id], today)).find(
      ({ catalogueId, itemKey }) => catalogueId === project.catalogue_id && itemKey === project.item_key,
    );
    if (!item) throw conflict('这个项目对应的公开事项已不在本机构的目录里，请用“登记应公开信息”另行登记。');
    const { stage, happenedOn, note } = input;
    const event = stageEvent(project.name, stage, note);
    const obligationId = await registerEvent(doing, {
      ...{ itemId: item.itemId, bodyId: project.body_id, event, eventOn: happenedOn },
    });
    const made = await tx
      .insertInto('project_stage')
      .values({
        ...{ id: uuidv7(), project_id: projectId, body_id: project.body_id, stage, happened_on: happenedOn, note },
        ...{ obligation_id: obligationId, recorded_by: actor.accountId, recorded_by_name: actor.personName },
        recorded_at: at,
      })
      .onConflict((oc) => oc.columns(['project_id', 'stage', 'happened_on']).doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n)
      throw invalid({ happenedOn: `这一天的“${projectStages[stage]}”已经登记过了。` });
    const after = { name: project.name, state: projectStages[stage], note };
    record({ verb: 'project.stage', subject: { type: 'project', id: projectId }, bodyId: project.body_id, after });
    return obligationId;
  });
}
