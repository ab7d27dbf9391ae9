import { person } from '../account/testing.ts';
import type { Actor } from '../account/rules.ts';
import type { Context } from '../platform/context.ts';
import { bodyByCode } from '../body/queries.ts';
import { setAudience } from './commands/audience.ts';
import { createDraft } from './commands/draft.ts';
import { clear, review, sign, submit } from './commands/flow.ts';
import { disclosureRecord } from './queries/record.ts';
import { newDraftInput } from './schema.ts';
import type { z } from 'zod';

export interface Crew {
  clerk: Actor;
  reviewer: Actor;
  confidentiality: Actor;
  leader: Actor;
}

/** One person for each step of a body's publications. */
export async function crewOf(ctx: Context, bodyCode: string): Promise<Crew> {
  return {
    clerk: await person(ctx, 'clerk', bodyCode),
    reviewer: await person(ctx, 'reviewer', bodyCode),
    confidentiality: await person(ctx, 'confidentiality', bodyCode),
    leader: await person(ctx, 'leader', bodyCode),
  };
}

/** A complete draft of a body, by default with a notice's title, day and text. */
export async function draftOf(
  ctx: Context,
  clerk: Actor,
  bodyCode: string,
  fields: Partial<z.input<typeof newDraftInput>> = {},
) {
  const { id: bodyId } = await bodyByCode(ctx.db, bodyCode);
  const whole = {
    title: '关于提高城乡低保标准的通知',
    category: '社会救助',
    issuedOn: '2026-05-08',
    html: '<p>城市低保标准提高到每月796元。</p>',
    ...fields,
  };
  return createDraft(ctx, clerk, newDraftInput.parse({ bodyId, ...whole }));
}

/** Takes a draft through every step to publication and returns its index number. */
export async function publishDraft(ctx: Context, crew: Crew, { id, revision }: { id: string; revision: number }) {
  const { audience, delivery } = await disclosureRecord(ctx, crew.clerk, id);
  if (audience !== 'public' && delivery === '')
    await setAudience(ctx, crew.clerk, id, { audience, delivery: '在公示栏张贴' });
  await submit(ctx, crew.clerk, id, { revision });
  await review(ctx, crew.reviewer, id, { revision });
  await clear(ctx, crew.confidentiality, id, { revision });
  return sign(ctx, crew.leader, id, { revision });
}
