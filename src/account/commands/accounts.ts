import { v7 as uuidv7 } from 'uuid';
import { change, type Change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, forbidden, invalid, notFound } from '../../platform/errors.ts';
import { hashPassword, oneTimePassword } from '../password.ts';
import { mayAct, oneTimePasswordHours, passwordFault, rolesFault, type Actor, type Role } from '../rules.ts';
import type { GivenRoles, NewAccount } from '../schema.ts';
import { allowedBody } from '../scope.ts';
import { closeSessionsOf } from '../session.ts';

/** A password the person chose, or that of the published sample accounts. */
export interface ChosenPassword {
  password: string;
  isSample?: boolean;
}

/**
 * Makes an account with roles in the actor's subtree. Returns its id and the one-time password to hand to the person.
 * Throws 422 for a weak password, another body's section or roles that do not go together, 409 for a login already in use.
 */
export async function createAccount(ctx: Context, actor: Actor, input: NewAccount, chosen?: ChosenPassword) {
  const password = chosen?.password ?? oneTimePassword();
  const fault = chosen && !chosen.isSample && passwordFault(password, input.login);
  if (fault) throw invalid({ password: fault });
  const passwordHash = await hashPassword(password);
  return change(ctx, actor, async (work) => {
    await allowedBody(work.tx, actor, 'account.manage', input.bodyId);
    for (const { bodyId } of input.roles) await allowedBody(work.tx, actor, 'account.manage', bodyId);
    if (input.sectionId) await refuseForeignSection(work, input.bodyId, input.sectionId);
    const id = await insertAccount(work, input, {
      passwordHash,
      isSample: chosen?.isSample ?? false,
      oneTimeUntil: chosen ? null : hoursAfter(work.at, oneTimePasswordHours),
    });
    return { id, password };
  });
}

async function refuseForeignSection({ tx }: Change, bodyId: string, sectionId: string): Promise<void> {
  const section = await tx
    .selectFrom('section')
    .select('id')
    .where('id', '=', sectionId)
    .where('body_id', '=', bodyId)
    .executeTakeFirst();
  if (!section) throw invalid({ sectionId: '所选的机构没有这个科室' });
}

const hoursAfter = (at: Date, hours: number) => new Date(at.getTime() + hours * 3_600_000);

/**
 * Inserts an account within a change and records it; the caller has checked that this is allowed. Returns its id.
 * Throws 422 for roles that do not go together, 409 for a login already in use.
 */
export async function insertAccount(
  { tx, at, record }: Change,
  input: NewAccount,
  secret: { passwordHash: string; isSample: boolean; oneTimeUntil: Date | null },
): Promise<string> {
  checkRoles(input.roles);
  const id = uuidv7();
  const made = await tx
    .insertInto('account')
    .values({
      id,
      body_id: input.bodyId,
      section_id: input.sectionId ?? null,
      login: input.login,
      person_name: input.personName,
      post: input.post,
      password_hash: secret.passwordHash,
      is_sample: secret.isSample,
      one_time_until: secret.oneTimeUntil,
      created_at: at,
    })
    .onConflict((conflictOn) => conflictOn.column('login').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows === 0n) throw conflict(`登录名 ${input.login} 已有人使用，请换一个。`);
  await insertRoles({ tx }, id, input.roles);
  record({ verb: 'account.create', subject: { type: 'account', id }, bodyId: input.bodyId, after: input });
  return id;
}

function checkRoles(roles: GivenRoles): void {
  const fault = rolesFault(roles.map(({ role }) => role));
  if (fault) throw invalid({ roles: fault });
}

async function insertRoles({ tx }: Pick<Change, 'tx'>, accountId: string, roles: GivenRoles): Promise<void> {
  await tx
    .insertInto('account_role')
    .values(roles.map(({ role, bodyId }) => ({ account_id: accountId, role, body_id: bodyId })))
    .onConflict((conflictOn) => conflictOn.doNothing())
    .execute();
}

