import { commandLineActor, type Actor } from '../account/rules.ts';
import { bodyByCode } from '../body/queries.ts';
import { legalDate } from '../platform/clock.ts';
import type { Context } from '../platform/context.ts';
import { setCommittee } from './commands/committee.ts';
import { reviewVillageSheet, submitVillageSheet } from './commands/flow.ts';
import { pushList, saveList } from './commands/list.ts';
import { beginVillageSheet, saveVillageSheet } from './commands/sheet.ts';
import { dueInVillage } from './queries/due.ts';
import { sheetOf } from './queries/sheets.ts';
import type { ListEntry } from './rules/list.ts';
import { referenceList } from './rules/reference.ts';
import { emptyDraft, emptyMoney, type SheetDraft } from './rules/sheet.ts';
import { quarterDays, quarterOf } from './rules/state.ts';

/** In 长安镇 much money moves: its accounts come every month (村民委员会组织法第三十条). */
const monthly = (entries: readonly ListEntry[]): ListEntry[] =>
  entries.map((entry) => (entry.form === 'money' ? { ...entry, timeLimit: '每月结束后10日内' } : entry));

const lists = [
  { code: '210681115', entries: [...referenceList] },
  { code: '210681105', entries: monthly(referenceList) },
];

/** What 三道林村 has published, so that a village's page and a township's grid have something to show. */
const published: { item: string; draft: (monthOf: (at: number) => number) => SheetDraft }[] = [
  {
    item: '财务收支明细',
    draft: (month) => ({
      ...emptyDraft,
      opening: '18,642.30',
      money: [
        { ...emptyMoney, day: `${month(0)}.6`, summary: '板栗园承包费', income: '36000', handler: '孙福' },
        {
          ...emptyMoney,
          day: `${month(0)}.21`,
          summary: '自来水维修',
          spending: '2,860',
          handler: '孙福',
          note: '三组主管道',
        },
        { ...emptyMoney, day: `${month(1)}.9`, summary: '村部电费', spending: '413.6', handler: '孙福' },
        { ...emptyMoney, day: `${month(2)}.15`, summary: '上级转移支付', income: '12500', handler: '孙福' },
        {
          ...emptyMoney,
          day: `${month(2)}.28`,
          summary: '清运垃圾用工',
          spending: '4,200',
          handler: '孙福',
          note: '14 个工',
        },
      ],
    }),
  },
  {
    item: '低保和特困供养对象',
    draft: () => ({
      ...emptyDraft,
      people: [
        { name: '孙桂珍', place: '一组', amount: '812', note: '低保' },
        { name: '王德福', place: '二组', amount: '645.5', note: '低保' },
        { name: '刘长海', place: '五组', amount: '1,120', note: '特困供养' },
      ],
    }),
  },
];

/** Two townships' lists, pushed from the running quarter's first day, and one village's first sheets. What is there is left alone. */
export async function loadSampleVillages(ctx: Context, report: (message: string) => void): Promise<void> {
  const actor = commandLineActor('sample');
  const effectiveOn = quarterDays(quarterOf(legalDate(ctx.clock.now()))).from;
  for (const { code, entries } of lists) {
    const { id, name } = await bodyByCode(ctx.db, code);
    const there = await ctx.db
      .selectFrom('village_list')
      .select('revision')
      .where('body_id', '=', id)
      .executeTakeFirst();
    if (there) continue;
    const revision = await saveList(ctx, actor, id, { revision: 0, entries });
    const { villages, obligations } = await pushList(ctx, actor, id, { revision, effectiveOn });
    report(`示例：${name}下发村务公开事项清单，${villages} 个村，应公开 ${obligations} 项`);
  }
  await setCommitteeOnce(ctx, actor);
  await publishOnce(ctx, actor);
}

async function setCommitteeOnce(ctx: Context, actor: Actor): Promise<void> {
  const { id } = await bodyByCode(ctx.db, '210681115200');
  const there = await ctx.db
    .selectFrom('village_committee_member')
    .select('id')
    .where('body_id', '=', id)
    .executeTakeFirst();
  if (there) return;
  const members = ['王强', '李秀英', '张广田'].map((personName, at) => ({
    personName,
    post: at === 0 ? ('head' as const) : ('member' as const),
  }));
  await setCommittee(ctx, actor, id, members);
}

async function publishOnce(ctx: Context, actor: Actor): Promise<void> {
  const { id: bodyId } = await bodyByCode(ctx.db, '210681115201');
  const officer = { ...actor, bodyId, personName: '孙福' };
  for (const { item, draft } of published) {
    const { rows } = await dueInVillage(ctx, officer, bodyId);
    const row = rows.find((one) => one.item === item && /^\d{4}年第\d季度$/.test(one.what) && (one.daysLeft ?? 0) < 60);
    const done = await ctx.db
      .selectFrom('village_sheet')
      .select('disclosure_id')
      .where('body_id', '=', bodyId)
      .where('item_name', '=', item)
      .executeTakeFirst();
    if (!row || done) continue;
    const first = (Number(/第(\d)季度/.exec(row.what)?.[1]) - 1) * 3 + 1;
    const id = await beginVillageSheet(ctx, officer, { bodyId, obligationId: row.obligationId, isCopy: false });
    const { revision } = await sheetOf(ctx, officer, id);
    const saved = await saveVillageSheet(ctx, officer, id, { revision, draft: draft((at) => first + at) });
    await submitVillageSheet(ctx, officer, id, { ...saved, keepsPersonalData: false });
    await reviewVillageSheet(ctx, { ...actor, personName: '刘宝山' }, id, saved.revision);
  }
}
