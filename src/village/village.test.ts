import { beforeAll, describe, expect, test } from 'vitest';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { clear } from '../disclosure/commands/flow.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { setCommittee } from './commands/committee.ts';
import {
  decideVillageSheet,
  discardVillageSheet,
  pullVillageSheetBack,
  reviewVillageSheet,
  sendVillageSheetBack,
  submitVillageSheet,
} from './commands/flow.ts';
import { addPhoto, describePhoto } from './commands/photo.ts';
import { beginEventSheet, beginVillageSheet, correctVillageSheet, saveVillageSheet } from './commands/sheet.ts';
import { dueInVillage } from './queries/due.ts';
import { villageGrid } from './queries/grid.ts';
import { sheetOf, sheetsToReview } from './queries/sheets.ts';
import { maskSheet } from './rules/personal.ts';
import { emptyDraft } from './rules/sheet.ts';
import {
  moneyRow,
  owedFor,
  pushed,
  quarterAccount,
  smallPicture,
  stockVillage,
  villageCrew,
  type VillageCrew,
} from './testing.ts';

let ctx: TestContext;
let crew: VillageCrew;
let app: ReturnType<typeof testApp>;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await villageCrew(ctx);
  app = testApp(ctx);
  await pushed(ctx, crew);
});

const keepsNone = { keepsPersonalData: false };

/** A sheet of an item with a draft, saved. */
async function filled(item: string, draft = emptyDraft, actor = crew.officer) {
  const { obligationId } = await owedFor(ctx, crew.officer, crew.villageId, item);
  const id = await beginVillageSheet(ctx, actor, { bodyId: crew.villageId, obligationId, isCopy: false });
  const { revision: from } = await sheetOf(ctx, actor, id);
  const { revision } = await saveVillageSheet(ctx, actor, id, { revision: from, draft });
  return { id, revision, obligationId };
}

const obligation = (id: string) =>
  ctx.db.selectFrom('obligation').select(['met_on', 'met_by']).where('id', '=', id).executeTakeFirstOrThrow();