/**
 * The account, if the actor manages its body and every body it has a role on: whoever resets a password could else
 * rise to that person's rights. Throws 404, or 403 also for the actor's own account.
 */
async function managedAccount({ tx, actor }: Change, accountId: string) {
  const account = await tx.selectFrom('account').selectAll().where('id', '=', accountId).forUpdate().executeTakeFirst();
  if (!account) throw notFound('账号');
  if (account.id === actor.accountId) throw forbidden('不能管理自己的账号，请找另一位安全管理员。');
  await allowedBody(tx, actor, 'account.manage', account.body_id);
  const held = await tx
    .selectFrom('account_role')
    .innerJoin('body', 'body.id', 'account_role.body_id')
    .select(['account_role.role', 'account_role.body_id', 'body.path'])
    .where('account_role.account_id', '=', accountId)
    .execute();
  if (!held.every(({ path }) => mayAct(actor, 'account.manage', path))) throw forbidden();
  return { ...account, roles: held.map(({ role, body_id }) => ({ role: role as Role, bodyId: body_id })) };
}

/** Replaces an account's roles and ends its sessions. Throws 422 for roles that do not go together. */
export async function setRoles(ctx: Context, actor: Actor, accountId: string, roles: GivenRoles): Promise<void> {
  checkRoles(roles);
  await change(ctx, actor, async (work) => {
    const account = await managedAccount(work, accountId);
    for (const { bodyId } of roles) await allowedBody(work.tx, actor, 'account.manage', bodyId);
    await work.tx.deleteFrom('account_role').where('account_id', '=', accountId).execute();
    await insertRoles(work, accountId, roles);
    await closeSessionsOf(work.tx, accountId);
    work.record({
      verb: 'account.setRoles',
      subject: { type: 'account', id: accountId },
      bodyId: account.body_id,
      before: { roles: account.roles },
      after: { roles },
    });
  });
}

/** Closes an account and ends its sessions; closing a closed one is harmless. */
export const disable = (ctx: Context, actor: Actor, accountId: string) =>
  alterAccount(ctx, actor, accountId, 'account.disable', (at) => ({ disabled_at: at }));

/** Opens a closed account again. */
export const enable = (ctx: Context, actor: Actor, accountId: string) =>
  alterAccount(ctx, actor, accountId, 'account.enable', () => ({ disabled_at: null }));

/** Lifts the lock after too many wrong passwords before its time is over. */
export const unlock = (ctx: Context, actor: Actor, accountId: string) =>
  alterAccount(ctx, actor, accountId, 'account.unlock', () => ({ locked_until: null, failed_sign_ins: 0 }));

/** Gives an account a one-time password, lifts its lock and ends its sessions. Returns the password, which is shown once. */
export async function resetPassword(ctx: Context, actor: Actor, accountId: string): Promise<string> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  await alterAccount(ctx, actor, accountId, 'account.resetPassword', (at) => ({
    password_hash: passwordHash,
    one_time_until: hoursAfter(at, oneTimePasswordHours),
    locked_until: null,
    failed_sign_ins: 0,
  }));
  return password;
}

interface AccountState {
  disabled_at?: Date | null;
  locked_until?: null;
  failed_sign_ins?: 0;
  password_hash?: string;
  one_time_until?: Date;
}

async function alterAccount(
  ctx: Context,
  actor: Actor,
  accountId: string,
  verb: string,
  set: (at: Date) => AccountState,
): Promise<void> {
  await change(ctx, actor, async (work) => {
    const account = await managedAccount(work, accountId);
    await work.tx.updateTable('account').set(set(work.at)).where('id', '=', accountId).execute();
    await closeSessionsOf(work.tx, accountId);
    const after = { login: account.login, personName: account.person_name };
    work.record({ verb, subject: { type: 'account', id: accountId }, bodyId: account.body_id, after });
  });
}
