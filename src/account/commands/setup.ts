import { sql } from 'kysely';
import { change } from '../../audit/change.ts';
import { foundCounty } from '../../body/commands.ts';
import { rootBody } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { AppError, invalid, type FieldMessages } from '../../platform/errors.ts';
import { hashPassword } from '../password.ts';
import { passwordFault, roles, type Actor } from '../rules.ts';
import { firstAdministrators, type FirstAdministrator, type Setup } from '../schema.ts';
import { hasRealAccount, setupHash } from '../setup.ts';
import { insertAccount } from './accounts.ts';

const kinds = Object.keys(firstAdministrators) as FirstAdministrator[];

export const setupOver = () =>
  new AppError('setup_over', 410, '这个一次性链接已经用过，或者已过一小时。请重新启动程序，取新的链接。');

/**
 * Makes the three administrators of a new site, and the county itself where no bodies are there yet; uses up the link.
 * Throws 410 for a link used or expired, 422 for weak passwords or one person in two posts.
 */
export async function setUpSite(
  ctx: Context,
  key: string,
  input: Setup,
  from: { address: string; requestId: string },
): Promise<void> {
  refuseFaults(input);
  const hashes = new Map<FirstAdministrator, string>();
  for (const kind of kinds) hashes.set(kind, await hashPassword(input[kind].password));
  const actor: Actor = { accountId: null, personName: '一次性链接', bodyId: null, roles: [], ...from };
  await change(ctx, actor, async (work) => {
    const { tx, at, record } = work;
    await sql`lock table setup_link in exclusive mode`.execute(tx); // two who press the button at once take turns
    const used = await tx
      .updateTable('setup_link')
      .set({ used_at: at })
      .where('token_hash', '=', setupHash(key))
      .where('used_at', 'is', null)
      .where('expires_at', '>', at)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n || (await hasRealAccount(tx))) throw setupOver();
    const county = await rootBody(tx);
    if (!county && !input.county) throw invalid({ 'county.code': '请填写行政区划代码', 'county.name': '请填写名称' });
    const bodyId = county?.id ?? (input.county && (await foundCounty(work, input.county))) ?? '';
    for (const kind of kinds) {
      const { login, personName } = input[kind];
      const role = firstAdministrators[kind];
      await insertAccount(
        work,
        { login, personName, post: roles[role], bodyId, roles: [{ role, bodyId }] },
        { passwordHash: hashes.get(kind) ?? '', isSample: false, oneTimeUntil: null },
      );
    }
    record({ verb: 'site.setUp', subject: { type: 'body', id: bodyId }, bodyId });
  });
}

function refuseFaults(input: Setup): void {
  const fields: FieldMessages = {};
  const people = kinds.map((kind) => ({ kind, ...input[kind] }));
  people.forEach(({ kind, login, personName, password }, at) => {
    const earlier = people.slice(0, at);
    const fault = passwordFault(password, login);
    if (fault) fields[`${kind}.password`] = fault;
    if (earlier.some((other) => other.login === login)) fields[`${kind}.login`] = '三个管理员的登录名不能相同';
    if (earlier.some((other) => other.personName === personName))
      fields[`${kind}.personName`] = '三个管理员必须是三个人，姓名不能相同';
    if (earlier.some((other) => other.password === password))
      fields[`${kind}.password`] ??= '三个管理员的密码不能相同，应由各人自己填写';
  });
  if (Object.keys(fields).length > 0) throw invalid(fields);
}
