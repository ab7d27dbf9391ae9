import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import type { BoardKind } from '../rules/posting.ts';
import type { BoardFilter } from '../schema.ts';

/** The boards in use of the bodies that the actor sees, by body, with how many sheets hang on each. */
export async function boardList(ctx: Context, actor: Actor, { bodyId }: BoardFilter) {
  const rows = await ctx.db
    .selectFrom('notice_board as board')
    .innerJoin('body', 'body.id', 'board.body_id')
    .select((eb) => [
      'board.id',
      'board.body_id as bodyId',
      'body.name as bodyName',
      'board.place',
      'board.kind',
      'board.size',
      eb
        .selectFrom('posting')
        .select((inner) => inner.fn.countAll<number>().as('count'))
        .whereRef('posting.board_id', '=', 'board.id')
        .where('posting.taken_down_on', 'is', null)
        .$asScalar()
        .$notNull()
        .as('hanging'),
    ])
    .where('board.closed_at', 'is', null)
    .where(inScope(actor, 'posting.read', 'body.path'))
    .$if(bodyId !== undefined, (query) => query.where('board.body_id', '=', bodyId ?? ''))
    .orderBy('body.path')
    .orderBy('board.created_at')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as BoardKind }));
}

/** The boards of a body for everybody: where they are. */
export async function boardsOf(db: Reader, bodyId: string) {
  const rows = await db
    .selectFrom('notice_board')
    .select(['id', 'place', 'kind'])
    .where('body_id', '=', bodyId)
    .where('closed_at', 'is', null)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind as BoardKind }));
}