describe('a quarter’s account', () => {
  let id: string;
  let obligationId: string;

  test('is due first, counted from the quarter’s end, and told in days', async () => {
    const { rows, officers, reviewers } = await dueInVillage(ctx, crew.officer);
    const [first] = rows;
    expect(first?.daysLeft).toBe(-35); // 2026-04-10, and it is the 15th of May
    expect(rows.map(({ daysLeft }) => daysLeft ?? 0)).toEqual(
      rows.map(({ daysLeft }) => daysLeft ?? 0).toSorted((a, b) => a - b),
    );
    expect([officers.length, reviewers.length]).toEqual([1, 1]);
    expect((await owedFor(ctx, crew.officer, crew.villageId, '财务收支明细')).what).toBe('2026年第1季度');
  });

  test('keeps what is typed, also what cannot be read; a wrong row is named when it is handed in', async () => {
    const wrong = { ...quarterAccount, money: [moneyRow({ day: '1.5', summary: '电费', income: '一百多' })] };
    const made = await filled('财务收支明细', wrong);
    ({ id, obligationId } = made);
    expect((await sheetOf(ctx, crew.officer, id)).draft).toEqual(wrong);
    await expect(submitVillageSheet(ctx, crew.officer, id, { ...made, ...keepsNone })).rejects.toMatchObject({
      status: 422,
      fields: { 'money.0.income': '第 1 行：金额“一百多”看不懂，请写成 1234.5 这样' },
    });
  });

  test('opened twice it is one, and a save over another’s is refused with who it was', async () => {
    const again = await beginVillageSheet(ctx, crew.officer, { bodyId: crew.villageId, obligationId, isCopy: false });
    expect(again).toBe(id);
    const { revision } = await sheetOf(ctx, crew.officer, id);
    await saveVillageSheet(ctx, crew.officer, id, { revision, draft: quarterAccount });
    await saveVillageSheet(ctx, crew.officer, id, { revision, draft: quarterAccount });
    await expect(saveVillageSheet(ctx, crew.officer, id, { revision, draft: emptyDraft })).rejects.toMatchObject({
      code: 'edited_meanwhile',
    });
  });

  test('goes to the committee, not by the one who filled it in, and is public in the moment of its review', async () => {
    const { revision } = await sheetOf(ctx, crew.officer, id);
    await submitVillageSheet(ctx, crew.officer, id, { revision, ...keepsNone });
    expect((await sheetsToReview(ctx, crew.committee)).map((one) => one.id)).toEqual([id]);
    await expect(reviewVillageSheet(ctx, crew.officer, id, revision)).rejects.toMatchObject({ status: 403 });
    expect((await obligation(obligationId)).met_on).toBeNull();
    const index = await reviewVillageSheet(ctx, crew.committee, id, revision);
    expect(index).toMatch(/^210681115200\/2026-0000\d$/);
    expect(await obligation(obligationId)).toEqual({ met_on: '2026-05-15', met_by: id });
  });

  test('says its totals, computed from rows in fen', async () => {
    const { number, read, state } = await sheetOf(ctx, crew.officer, id);
    expect([state, read.incomeFen, read.spendingFen, read.balanceFen]).toEqual([
      'published',
      12000050,
      3568030,
      8532020,
    ]);
    const { income, spending } = await ctx.db
      .selectFrom('village_money')
      .select((eb) => [eb.fn.sum('income_fen').as('income'), eb.fn.sum('spending_fen').as('spending')])
      .where('disclosure_id', '=', id)
      .executeTakeFirstOrThrow();
    expect([Number(income), Number(spending)]).toEqual([12000050, 3568030]);
    const page = await (await (await app.as())(`/d/${number}`)).text();
    for (const words of [
      '房身村委会2026年第1季度财务收支明细',
      '120,000.50',
      '35,680.30',
      '85,320.20',
      '1月5日',
      '上期结余',
      '1,000.00',
    ])
      expect(page).toContain(words);
  });

  test('cannot be changed any more, by no hand', async () => {
    const { revision } = await sheetOf(ctx, crew.officer, id);
    await expect(saveVillageSheet(ctx, crew.officer, id, { revision, draft: emptyDraft })).rejects.toMatchObject({
      status: 409,
    });
    await expect(ctx.db.deleteFrom('village_money').where('disclosure_id', '=', id).execute()).rejects.toThrow(
      'cannot change',
    );
    await expect(
      ctx.db.updateTable('village_sheet').set({ opening_fen: 1 }).where('disclosure_id', '=', id).execute(),
    ).rejects.toThrow('cannot change');
  });

  test('hands its balance on to the next one, which may begin from its rows without their sums', async () => {
    const next = await owedFor(ctx, crew.officer, crew.villageId, '财务收支明细');
    expect(next.what).toBe('2026年第2季度');
    const second = await beginVillageSheet(ctx, crew.officer, {
      bodyId: crew.villageId,
      obligationId: next.obligationId,
      isCopy: true,
    });
    const { draft, carried, read } = await sheetOf(ctx, crew.officer, second);
    expect(carried).toEqual({ fen: 8532020, period: '2026年第1季度' });
    expect(read.openingFen).toBe(8532020);
    expect(draft.money[1]).toEqual(moneyRow({ summary: '路灯电费', handler: '于得水' }));
    const { revision } = await sheetOf(ctx, crew.officer, second);
    await discardVillageSheet(ctx, crew.officer, second, revision);
    expect((await owedFor(ctx, crew.officer, crew.villageId, '财务收支明细')).sheet).toBeNull();
  });

  test('is corrected as a new version; the one before stays public until the committee agrees', async () => {
    await correctVillageSheet(ctx, crew.officer, id, '路灯电费多写了 0.3 元');
    const { revision, version, draft } = await sheetOf(ctx, crew.officer, id);
    expect(version).toBe(2);
    const money = draft.money.map((row) => (row.spending === '680.3' ? { ...row, spending: '680' } : row));
    const saved = await saveVillageSheet(ctx, crew.officer, id, { revision, draft: { ...draft, money } });
    await submitVillageSheet(ctx, crew.officer, id, { ...saved, ...keepsNone });
    const { number } = await sheetOf(ctx, crew.officer, id);
    expect(await (await (await app.as())(`/d/${number}`)).text()).toContain('680.30');
    await reviewVillageSheet(ctx, crew.committee, id, saved.revision);
    expect(await (await (await app.as())(`/d/${number}`)).text()).toContain('680.00');
    const next = await owedFor(ctx, crew.officer, crew.villageId, '财务收支明细');
    const second = await beginVillageSheet(ctx, crew.officer, {
      bodyId: crew.villageId,
      obligationId: next.obligationId,
      isCopy: false,
    });
    expect((await sheetOf(ctx, crew.officer, second)).carriedFen).toBe(8532050);
  });
});

