import { beforeAll, expect, test } from 'vitest';
import { commandLineActor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { change } from '../audit/change.ts';
import { bodyByCode } from '../body/queries.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { notices } from '../workday/rules/notices.testing.ts';
import { importCatalogue } from './commands/importing.ts';
import { registerEvent } from './commands/obligations.ts';
import { bringUpToDate } from './daily.ts';
import { obligationClock } from './queries/clock.ts';
import { itemsOfBody } from './queries/items.ts';

const sheet = `序号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道,公开对象,公开方式
1,救助,资金使用,资金,依据,信息形成之日起20个工作日内,县民政局,政府网站,全社会,主动
2,救助,季报,季报,依据,每季度结束后10个工作日内,县民政局,政府网站,全社会,主动
`;
// No notice for 2027 was issued when this was written: its shape with days of 2027.
const notice2027 = `国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月13日（周六）上班。
三、清明节：4月5日（周一）放假，与周末连休。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。`;

let ctx: TestContext;
let office: Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;
let id: string;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  ctx.clock.set('2026-12-25T01:00:00Z');
  await bringUpToDate(ctx);
  await importCatalogue(ctx, commandLineActor('test'), {
    fileName: 'one.csv',
    name: '测试目录',
    effectiveOn: '2026-10-01',
    bytes: Buffer.from(sheet),
  });
  const civil = (await bodyByCode(ctx.db, '210681-05')).id;
  const item = (await itemsOfBody(ctx.db, civil, '2026-12-25')).find(({ level2 }) => level2 === '资金使用');
  id = await change(ctx, await person(ctx, 'clerk', '210681-05'), (changing) =>
    registerEvent(changing, { itemId: item?.id ?? '', bodyId: civil, event: '资金到账', eventOn: '2026-12-24' }),
  );
  office = await testApp(ctx).as(await person(ctx, 'office', '210681'));
});

const put = async (body: object) => (await office('/api/calendar', { method: 'PUT', json: body })).json();

test('a term into a year not loaded is provisional, never late by it', async () => {
  const shown = await (await office(`/api/obligations/${id}`)).json();
  expect(shown.clock).toMatchObject({ dueOn: null, provisionalOn: '2027-01-21', state: 'unclear', daysLate: 0 });
  expect(shown.reason).toContain('暂按周一至周五推算为 2027-01-21，放假安排公布后以实际为准');
  expect((await obligationClock(ctx.db, id, '2027-02-25')).state).toBe('unclear');
});

test('a pasted notice is shown before it is saved, then every open term is counted again and what moved is kept', async () => {
  const preview = await (await office('/api/calendar/notice', { json: { text: notice2027 } })).json();
  expect(preview).toMatchObject({ year: 2027, faults: [], missing: [], isLoaded: false });
  expect(preview.changes).toHaveLength(preview.days.length);
  const { year, source, days } = preview;
  const { moved, replayId } = await put({ year, source, days });
  expect(moved).toBe(2);
  const replay = await (await office(`/api/obligations/replays/${replayId}`)).json();
  expect(
    replay.moves.map((move: { level2: string; fromProvisionalOn: string; toOn: string }) => [
      move.level2,
      move.fromProvisionalOn,
      move.toOn,
    ]),
  ).toEqual([
    ['资金使用', '2027-01-21', '2027-01-22'],
    ['季报', '2027-01-14', '2027-01-15'],
  ]);
  expect(replay.moves[0].why).toContain('这一年的放假安排已载入；1月1日由工作日变为放假');
  const csv = await (await office(`/api/obligations/replays/${replayId}/export`)).text();
  expect(csv).toContain('"暂定 2027-01-21","2027-01-22"');
});

test('a corrected day moves what it touches, and a day without effect leaves no record', async () => {
  const loaded = await (await office('/api/calendar/2027')).json();
  const days = loaded.filter(({ day }: { day: string }) => day !== '2027-01-01');
  const { moved, replayId } = await put({ year: 2027, source: '更正后的通知', days });
  expect(moved).toBe(2);
  const replay = await (await office(`/api/obligations/replays/${replayId}`)).json();
  expect(replay.moves[0]).toMatchObject({ fromOn: '2027-01-22', toOn: '2027-01-21' });
  expect(replay.moves[0].why).toBe('1月1日由放假变为工作日');
  const late = [...days, { day: '2027-12-31', kind: 'holiday', name: '元旦' }];
  expect(await put({ year: 2027, source: '更正后的通知', days: late })).toEqual({ moved: 0, replayId: null });
  const all = await (await office('/api/obligations/replays')).json();
  expect(all).toHaveLength(2);
  expect((await (await office(`/api/obligations/${id}`)).json()).moves).toHaveLength(2);
});

test('a notice that reaches into the year before adds its days there', async () => {
  const preview = await (await office('/api/calendar/notice', { json: { text: notices[2023] } })).json();
  expect(preview).toMatchObject({ year: 2023, before: [{ day: '2022-12-31' }], isLoaded: true, changes: [] });
  const { year, source, days, before } = preview;
  await put({ year, source, days, before });
  expect(await (await office('/api/calendar/2022')).json()).toContainEqual({
    day: '2022-12-31',
    kind: 'holiday',
    name: '元旦',
  });
});

test('a village sees only its own moves', async () => {
  const village = await testApp(ctx).as(await person(ctx, 'village', '210681115200'));
  const [newest] = await (await village('/api/obligations/replays')).json();
  const seen = await (await village(`/api/obligations/replays/${newest.id}`)).json();
  expect(seen.moves).toEqual([]);
});

test('files are read too: a table, JSON and a calendar file', async () => {
  const upload = async (name: string, content: string) => {
    const form = new FormData();
    form.set('file', new File([content], name));
    return (await office('/api/calendar/file', { method: 'POST', body: form })).json();
  };
  const expected = {
    year: 2028,
    days: [
      { day: '2028-01-01', kind: 'holiday', name: '元旦' },
      { day: '2028-01-08', kind: 'makeup', name: '元旦' },
    ],
    faults: [],
  };
  expect(await upload('a.csv', '日期,安排,节日\n2028-01-01,放假,元旦\n2028/1/8,上班,元旦\n')).toMatchObject(expected);
  expect(await upload('a.json', JSON.stringify([{ year: 2028, days: expected.days }]))).toMatchObject(expected);
  const event = (start: string, end: string, words: string) =>
    `BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:${start}\r\nDTEND;VALUE=DATE:${end}\r\nSUMMARY:${words}\r\nEND:VEVENT\r\n`;
  const ics = `BEGIN:VCALENDAR\r\n${event('20280101', '20280102', '元旦 休')}${event('20280108', '20280109', '元旦 补班')}END:VCALENDAR`;
  expect(await upload('a.ics', ics)).toMatchObject(expected);
  expect(await upload('b.json', '{')).toMatchObject({ fields: { file: '这个 JSON 文件格式不对，读不出来。' } });
  expect(await upload('b.csv', '日期,安排\n2028-01-01,不知道\n')).toMatchObject({
    faults: ['第 2 行没有写放假还是上班：2028-01-01 不知道'],
  });
});
