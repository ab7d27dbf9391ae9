import { sql, type RawBuilder } from 'kysely';
import { holders } from '../../account/dutyholders.ts';
import type { Actor } from '../../account/rules.ts';
import { inScope } from '../../account/scope.ts';
import type { Context } from '../../platform/context.ts';
import { findingKinds, type FindingKind } from '../rules/finding.ts';
import type { FindingFilter } from '../schema.ts';

export interface FindingRow {
  id: string;
  kind: FindingKind;
  title: string;
  detail: string;
  bodyCode: string;
  bodyName: string;
  /** Who answers for it: the body's clerks, or those of the nearest body above. */
  owners: string;
  disclosureId: string | null;
  itemId: string | null;
  sinceOn: string;
  openedAt: Date;
  closedAt: Date | null;
}

const exportAtMost = 100_000;

const seen = (actor: Actor, { body, state }: FindingFilter): RawBuilder<unknown> => sql`
  from finding join body on body.id = finding.body_id
  where ${inScope(actor, 'finding.read', 'body.path')}
    and finding.closed_at is ${state === 'open' ? sql`null` : sql`not null`}
    ${body ? sql`and starts_with(body.path, (select path from body where code = ${body}))` : sql``}`;

/** What the nightly checks have found in the actor's bodies, the longest first, with how many of each kind. `all`: for export. */
export async function findings(ctx: Context, actor: Actor, filter: FindingFilter, all = false) {
  const { kind, page, size } = filter;
  const { rows } = await sql<FindingRow>`
    with shown as materialized (
      select finding.*, body.code, body.name, body.path ${seen(actor, filter)} ${kind ? sql`and finding.kind = ${kind}` : sql``}
      order by finding.since_on, body.path, finding.title, finding.id
      ${all ? sql`limit ${exportAtMost}` : sql`limit ${size} offset ${(page - 1) * size}`}
    ), ${holders(sql`select distinct body_id from shown`)},
    owner as (
      select body_id, string_agg(person_name, '、' order by person_name) as names
      from holder where duty = 'clerk' group by body_id
    )
    select shown.id, shown.kind, shown.title, shown.detail, shown.code as "bodyCode", shown.name as "bodyName",
      coalesce(owner.names, '') as owners, shown.disclosure_id as "disclosureId", shown.item_id as "itemId",
      shown.since_on as "sinceOn", shown.opened_at as "openedAt", shown.closed_at as "closedAt"
    from shown left join owner on owner.body_id = shown.body_id
    order by shown.since_on, shown.path, shown.title, shown.id`.execute(ctx.db);
  const { rows: counts } = await sql<{ kind: FindingKind; count: number }>`
    select finding.kind, count(*) as count ${seen(actor, filter)} group by 1`.execute(ctx.db);
  const ofKind = Object.fromEntries(Object.keys(findingKinds).map((name) => [name, 0])) as Record<FindingKind, number>;
  for (const { kind: one, count } of counts) ofKind[one] = count;
  const total = kind ? ofKind[kind] : Object.values(ofKind).reduce((sum, n) => sum + n, 0);
  const checked = await ctx.db
    .selectFrom('nightly_run')
    .select((eb) => eb.fn.max('finished_at').as('at'))
    .where('job', '=', 'inspect')
    .executeTakeFirst();
  return { total, ofKind, rows, checkedAt: checked?.at ?? null };
}

/** How many findings of each kind are open in a body, or in the whole county: public knowledge. */
export async function openFindings(db: Context['db'], bodyId?: string): Promise<Record<FindingKind, number>> {
  const rows = await db
    .selectFrom('finding')
    .select(['kind', sql<number>`count(*)`.as('count')])
    .where('closed_at', 'is', null)
    .$if(bodyId !== undefined, (query) => query.where('body_id', '=', bodyId ?? ''))
    .groupBy('kind')
    .execute();
  const ofKind = Object.fromEntries(Object.keys(findingKinds).map((name) => [name, 0])) as Record<FindingKind, number>;
  for (const { kind, count } of rows) ofKind[kind as FindingKind] = count;
  return ofKind;
}
