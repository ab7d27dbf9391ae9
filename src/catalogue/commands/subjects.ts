import { sql } from 'kysely';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { openBodies, rootBody, type BodyRow } from '../../body/queries.ts';
import type { Context } from '../../platform/context.ts';
import { conflict, invalid } from '../../platform/errors.ts';
import { readCalendar } from '../../workday/queries.ts';
import { itemsFrom } from '../queries/items.ts';
import { subjectMapping } from '../queries/mappings.ts';
import { ceilingFrom } from '../rules/due.ts';
import { bindSubject, subjectWords, targetBodies, type SubjectMapping, type SubjectTarget } from '../rules/subject.ts';
import { takeTurns } from './derive.ts';

/** An item that from now on binds a body; `fromOn` null: as if it always had. */
interface NewBinding {
  item_id: string;
  body_id: string;
  from_on: string | null;
}

export interface Confirmed {
  /** Items of current and coming versions with this wording. */
  items: number;
  /** Bindings of an item to a body that came of it, and obligations. */
  bindings: number;
  obligations: number;
}

/**
 * Says whom words of 公开主体 mean (bodies, or groups whose later members count too), and applies it to the items with
 * this wording; imports to come read it so. What it no longer means ends today. Throws 422 for a body that is not there.
 */
export async function confirmSubject(
  ctx: Context,
  actor: Actor,
  input: { words: string; targets: readonly SubjectTarget[] },
): Promise<Confirmed> {
  const words = subjectWords(input.words);
  return change(ctx, actor, async (changing) => {
    const { tx, at, record, touch } = changing;
    const county = await rootBody(tx);
    if (!county) throw conflict('还没有机构。请先导入机构表。');
    await allowedBody(tx, actor, 'catalogue.import', county.id);
    await takeTurns(tx);
    const bodies = await openBodies(tx);
    const known = new Set(bodies.map(({ id }) => id));
    const named = input.targets.map((target) => ('body' in target ? target.body : target.under));
    if (named.some((id) => id !== null && !known.has(id))) throw invalid({ targets: '所选的机构已不在，请重新选择。' });
    const before = await subjectMapping(tx);
    const said = { targets: JSON.stringify(input.targets), confirmed_by: actor.accountId, confirmed_at: at };
    await tx
      .insertInto('subject_mapping')
      .values({ words, ...said })
      .onConflict((oc) => oc.column('words').doUpdateSet(said))
      .execute();
    const items = (await itemsWithSubject(changing)).filter(({ responsible }) =>
      subjectWords(responsible).includes(words),
    );
    await endBindings(changing, items, bodies, { before: before.get(words) ?? [], after: input.targets });
    const done = await bindItems(changing, items, bodies, null);
    record({
      verb: 'catalogue.setSubject',
      subject: { type: 'catalogue', id: words },
      bodyId: county.id,
      before: before.has(words) ? { name: words, targets: before.get(words) } : undefined,
      after: { name: words, targets: input.targets, ...done },
    });
    touch('catalogue', 'obligations');
    return { items: items.length, ...done };
  });
}

/**
 * Lets bodies that are new join the groups that items name (各局, 各乡镇, 各村): they owe from today on. For the change that
 * makes the bodies, which records itself.
 */
export async function joinGroups(changing: Change): Promise<{ bindings: number; obligations: number }> {
  await takeTurns(changing.tx);
  return bindItems(changing, await itemsWithSubject(changing), await openBodies(changing.tx), changing.today);
}

interface SubjectItem {
  id: string;
  responsible: string;
  /** The path of the body whose catalogue it is: it binds nobody outside. */
  ownerPath: string;
}

async function itemsWithSubject({ tx, today }: Change): Promise<SubjectItem[]> {
  return itemsFrom(tx, today)
    .innerJoin('body as owner', 'owner.id', 'catalogue.body_id')
    .select(['catalogue_item.id', 'catalogue_item.responsible', 'owner.path as ownerPath'])
    .execute();
}

