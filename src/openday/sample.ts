import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLineActor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';
import { addStall, planDay } from './commands/day.ts';
import { loadPastDays } from './commands/past.ts';
import { suggestedOrdinal } from './rules/day.ts';

const town = '210681115'; // 小甸子镇人民政府, whose own account is 篇十二

/** The departments and services that the town's account names (篇十二); it names no others. */
const stalls = [
  ['农业服务中心', '惠农政策'],
  ['武装部', '征兵标准'],
  ['司法所', '法律法规'],
  ['信访办', ''],
  ['计生办', ''],
  ['环保办', ''],
  ['食安办', ''],
] as const;

/**
 * Loads the sample's open days: the twelve earlier accounts, and one planned day with its stalls to try. What is there
 * is left as it is. Returns how many were added.
 */
export async function loadSampleOpendays(ctx: Context): Promise<number> {
  const actor = commandLineActor('sample');
  const seed = (name: string) => readFile(path.join(projectRoot, 'seed', name), 'utf8');
  const text = await seed('openday-summaries.txt');
  const past = await loadPastDays(ctx, actor, text, JSON.parse(await seed('opendays.json')));
  return past + (await planSampleDay(ctx));
}

async function planSampleDay(ctx: Context): Promise<number> {
  const actor = commandLineActor('sample');
  const body = await bodyByCode(ctx.db, town);
  const found = await ctx.db
    .selectFrom('openday')
    .select('id')
    .where('body_id', '=', body.id)
    .where('state', '!=', 'past')
    .executeTakeFirst();
  if (found) return 0;
  const today = legalDate(ctx.clock.now());
  const thisYear = Number(today.slice(0, 4));
  const year = today <= `${thisYear}-05-15` ? thisYear : thisYear + 1;
  const { id } = await planDay(ctx, actor, {
    ...{ bodyId: body.id, name: '“5·15政务公开日”宣传活动', heldOn: `${year}-05-15` },
    ...{ ordinal: suggestedOrdinal(year) ?? null, theme: '', place: '后团山子集市南侧', notice: '' },
  });
  for (const [name, services] of stalls) await addStall(ctx, actor, id, { bodyId: body.id, name, place: '', services });
  return 1;
}