describe('a list of people', () => {
  const withNumbers = {
    ...emptyDraft,
    people: [
      { name: '王桂兰', place: '一组', amount: '750', note: '' },
      { name: '李成', place: '三组 13842512345', amount: '820.5', note: '肢体残疾二级' },
    ],
  };

  test('with personal data in it is not handed in; masked by one click it is', async () => {
    const { id, revision } = await filled('低保和特困供养对象', withNumbers);
    await expect(submitVillageSheet(ctx, crew.officer, id, { revision, ...keepsNone })).rejects.toMatchObject({
      code: 'personal_data',
      fields: { 'people.1.place': '第 2 行组别或地址里有手机号', 'people.1.note': '第 2 行备注里有病情或残疾情况' },
    });
    const saved = await saveVillageSheet(ctx, crew.officer, id, { revision, draft: maskSheet(withNumbers) });
    await submitVillageSheet(ctx, crew.officer, id, { ...saved, ...keepsNone });
    await sendVillageSheetBack(ctx, crew.committee, id, { ...saved, remark: '李成的金额不对' });
    const back = await sheetOf(ctx, crew.officer, id);
    expect([back.state, back.returnedRemark]).toEqual(['draft', '李成的金额不对']);
    await submitVillageSheet(ctx, crew.officer, id, { ...saved, ...keepsNone });
    expect(await reviewVillageSheet(ctx, crew.committee, id, saved.revision)).not.toBeNull();
    const page = await (await (await app.as())(`/d/${back.number}`)).text();
    expect(page).toContain('138****2345');
    expect(page).toContain('1,570.50');
    expect(page).not.toMatch(/13842512345|残疾/);
  });

  test('whose personal data is to stay goes the long way, past the township', async () => {
    const { id, revision } = await filled('误工补贴', withNumbers);
    await submitVillageSheet(ctx, crew.officer, id, { revision, keepsPersonalData: true });
    expect(await reviewVillageSheet(ctx, crew.committee, id, revision)).toBeNull();
    await expect(
      decideVillageSheet(ctx, crew.officer, id, { revision, meetingOn: null, meetingPeople: '' }),
    ).rejects.toMatchObject({ status: 409 });
    const township = await person(ctx, 'confidentiality', '210681115');
    await expect(clear(ctx, township, id, { revision })).rejects.toMatchObject({ code: 'personal_data' });
    await clear(ctx, township, id, { revision, overrideReason: '公示名单依法要写联系方式' });
    expect(await decideVillageSheet(ctx, crew.officer, id, { revision, meetingOn: null, meetingPeople: '' })).toContain(
      '2026-',
    );
  });

  test('that a meeting must decide waits for it', async () => {
    const { events } = await dueInVillage(ctx, crew.officer);
    const item = events.find(({ name }) => name === '征地补偿费');
    const event = { itemId: item?.id ?? '', event: '高铁征地补偿到账', eventOn: '2026-05-12' };
    const id = await beginEventSheet(ctx, crew.officer, { bodyId: crew.villageId, ...event });
    expect(await beginEventSheet(ctx, crew.officer, { bodyId: crew.villageId, ...event })).toBe(id);
    const draft = { ...emptyDraft, people: [{ name: '王桂兰', place: '', amount: '3.2万', note: '' }] };
    const { revision } = await saveVillageSheet(ctx, crew.officer, id, { revision: 1, draft });
    await submitVillageSheet(ctx, crew.officer, id, { revision, ...keepsNone });
    expect(await reviewVillageSheet(ctx, crew.committee, id, revision)).toBeNull();
    const without = decideVillageSheet(ctx, crew.officer, id, { revision, meetingOn: null, meetingPeople: '' });
    await expect(without).rejects.toMatchObject({ fields: { meetingOn: '请填写两委联席会议的日期' } });
    await pullVillageSheetBack(ctx, crew.officer, id, revision);
    await submitVillageSheet(ctx, crew.officer, id, { revision, ...keepsNone });
    await reviewVillageSheet(ctx, crew.committee, id, revision);
    const meeting = { meetingOn: '2026-05-14', meetingPeople: '于得水、王强' };
    expect(await decideVillageSheet(ctx, crew.officer, id, { revision, ...meeting })).toContain('2026-');
  });
});

