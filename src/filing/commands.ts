import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { personNames } from '../account/names.ts';
import { mayAct, type Actor } from '../account/rules.ts';
import { allowedBody, inScope } from '../account/scope.ts';
import { change, type Change } from '../audit/change.ts';
import { takeSequence } from '../number/commands.ts';
import type { Context } from '../platform/context.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import {
  filingNumber,
  filingStates,
  siteChannel,
  statesBefore,
  stepFrom,
  type FilingKind,
  type FilingState,
  type FilingStep,
} from './rules.ts';
import type { Answer, Confirm, Opinion } from './schema.ts';

/** What one line of the register says of a publication, correction or withdrawal. */
export interface ToFile {
  kind: FilingKind;
  disclosureId: string;
  version: number;
  indexNumber: string;
  title: string;
  documentNumber: string;
  category: string;
  /** The catalogue items that it answers, by name. */
  items: readonly string[];
  /** Accounts; null where nobody here did it. */
  drafter: string | null;
  reviewer: string | null;
  clearer: string | null;
  signer: string | null;
  contentHash: string;
  remarks: string;
}

/** The kind of the gapless rows from which filing numbers are taken, one row a body and year. */
const filingSequence = 'filing';

/**
 * Enters publications of one body in its register (备案登记簿), in the transaction that makes them public: one statement
 * for all. Returns their numbers in order. The caller has checked that the actor may publish.
 */
export async function file(
  { tx, at, today, record }: Change,
  body: { id: string; code: string; name: string },
  entries: readonly ToFile[],
): Promise<string[]> {
  if (entries.length === 0) return [];
  const year = Number(today.slice(0, 4));
  const first = await takeSequence(tx, filingSequence, `${body.code}/${year}`, entries.length);
  const people = entries.flatMap(({ drafter, reviewer, clearer, signer }) => [drafter, reviewer, clearer, signer]);
  const names = await personNames(tx, [...new Set(people.filter((id) => id !== null))]);
  const nameOf = (id: string | null) => (id && names.get(id)) || '';
  const rows = entries.map((entry, nth) => ({
    ...{ id: uuidv7(), body_id: body.id, body_name: body.name, year, sequence: first + nth },
    ...{ number: filingNumber(body.code, year, first + nth), kind: entry.kind },
    ...{ disclosure_id: entry.disclosureId, version: entry.version, index_number: entry.indexNumber },
    ...{ title: entry.title, document_number: entry.documentNumber, category: entry.category },
    ...{ items: JSON.stringify(entry.items), channels: JSON.stringify([siteChannel]) },
    ...{ drafter: nameOf(entry.drafter), reviewer: nameOf(entry.reviewer) },
    ...{ clearer: nameOf(entry.clearer), signer: nameOf(entry.signer) },
    ...{ content_hash: entry.contentHash, remarks: entry.remarks, happened_at: at, filed_at: at },
  }));
  await tx.insertInto('filing').values(rows).execute();
  const [one] = rows;
  record({
    verb: 'filing.file',
    subject: { type: 'filing', id: one?.id ?? '' },
    bodyId: body.id,
    after: rows.length === 1 ? { number: one?.number, title: one?.title } : { number: one?.number, count: rows.length },
  });
  return rows.map(({ number }) => number);
}

/**
 * The superior confirms that it has received filings (确认收到). Returns how many were confirmed.
 * Throws 404 for a line outside the actor's bodies, 409 where one named is not waiting.
 */
