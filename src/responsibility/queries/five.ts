import { sql } from 'kysely';
import { mayAct, type Actor } from '../../account/rules.ts';
import { allowedBody, inScope } from '../../account/scope.ts';
import { disclosureTitles } from '../../disclosure/queries/linked.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { fiveKinds, fiveState, isGap, missingOf, type FiveKind, type FiveState } from '../rules/five.ts';
import type { YearQuery } from '../schema.ts';
import { nameable } from './people.ts';

export interface FivePerson {
  accountId: string | null;
  name: string;
  post: string;
}

const entries = (db: Reader, year: number) =>
  db
    .selectFrom('five_entry')
    .selectAll('five_entry')
    .select((eb) => [
      sql<FiveKind>`five_entry.kind`.as('kind'),
      sql<FivePerson[]>`five_entry.people`.as('people'),
      sql<number | null>`five_entry.amount`.as('amount'),
      eb
        .selectFrom('five_file')
        .select(sql<number>`count(*)`.as('files'))
        .whereRef('five_file.entry_id', '=', 'five_entry.id')
        .where('five_file.removed_at', 'is', null)
        .$asScalar()
        .$notNull()
        .as('files'),
    ])
    .where('five_entry.year', '=', year);

type Entry = Awaited<ReturnType<ReturnType<typeof entries>['execute']>>[number];

const claimOf = (entry: Entry) => ({
  ...{ people: entry.people, section: entry.section, documentNumber: entry.document_number, amount: entry.amount },
  ...{ disclosureId: entry.disclosure_id, files: entry.files, validUntil: entry.valid_until },
  ...{ confirmedAt: entry.confirmed_at, returnedRemark: entry.returned_remark },
});

/** The day that the nearest body above (or the body itself) set for a year; null: none was set. */
const dueOnOf = (year: number) => sql<string | null>`(
  select term.due_on from five_deadline term join body above on above.id = term.body_id
  where term.year = ${year} and starts_with(body.path, above.path)
  order by length(above.path) desc limit 1)`;

const kindsShown = {
  offices: ['county', 'bureau', 'township'],
  villages: ['village'],
  all: ['county', 'bureau', 'township', 'village'],
} as const;

export interface FiveLine {
  bodyId: string;
  code: string;
  name: string;
  kind: string;
  dueOn: string | null;
  states: Record<FiveKind, FiveState>;
  gaps: number;
  /** Lines that are confirmed. */
  done: number;
  /** The day set for it is over and there are gaps. */
  isLate: boolean;
  people: string;
}

/** How every body of the actor's stands in a year, those with most gaps first. */
export async function fiveOfBodies(ctx: Context, actor: Actor, { year, kind }: YearQuery): Promise<FiveLine[]> {
  const today = legalDate(ctx.clock.now());
  const bodies = await ctx.db
    .selectFrom('body')
    .select(['body.id', 'body.code', 'body.name', 'body.kind', dueOnOf(year).as('dueOn')])
    .where(inScope(actor, 'fivethings.read', 'body.path'))
    .where('body.kind', 'in', kindsShown[kind])
    .where('body.closed_on', 'is', null)
    .orderBy('body.path')
    .execute();
  const written = new Map<string, Entry>();
  for (const entry of await entries(ctx.db, year)
    .innerJoin('body', 'body.id', 'five_entry.body_id')
    .where(inScope(actor, 'fivethings.read', 'body.path'))
    .execute())
    written.set(`${entry.body_id} ${entry.kind}`, entry);
  const lines = bodies.map(({ id, code, name, kind: bodyKind, dueOn }): FiveLine => {
    const entryOf = (of: FiveKind) => written.get(`${id} ${of}`);
    const states = Object.fromEntries(
      fiveKinds.map((of) => {
        const entry = entryOf(of);
        return [of, fiveState(of, entry && claimOf(entry), today)];
      }),
    ) as Record<FiveKind, FiveState>;
    const all = Object.values(states);
    const gaps = all.filter(isGap).length;
    return {
      ...{ bodyId: id, code, name, kind: bodyKind, dueOn, states, gaps },
      done: all.filter((state) => state === 'confirmed').length,
      isLate: gaps > 0 && dueOn !== null && dueOn < today,
      people: (entryOf('leader')?.people ?? []).map((one) => one.name).join('、'),
    };
  });
  return lines.sort((a, b) => Number(b.isLate) - Number(a.isLate) || b.gaps - a.gaps);
}

/** The checklist of one body: every line with its evidence and what it lacks. Throws 403 or 404 for the body. */
export async function fiveOfBody(ctx: Context, actor: Actor, bodyId: string, year: number) {
  const body = await allowedBody(ctx.db, actor, 'fivethings.read', bodyId);
  const today = legalDate(ctx.clock.now());
  const [rows, files, due, choices] = await Promise.all([
    entries(ctx.db, year).where('five_entry.body_id', '=', bodyId).execute(),
    ctx.db
      .selectFrom('five_file')
      .innerJoin('five_entry', 'five_entry.id', 'five_file.entry_id')
      .select(['five_file.id', 'five_file.entry_id', 'five_file.name', 'five_file.type', 'five_file.bytes'])
      .where('five_entry.body_id', '=', bodyId)
      .where('five_entry.year', '=', year)
      .where('five_file.removed_at', 'is', null)
      .orderBy('five_file.added_at')
      .execute(),
    ctx.db.selectFrom('body').select(dueOnOf(year).as('dueOn')).where('id', '=', bodyId).executeTakeFirstOrThrow(),
    nameable(ctx.db, body),
  ]);
  const linked = await disclosureTitles(
    ctx.db,
    rows.flatMap(({ disclosure_id }) => disclosure_id ?? []),
  );
  const lines = fiveKinds.map((kind) => {
    const entry = rows.find((row) => row.kind === kind);
    const claim = entry && claimOf(entry);
    return {
      kind,
      state: fiveState(kind, claim, today),
      missing: claim ? missingOf(kind, claim) : [],
      entry: entry ? shown(entry) : null,
      disclosure: linked.get(entry?.disclosure_id ?? '') ?? null,
      files: files
        .filter(({ entry_id }) => entry_id === entry?.id)
        .map(({ id, name, type, bytes }) => ({ id, name, type, bytes })),
      // Whoever wrote it does not confirm it.
      mayConfirm:
        mayAct(actor, 'fivethings.confirm', body.path) &&
        entry !== undefined &&
        entry.filled_by !== actor.accountId &&
        entry.confirmed_at === null &&
        missingOf(kind, claimOf(entry)).length === 0,
    };
  });
  return {
    body: { id: body.id, name: body.name, code: body.code },
    ...{ year, today, dueOn: due.dueOn, lines, ...choices },
    may: { fill: mayAct(actor, 'fivethings.fill', body.path), setTerm: mayAct(actor, 'fivethings.setTerm', body.path) },
  };
}

const shown = (entry: Entry) => ({
  id: entry.id,
  people: entry.people,
  section: entry.section,
  documentNumber: entry.document_number,
  amount: entry.amount,
  note: entry.note,
  validUntil: entry.valid_until,
  filledBy: entry.filled_by_name,
  filledAt: entry.filled_at,
  confirmedBy: entry.confirmed_by_name,
  confirmedAt: entry.confirmed_at,
  returnedRemark: entry.returned_remark,
});
export type FiveChecklist = Awaited<ReturnType<typeof fiveOfBody>>;
