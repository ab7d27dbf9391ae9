import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change } from '../../audit/change.ts';
import { registerEvent } from '../../catalogue/commands/obligations.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { invalid } from '../../platform/errors.ts';
import { eventItems } from '../queries.ts';
import { itemsNamed, readPasted, rowsAtMost, type PastedRow } from '../rules/pasted.ts';
import type { Pasted } from '../schema.ts';

/** What becomes of one pasted row; `already`: the same event was registered before. */
export interface EventFate extends PastedRow {
  fate: 'register' | 'already' | 'rejected';
  /** The catalogue item that is meant, in its own words. */
  itemName: string;
  itemId: string | null;
  obligationId: string | null;
}

/** What would become of each row. Throws 403 or 404 for the body, 422 for too many rows or none. */
export async function previewPasted(ctx: Context, actor: Actor, { bodyId, text }: Pasted): Promise<EventFate[]> {
  await allowedBody(ctx.db, actor, 'obligation.register', bodyId);
  return fates(ctx.db, bodyId, text, legalDate(ctx.clock.now()));
}

/** Registers every row that can be; the others are said with their reason and change nothing. */
export async function registerPasted(ctx: Context, actor: Actor, { bodyId, text }: Pasted): Promise<EventFate[]> {
  return change(ctx, actor, async (doing) => {
    const { tx, today, record } = doing;
    await allowedBody(tx, actor, 'obligation.register', bodyId);
    const rows = await fates(tx, bodyId, text, today);
    for (const row of rows)
      if (row.fate === 'register' && row.itemId) {
        const { itemId, event, eventOn } = row;
        row.obligationId = await registerEvent(doing, { itemId, bodyId, event, eventOn });
      }
    const count = (fate: EventFate['fate']) => rows.filter((row) => row.fate === fate).length;
    const after = { accepted: count('register'), rejected: count('rejected') };
    record({ verb: 'event.registerMany', subject: { type: 'obligation', id: bodyId }, bodyId, after });
    return rows;
  });
}

async function fates(db: Reader, bodyId: string, text: string, today: string): Promise<EventFate[]> {
  const rows = readPasted(text, today);
  if (rows.length === 0) throw invalid({ text: '没有读到内容。每行写日期、事情、公开事项，用制表符或逗号隔开。' });
  if (rows.length > rowsAtMost) throw invalid({ text: `一次最多 ${rowsAtMost} 行，请分几次登记。` });
  const items = await eventItems(db, bodyId, today);
  const known = await db
    .selectFrom('obligation')
    .select(['item_id as itemId', 'event', 'event_on as eventOn', 'id'])
    .where('body_id', '=', bodyId)
    .where('event', 'in', [...new Set(rows.map(({ event }) => event))])
    .execute();
  const seen = new Set<string>();
  return rows.map((row): EventFate => {
    const found = row.why ? [] : itemsNamed(row.item, items);
    const [item] = found;
    const why = row.why ?? whyNot(row.item, found);
    const fate = { ...row, itemName: item ? `${item.level1} · ${item.level2}` : '', itemId: item?.id ?? null };
    if (why || !item) return { ...fate, fate: 'rejected', why, obligationId: null };
    const key = [item.id, row.event, row.eventOn].join('\n');
    const before = known.find(
      (one) => one.itemId === item.id && one.event === row.event && one.eventOn === row.eventOn,
    );
    if (before) return { ...fate, fate: 'already', why: '以前登记过', obligationId: before.id };
    if (seen.has(key)) return { ...fate, fate: 'already', why: '和上面一行相同', obligationId: null };
    seen.add(key);
    return { ...fate, fate: 'register', obligationId: null };
  });
}

function whyNot(words: string, found: readonly { level1: string; level2: string }[]): string | undefined {
  if (found.length === 0) return `目录里没有本机构要登记的“${words}”`;
  if (found.length === 1) return undefined;
  const names = found.slice(0, 4).map(({ level1, level2 }) => `${level1} · ${level2}`);
  return `“${words}”对得上 ${found.length} 个事项（${names.join('；')}），请写全名`;
}