/** Binds items to the bodies that their words name now and that they do not bind yet. */
async function bindItems(
  changing: Change,
  items: readonly SubjectItem[],
  bodies: readonly BodyRow[],
  fromOn: string | null,
): Promise<{ bindings: number; obligations: number }> {
  const mapping = await subjectMapping(changing.tx);
  const bodyOf = new Map(bodies.map((body) => [body.id, body]));
  const named = new Map(
    [...new Set(items.map(({ responsible }) => responsible))].map((words) => [
      words,
      bindSubject(words, bodies, mapping).bodyIds,
    ]),
  );
  const wanted = items.flatMap(({ id, responsible, ownerPath }) =>
    (named.get(responsible) ?? [])
      .filter((bodyId) => bodyOf.get(bodyId)?.path.startsWith(ownerPath))
      .map((bodyId): NewBinding => ({ item_id: id, body_id: bodyId, from_on: fromOn })),
  );
  const { rows } = await sql<NewBinding>`
    insert into catalogue_item_body as binding (item_id, body_id, from_on)
    select item_id, body_id, from_on
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as wanted (item_id uuid, body_id uuid, from_on date)
    on conflict (item_id, body_id) do update set from_on = ${changing.today}::date, until_on = null
      where binding.until_on is not null
    returning item_id, body_id, from_on`.execute(changing.tx);
  const obligations = rows.length > 0 ? await owe(changing, rows) : 0;
  if (rows.length > 0) changing.touch('catalogue', 'obligations', '*');
  return { bindings: rows.length, obligations };
}

/**
 * What new bindings owe of the periods that are planned already. What must stand at all times is due by the ceiling of
 * art. 26 counted from the day a body came in; what others' events made owed is theirs alone.
 */
async function owe({ tx, today }: Change, bindings: readonly NewBinding[]): Promise<number> {
  const fromToday = ceilingFrom(today, await readCalendar(tx));
  const { numAffectedRows } = await sql`
    insert into obligation_record (id, body_id, due_no, due_on, reason)
    select obligation_id(body.no, due_date.no), body.id, due_date.no,
      case when is_later then ${fromToday.due}::date else due_date.due_on end,
      case when is_later then ${`长期公开，从纳入公开目录之日（${today}）起要能看到。${fromToday.reason}`} end
    from jsonb_to_recordset(${JSON.stringify(bindings)}::jsonb) as made (item_id uuid, body_id uuid, from_on date)
    join body on body.id = made.body_id
    join due_date on due_date.item_id = made.item_id
    cross join lateral (select made.from_on is not null and due_date.period = 'standing' as is_later) as kind
    where due_date.event_on is null
      and (is_later or made.from_on is null or due_date.due_on is null or due_date.due_on >= made.from_on)
      and not exists (
        select from due_date older join obligation_record record on record.due_no = older.no
        where older.catalogue_id = due_date.catalogue_id and older.item_key = due_date.item_key
          and older.period = due_date.period and record.body_id = body.id)
    on conflict (body_id, due_no) do nothing`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** Bodies that the words meant and mean no more are bound until today; what they owe and nobody has worked on goes. */
async function endBindings(
  { tx, today }: Change,
  items: readonly SubjectItem[],
  bodies: readonly BodyRow[],
  { before, after }: { before: readonly SubjectTarget[]; after: readonly SubjectTarget[] },
): Promise<void> {
  const kept = new Set(targetBodies(after, bodies).map(({ id }) => id));
  const ended = targetBodies(before, bodies)
    .map(({ id }) => id)
    .filter((id) => !kept.has(id));
  const itemIds = items.map(({ id }) => id);
  if (ended.length === 0 || itemIds.length === 0) return;
  // The cell may name them in other words too: then they stay bound.
  const mapping: SubjectMapping = await subjectMapping(tx);
  const pairs = items.flatMap(({ id, responsible }) => {
    const still = new Set(bindSubject(responsible, bodies, mapping).bodyIds);
    return ended.filter((bodyId) => !still.has(bodyId)).map((bodyId) => ({ item_id: id, body_id: bodyId }));
  });
  const gone = sql`jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as gone (item_id uuid, body_id uuid)`;
  await sql`
    update catalogue_item_body set until_on = ${today}::date from ${gone}
    where catalogue_item_body.item_id = gone.item_id and catalogue_item_body.body_id = gone.body_id
      and until_on is null`.execute(tx);
  await sql`
    delete from obligation_record record using due_date, ${gone}
    where due_date.no = record.due_no and due_date.item_id = gone.item_id and record.body_id = gone.body_id
      and record.met_on is null and record.waived_on is null and record.moved_on is null and due_date.event_on is null
      and not exists (select from disclosure_obligation link where link.obligation_id = record.id)
      and not exists (select from waiver where waiver.obligation_id = record.id)`.execute(tx);
}
