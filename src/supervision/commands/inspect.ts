import { sql } from 'kysely';
import { commandLineActor, type Actor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/connect.ts';
import { legalDate } from '../../platform/clock.ts';
import { candidates } from '../queries/candidates.ts';
import type { FindingKind } from '../rules/finding.ts';

export interface Settled {
  opened: number;
  closed: number;
}

const system = { ...commandLineActor('inspect'), personName: '系统' };

/**
 * Looks for everything that is late, empty, stale or dead today. What is new is opened, what is no longer so is closed, each by
 * one statement a kind; looking again changes nothing. Returns the counts by kind.
 */
export async function inspect(ctx: Context, actor: Actor = system): Promise<Record<string, Settled>> {
  const day = legalDate(ctx.clock.now());
  return change(ctx, actor, async ({ tx, at, record, touch }) => {
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`select pg_advisory_xact_lock(8101518)`.execute(tx); // one at a time
    const settled: Record<string, Settled> = {};
    for (const kind of Object.keys(candidates) as FindingKind[]) settled[kind] = await settle(tx, kind, day, at);
    record({ verb: 'finding.inspect', subject: { type: 'finding', id: day }, bodyId: actor.bodyId, after: settled });
    if (Object.values(settled).some(({ opened, closed }) => opened + closed > 0)) touch('findings');
    return settled;
  });
}

async function settle(tx: Tx, kind: FindingKind, day: string, at: Date): Promise<Settled> {
  const { rows } = await sql<Settled>`
    with found as materialized (${candidates[kind](day)}),
    closed as (
      update finding set closed_at = ${at}
      where kind = ${kind} and closed_at is null and not exists (select from found where found.key = finding.key)
      returning finding.id
    ),
    told as (
      update finding set title = found.title, detail = found.detail, since_on = found.since_on
      from found
      where finding.kind = ${kind} and finding.closed_at is null and finding.key = found.key
        and (finding.title, finding.detail, finding.since_on) is distinct from (found.title, found.detail, found.since_on)
      returning finding.id
    ),
    opened as (
      insert into finding (id, kind, key, body_id, title, detail, disclosure_id, item_id, since_on, opened_at)
      select gen_random_uuid(), ${kind}, key, body_id, title, detail, disclosure_id, item_id, since_on, ${at}
      from found
      where not exists (select from finding known where known.kind = ${kind} and known.key = found.key and known.closed_at is null)
      returning id
    )
    select (select count(*)::int from opened) as opened, (select count(*)::int from closed) as closed`.execute(tx);
  return rows[0] ?? { opened: 0, closed: 0 };
}
