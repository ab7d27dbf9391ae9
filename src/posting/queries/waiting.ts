import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { postingStateSql } from './state.ts';

const shownAtMost = 50;
/** What was published longer ago and never posted is a matter for the register, not for today. */
const postWithinDays = 120;

/**
 * What waits to be done at the boards of the bodies for which the actor posts: sheets to put up (published by a village and
 * hanging nowhere in that version) and sheets to take down or to replace.
 */
export async function waitingAtBoards(ctx: Context, actor: Actor) {
  const now = ctx.clock.now();
  const today = legalDate(now);
  const [toPost, toTakeDown] = await Promise.all([
    ctx.db
      .selectFrom('disclosure')
      .innerJoin('disclosure_version as version', (join) =>
        join
          .onRef('version.disclosure_id', '=', 'disclosure.id')
          .onRef('version.version', '=', 'disclosure.published_version'),
      )
      .innerJoin('body', 'body.id', 'disclosure.body_id')
      .select([
        'disclosure.id',
        'version.title',
        'body.name as bodyName',
        'version.published_at as publishedAt',
        sql<boolean>`version.version > 1`.as('isCorrection'),
      ])
      .where('disclosure.standing', '=', 'published')
      .where('body.kind', '=', 'village')
      .where('disclosure.audience', 'in', ['public', 'village'])
      .where('disclosure.last_published_at', '>', new Date(now.getTime() - postWithinDays * 86_400_000))
      .where(inScope(actor, 'posting.record', 'body.path'))
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('posting')
              .select('posting.id')
              .whereRef('posting.disclosure_id', '=', 'disclosure.id')
              .whereRef('posting.version', '=', 'version.version'),
          ),
        ),
      )
      .orderBy('version.published_at')
      .limit(shownAtMost)
      .execute(),
    ctx.db
      .selectFrom('posting')
      .innerJoin('disclosure', 'disclosure.id', 'posting.disclosure_id')
      .innerJoin('disclosure_version as version', (join) =>
        join
          .onRef('version.disclosure_id', '=', 'posting.disclosure_id')
          .onRef('version.version', '=', 'posting.version'),
      )
      .innerJoin('notice_board as board', 'board.id', 'posting.board_id')
      .innerJoin('body', 'body.id', 'posting.body_id')
      .select([
        'posting.id',
        'version.title',
        'body.name as bodyName',
        'board.place',
        'posting.until_on as untilOn',
        postingStateSql(today).as('state'),
      ])
      .where(inScope(actor, 'posting.record', 'body.path'))
      .where('posting.taken_down_on', 'is', null)
      .where(sql<boolean>`${postingStateSql(today)} in ('over', 'withdrawn', 'outdated')`)
      .orderBy('posting.until_on')
      .limit(shownAtMost)
      .execute(),
  ]);
  return { toPost, toTakeDown };
}

/** What can be put up by this person: published documents, newest first, found by words of the title or by number. */
export async function postable(ctx: Context, actor: Actor, words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return (
    ctx.db
      .selectFrom('disclosure')
      .innerJoin('disclosure_version as version', (join) =>
        join
          .onRef('version.disclosure_id', '=', 'disclosure.id')
          .onRef('version.version', '=', 'disclosure.published_version'),
      )
      .innerJoin('body', 'body.id', 'disclosure.body_id')
      .select(['disclosure.id', 'version.title', 'disclosure.number', 'body.name as bodyName'])
      .where('disclosure.standing', '=', 'published')
      .where('disclosure.audience', 'in', ['public', 'village'])
      // Everybody's boards carry the township's and the county's papers too: what is public may hang anywhere.
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('body as own')
            .select('own.id')
            .where(inScope(actor, 'posting.record', 'own.path'))
            .where(sql<boolean>`starts_with(own.path, body.path) or body.kind in ('county', 'bureau')`),
        ),
      )
      .$if(words !== '', (query) =>
        query.where((eb) => eb.or([eb('version.title', 'ilike', pattern), eb('disclosure.number', '=', words)])),
      )
      .orderBy(sql`${inScope(actor, 'posting.record', 'body.path')} desc`)
      .orderBy('disclosure.first_published_at', 'desc')
      .limit(30)
      .execute()
  );
}