export async function confirm(ctx: Context, actor: Actor, input: Confirm): Promise<number> {
  return change(ctx, actor, async ({ tx, at, record }) => {
    const open = statesBefore('confirm');
    if ('bodyId' in input) await allowedBody(tx, actor, 'filing.confirm', input.bodyId);
    else {
      const found = await tx
        .selectFrom('filing')
        .innerJoin('body', 'body.id', 'filing.body_id')
        .select(['filing.id', 'filing.number', 'filing.state'])
        .where('filing.id', 'in', input.ids)
        .where(inScope(actor, 'filing.confirm', 'body.path'))
        .execute();
      if (found.length < new Set(input.ids).size) throw notFound('备案');
      const closed = found.find(({ state }) => !open.includes(state as FilingState));
      if (closed)
        throw conflict(`${closed.number} 现在是“${filingStates[closed.state as FilingState]}”，不能确认。请刷新再选。`);
    }
    const confirmed = await tx
      .updateTable('filing')
      .set({
        state: 'confirmed',
        confirmed_by: actor.accountId,
        confirmed_by_name: actor.personName,
        confirmed_at: at,
      })
      .where('state', 'in', open)
      .$if('ids' in input, (query) => query.where('id', 'in', 'ids' in input ? input.ids : []))
      .$if('bodyId' in input, (query) =>
        query
          .where('body_id', '=', 'bodyId' in input ? input.bodyId : '')
          .where('year', '=', 'bodyId' in input ? input.year : 0),
      )
      .returning(['id', 'body_id', 'number', 'title'])
      .execute();
    if (confirmed.length === 0) throw conflict('没有等待确认的备案，可能别的同志已经办了。请刷新看看。');
    for (const { id, body_id, number, title } of confirmed)
      record({ verb: 'filing.confirm', subject: { type: 'filing', id }, bodyId: body_id, after: { number, title } });
    return confirmed.length;
  });
}

/** The superior asks back (整改意见) with a term. Throws 422 for a term that is over, 409 where the line is not waiting. */
export async function ask(ctx: Context, actor: Actor, id: string, { opinion, dueOn }: Opinion): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, today, record } = doing;
    const found = await step(doing, id, 'ask');
    if (dueOn < today) throw invalid({ dueOn: '期限不能早于今天。' });
    await tx
      .insertInto('filing_opinion')
      .values({
        ...{ id: uuidv7(), filing_id: id, body_id: found.body_id, opinion, due_on: dueOn },
        ...{ asked_by: actor.accountId, asked_by_name: actor.personName, asked_at: at },
      })
      .execute();
    const after = { number: found.number, opinion, dueOn };
    record({ verb: 'filing.ask', subject: { type: 'filing', id }, bodyId: found.body_id, after });
  });
}

/** The body answers the opinion that is open. Throws 409 where none is. */
export async function answer(ctx: Context, actor: Actor, id: string, { answer: words }: Answer): Promise<void> {
  await change(ctx, actor, async (doing) => {
    const { tx, at, record } = doing;
    const found = await step(doing, id, 'answer');
    await tx
      .updateTable('filing_opinion')
      .set({ answer: words, answered_by: actor.accountId, answered_by_name: actor.personName, answered_at: at })
      .where('filing_id', '=', id)
      .where('answered_at', 'is', null)
      .execute();
    const after = { number: found.number, answer: words };
    record({ verb: 'filing.answer', subject: { type: 'filing', id }, bodyId: found.body_id, after });
  });
}

/** Moves a line on under lock. Throws 404 outside the actor's bodies, 403 without the act, 409 from a wrong state. */
async function step({ tx, actor }: Change, id: string, name: FilingStep) {
  const found = await tx
    .selectFrom('filing')
    .innerJoin('body', 'body.id', 'filing.body_id')
    .select(['filing.id', 'filing.body_id', 'filing.number', 'filing.state', 'body.path'])
    .where('filing.id', '=', id)
    .forUpdate('filing')
    .executeTakeFirst();
  if (!found || !mayAct(actor, 'filing.read', found.path)) throw notFound('备案');
  await allowedBody(tx, actor, `filing.${name === 'ask' ? 'confirm' : name}`, found.body_id);
  const state = found.state as FilingState;
  const to = stepFrom(name, state);
  if (!to) throw conflict(`这件备案现在是“${filingStates[state]}”，这一步不能办。可能别的同志先办了，请刷新看看。`);
  await tx
    .updateTable('filing')
    .set({ state: sql`${to}` })
    .where('id', '=', id)
    .execute();
  return found;
}
