import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import { signInNeeded } from '../platform/errors.ts';
import { acts, roles, scopeOf, type ActName, type Actor, type Role } from './rules.ts';
import { inScope } from './scope.ts';

/** Who is signed in, with the acts that person may do anywhere: what the console needs to build its menu. */
export async function ownAccount(ctx: Context, actor: Actor) {
  const account = await ctx.db
    .selectFrom('account')
    .innerJoin('body', 'body.id', 'account.body_id')
    .select([
      'account.id',
      'account.login',
      'account.person_name',
      'account.post',
      'account.body_id',
      'body.name as body_name',
      'body.path as body_path',
    ])
    .where('account.id', '=', actor.accountId)
    .executeTakeFirst();
  if (!account) throw signInNeeded();
  const may = (Object.keys(acts) as ActName[]).filter((act) => scopeOf(actor, act).length > 0);
  return {
    ...account,
    may,
    roles: [...new Set(actor.roles.map(({ role }) => roles[role]))],
    isSample: ctx.settings.mode === 'sample',
    mustChangePassword: actor.mustChangePassword === true,
  };
}

/** Where the actor is signed in now, the newest first. */
export async function ownSessions(ctx: Context, actor: Actor) {
  const now = ctx.clock.now();
  return ctx.db
    .selectFrom('session')
    .select(['created_at', 'seen_at', 'address', 'agent'])
    .where('account_id', '=', actor.accountId)
    .where('expires_at', '>', now)
    .where('seen_at', '>', new Date(now.getTime() - ctx.settings.sessionIdleMinutes * 60_000))
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute();
}

interface HeldRole {
  role: Role;
  bodyId: string;
  bodyName: string;
}

/** The accounts of the bodies whose people the actor manages, with their roles. */
export async function accountsInScope(ctx: Context, actor: Actor) {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('account')
    .innerJoin('body', 'body.id', 'account.body_id')
    .select((eb) => [
      'account.id',
      'account.login',
      'account.person_name',
      'account.post',
      'account.body_id',
      'account.disabled_at',
      'account.locked_until',
      'account.one_time_until',
      'account.is_sample',
      'body.name as body_name',
      eb
        .selectFrom('account_role')
        .innerJoin('body as over', 'over.id', 'account_role.body_id')
        .select(
          sql<HeldRole[]>`json_agg(json_build_object(
            'role', account_role.role, 'bodyId', over.id, 'bodyName', over.name) order by account_role.role)`.as(
            'roles',
          ),
        )
        .whereRef('account_role.account_id', '=', 'account.id')
        .as('roles'),
    ])
    .where(inScope(actor, 'account.manage', 'body.path'))
    .orderBy('body.path')
    .orderBy('account.login')
    .execute();
  return rows.map(({ disabled_at, locked_until, one_time_until, ...row }) => ({
    ...row,
    roles: row.roles ?? [],
    isDisabled: disabled_at !== null,
    isLocked: locked_until !== null && locked_until > now,
    hasOneTimePassword: one_time_until !== null,
    isOwn: row.id === actor.accountId,
  }));
}
