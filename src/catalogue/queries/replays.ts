import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import type { DayChange } from '../../workday/rules/year.ts';
import { whyMoved } from '../rules/move.ts';

const shownAtMost = 500;
const exportedAtMost = 200_000;

const columns = [
  'due_replay.id',
  'cause',
  'subject',
  'moved',
  'person_name as personName',
  'replayed_at as replayedAt',
] as const;

/** Every recount that moved something, newest first. That it happened is no secret among staff. */
export async function replays(db: Reader) {
  return db.selectFrom('due_replay').select(columns).orderBy('replayed_at', 'desc').limit(100).execute();
}

/**
 * One recount with what it moved among the bodies that the actor reads, in the order of the tree: from when, to when,
 * and which days made the difference. `all`: for export. Throws 404.
 */
export async function replay(ctx: Context, actor: Actor, id: string, all = false) {
  const one = await ctx.db
    .selectFrom('due_replay')
    .select(columns)
    .select(sql<DayChange[]>`days`.as('days'))
    .where('id', '=', id)
    .executeTakeFirst();
  if (!one) throw notFound('这次变动');
  const moves = await ctx.db
    .selectFrom('due_move')
    .innerJoin('body', 'body.id', 'due_move.body_id')
    .innerJoin('catalogue_item', 'catalogue_item.id', 'due_move.item_id')
    .leftJoin('obligation_record', 'obligation_record.id', 'due_move.obligation_id')
    .select([
      'due_move.obligation_id as obligationId',
      sql<boolean>`obligation_record.id is not null`.as('isThere'),
      'body.code as bodyCode',
      'body.name as bodyName',
      'catalogue_item.level1',
      'catalogue_item.level2',
      'due_move.period',
      'due_move.event',
      'due_move.counted_from as countedFrom',
      'due_move.from_on as fromOn',
      'due_move.to_on as toOn',
      'due_move.from_provisional_on as fromProvisionalOn',
      'due_move.to_provisional_on as toProvisionalOn',
    ])
    .where('replay_id', '=', id)
    .where(inScope(actor, 'obligation.read', 'body.path'))
    .orderBy('body.path')
    .orderBy('catalogue_item.position')
    .orderBy('due_move.period')
    .limit(all ? exportedAtMost : shownAtMost)
    .execute();
  return { ...one, moves: moves.map((move) => ({ ...move, why: whyMoved(move, one.cause, one.days) })) };
}

/** What moved one obligation's due date, newest first. */
export async function movesOf(db: Reader, obligationId: string) {
  return db
    .selectFrom('due_move')
    .innerJoin('due_replay', 'due_replay.id', 'due_move.replay_id')
    .select([
      'replay_id as replayId',
      'cause',
      'subject',
      'replayed_at as replayedAt',
      'from_on as fromOn',
      'to_on as toOn',
      'from_provisional_on as fromProvisionalOn',
      'to_provisional_on as toProvisionalOn',
    ])
    .where('obligation_id', '=', obligationId)
    .orderBy('replayed_at', 'desc')
    .execute();
}
