import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { personNames } from '../../account/names.ts';
import { cleanHtml } from '../../attachment/clean.ts';
import { textOf } from '../../attachment/markup.ts';
import { change, type Change } from '../../audit/change.ts';
import { nextNumber } from '../../number/commands.ts';
import { maskHtml } from '../../privacy/html.ts';
import { maskPersonalData } from '../../privacy/rules.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, invalid } from '../../platform/errors.ts';
import { spokenTime, type Route } from '../rules.ts';
import type { NewDraft, SaveDraft, Step } from '../schema.ts';
import { linkObligations } from './link.ts';
import { personalDataIn } from '../privacy.ts';
import { editable, setVersion, type Working } from './working.ts';

export interface Saved {
  revision: number;
  savedAt: Date;
}

/** Starts a disclosure and returns its id and public number. Throws 403 outside the actor's bodies, 413 or 422 for its text. */
export async function createDraft(
  ctx: Context,
  actor: Actor,
  input: NewDraft,
): Promise<Saved & { id: string; number: string }> {
  const fields = await cleanFields(ctx, input);
  return change(ctx, actor, async (doing) => {
    await allowedBody(doing.tx, actor, 'disclosure.draft', input.bodyId);
    return begin(doing, input, fields);
  });
}

/** Makes a disclosure with its first draft. The caller has checked the actor. */
export async function begin(
  doing: Change,
  input: Pick<NewDraft, 'bodyId' | 'obligationIds'>,
  fields: Awaited<ReturnType<typeof cleanFields>>,
  route: Route = 'standard',
): Promise<Saved & { id: string; number: string }> {
  const { tx, at, today, record, actor } = doing;
  const id = uuidv7();
  const number = await nextNumber(tx, 'disclosure', Number(today.slice(0, 4)));
  const common = { body_id: input.bodyId, category: fields.category, created_at: at };
  await tx
    .insertInto('disclosure')
    .values({ ...common, id, number, route, standing: 'unpublished', working_version: 1, created_by: actor.accountId })
    .execute();
  await tx
    .insertInto('disclosure_version')
    .values({
      ...common,
      ...fields,
      disclosure_id: id,
      version: 1,
      state: 'draft',
      drafted_by: actor.accountId,
      drafters: actor.accountId ? [actor.accountId] : [],
      updated_at: at,
    })
    .execute();
  record({
    verb: 'disclosure.create',
    subject: { type: 'disclosure', id },
    bodyId: input.bodyId,
    after: { number, title: fields.title, category: fields.category },
  });
  await linkObligations(doing, id, input.bodyId, input.obligationIds);
  return { id, number, revision: 1, savedAt: at };
}

/**
 * Saves a draft over the revision that the person started from. Sending the same text twice is harmless.
 * Throws 409 with who saved what in between: nothing is overwritten, and the person's own text stays with them.
 */
export async function saveDraft(ctx: Context, actor: Actor, id: string, input: SaveDraft): Promise<Saved> {
  const fields = await cleanFields(ctx, input);
  return change(ctx, actor, async (doing) => {
    const found = await editable(doing, id);
    const { version, body } = found;
    const isSame = Object.entries(fields).every(([name, value]) => version[name as keyof typeof fields] === value);
    if (!isSame && version.revision !== input.revision) throw await editedMeanwhile(doing, found);
    const revision = isSame ? version.revision : version.revision + 1;
    if (!isSame) await setVersion(doing, found, { ...fields, revision, drafters: withDrafter(found, actor) });
    doing.record({
      verb: 'disclosure.save',
      subject: { type: 'disclosure', id },
      bodyId: body.id,
      after: { version: version.version, revision, title: fields.title, chars: fields.text.length },
    });
    return { revision, savedAt: isSame ? version.updated_at : doing.at };
  });
}

/** Masks all personal data found in a draft's title and text. Throws 409 where the draft was changed meanwhile. */
export async function maskDraft(ctx: Context, actor: Actor, id: string, { revision }: Step): Promise<Saved> {
  return change(ctx, actor, async (doing) => {
    const found = await editable(doing, id);
    if (found.version.revision !== revision) throw await editedMeanwhile(doing, found);
    return { revision: await maskVersion(doing, found), savedAt: doing.at };
  });
}

/** Masks a version that is a draft by now, records what was masked, and returns the new revision. */
export async function maskVersion(doing: Change, found: Working): Promise<number> {
  const { version, body } = found;
  const html = maskHtml(version.html);
  const revision = version.revision + 1;
  await setVersion(doing, found, { title: maskPersonalData(version.title), html, text: textOf(html), revision });
  doing.record({
    verb: 'disclosure.mask',
    subject: { type: 'disclosure', id: version.disclosure_id },
    bodyId: body.id,
    after: { version: version.version, revision, masked: personalDataIn(version).map(({ masked }) => masked) },
  });
  return revision;
}

/** Everybody who wrote in it, the last one last. */
export const withDrafter = ({ version }: Working, { accountId }: Actor) =>
  accountId === null ? version.drafters : [...version.drafters.filter((id) => id !== accountId), accountId];

/** 409: who saved what in between, in words. */
export async function editedMeanwhile({ tx, actor }: Change, { version }: Working): Promise<AppError> {
  const last = version.drafters.at(-1);
  const name = last === actor.accountId ? '您自己' : (last && (await personNames(tx, [last])).get(last)) || '同事';
  return new AppError(
    'edited_meanwhile',
    409,
    `${name}在 ${spokenTime(version.updated_at)} 保存过这份草稿，与本页的不同。两份文字都没有丢，请选择用哪一份。`,
  );
}

async function cleanFields(ctx: Context, input: Omit<SaveDraft, 'revision'>) {
  const html = cleanHtml(input.html);
  if (input.source) {
    await ctx.blobs.get(input.source.sha256).catch(() => {
      throw invalid({ source: '没有找到上传的原文件，请重新上传。' });
    });
  }
  return {
    title: input.title,
    category: input.category,
    document_number: input.documentNumber,
    issued_on: input.issuedOn,
    validity: input.validity,
    html,
    text: textOf(html),
    source_sha256: input.source?.sha256 ?? null,
    source_name: input.source?.name ?? null,
  };
}