describe('photographs', () => {
  test('are public only with a sheet that is public, and only those that are meant to be', async () => {
    const text = { ...emptyDraft, text: '会议决定修村路。' };
    const { id, revision } = await filled('重点工作和决议执行', text);
    const { id: shown, hasDate } = await addPhoto(ctx, crew.officer, id, await smallPicture());
    expect(hasDate).toBe(false);
    await describePhoto(ctx, crew.officer, id, shown, { note: '会场', isPublic: true });
    await addPhoto(ctx, crew.officer, id, await smallPicture('#1b1b1f'));
    const { photos } = await sheetOf(ctx, crew.officer, id);
    const stranger = await app.as();
    const statuses = () =>
      Promise.all(photos.map(async ({ sha256 }) => (await stranger(`/village-photos/${sha256}.jpg`)).status));
    expect(await statuses()).toEqual([404, 404]);
    await submitVillageSheet(ctx, crew.officer, id, { revision, ...keepsNone });
    await reviewVillageSheet(ctx, crew.committee, id, revision);
    expect(await statuses()).toEqual([200, 404]);
    const { number } = await sheetOf(ctx, crew.officer, id);
    expect(await (await stranger(`/d/${number}`)).text()).toContain(`/village-photos/${photos[0]?.sha256}.jpg`);
  });

  test('that cannot be read are refused in words at the field', async () => {
    const { id } = await filled('协助政府开展工作', { ...emptyDraft, text: '森林防火' });
    const body = new FormData();
    body.set('photo', new File(['not a picture'], 'a.jpg'));
    const request = await app.as(crew.officer);
    const response = await request(`/api/villages/sheets/${id}/photos`, { method: 'POST', body });
    expect([response.status, (await response.json()).fields.photo]).toEqual([
      422,
      '这不是照片。请拍照，或选择 JPG、PNG 照片。',
    ]);
  });
});

describe('a village without an officer', () => {
  test('is flagged in the grid, and the township’s clerk fills in for it, as the sheet itself says', async () => {
    const other = await bodyByCode(ctx.db, '210681115201');
    const { villages, items } = await villageGrid(ctx, crew.clerk, {});
    const [first, second] = villages;
    expect([first?.name, first?.officers, first?.reviewers]).toEqual(['三道林村委会', [], []]);
    expect((first?.lateCells ?? 0) > (second?.lateCells ?? 0)).toBe(true);
    const at = items.findIndex(({ name }) => name === '财务收支明细');
    expect([first?.cells[at]?.state, second?.cells[at]?.state]).toEqual(['overdue', 'late']);
    const { obligationId } = await owedFor(ctx, crew.clerk, other.id, '协助政府开展工作');
    const id = await beginVillageSheet(ctx, crew.clerk, { bodyId: other.id, obligationId, isCopy: false });
    const { revision } = await saveVillageSheet(ctx, crew.clerk, id, {
      revision: 1,
      draft: { ...emptyDraft, text: '森林防火' },
    });
    await submitVillageSheet(ctx, crew.clerk, id, { revision, ...keepsNone });
    await reviewVillageSheet(ctx, await person(ctx, 'committee', '210681115201'), id, revision);
    const { number, isOnBehalf } = await sheetOf(ctx, crew.clerk, id);
    expect(isOnBehalf).toBe(true);
    expect(await (await (await app.as())(`/d/${number}`)).text()).toContain('本表由小甸子镇人民政府代填');
  });

  test('another township’s clerk cannot', async () => {
    const stranger = await person(ctx, 'clerk', '210681105');
    const { obligationId } = await owedFor(ctx, crew.officer, crew.villageId, '债权债务');
    const begun = beginVillageSheet(ctx, stranger, { bodyId: crew.villageId, obligationId, isCopy: false });
    await expect(begun).rejects.toMatchObject({ status: 403 });
    const { sheet } = await stockVillage(ctx, '210681105');
    const body = new FormData();
    body.set('photo', new File([new Uint8Array(await smallPicture())], 'a.jpg'));
    const request = await app.as(crew.officer);
    expect((await request(`/api/villages/sheets/${sheet}/photos`, { method: 'POST', body })).status).toBe(404);
    await expect(villageGrid(ctx, stranger, { body: crew.townshipId })).rejects.toMatchObject({ status: 404 });
  });
});

test('whoever writes for the village is not in its supervisory committee', async () => {
  const set = (personName: string) => setCommittee(ctx, crew.clerk, crew.villageId, [{ personName, post: 'head' }]);
  await expect(set(crew.officer.personName)).rejects.toMatchObject({ status: 422 });
  await set('王强');
  await expect(setCommittee(ctx, crew.officer, crew.villageId, [])).rejects.toMatchObject({ status: 403 });
});
