import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { person } from '../account/testing.ts';
import { noticeDocx } from '../attachment/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { draftOf, publishDraft } from '../disclosure/testing.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { countyAtWork } from './testing.ts';

let ctx: TestContext;
let county: Awaited<ReturnType<typeof countyAtWork>>;
beforeAll(async () => {
  ctx = await testContext();
  county = await countyAtWork(ctx);
});

describe('五个落实', () => {
  const at = (part: string) => `/fivethings/bodies/${county.bodyId}${part}`;
  const lineOf = async (kind: string) =>
    (await county.call(county.crew.clerk, at('?year=2026'))).said.lines.find(
      (line: { kind: string }) => line.kind === kind,
    );
  const form = (file: File) => {
    const body = new FormData();
    body.set('year', '2026');
    body.set('file', file);
    return body;
  };

  test('begin as five gaps, late once the day that the office set is over', async () => {
    const whole = await bodyByCode(ctx.db, '210681');
    const refused = await county.call(county.office, `/fivethings/bodies/${whole.id}/term`, {
      method: 'PUT',
      json: { year: 2026, dueOn: '2027-01-01' },
    });
    expect([refused.status, refused.said.fields]).toEqual([422, { dueOn: '请选择 2026 年里的一天。' }]);
    await county.call(county.office, `/fivethings/bodies/${whole.id}/term`, {
      method: 'PUT',
      json: { year: 2026, dueOn: '2026-05-14' },
    });
    const { said } = await county.call(county.office, '/fivethings?year=2026');
    expect(said).toHaveLength(6);
    const line = said.find((one: { bodyId: string }) => one.bodyId === county.bodyId);
    expect(line).toMatchObject({ gaps: 5, done: 0, isLate: true, dueOn: '2026-05-14' });
  });

  test('a line is written by the clerk, and lacks its evidence until a file is there', async () => {
    const sent = await county.call(county.crew.clerk, at('/leader'), {
      method: 'PUT',
      json: { year: 2026, people: [{ name: '孙立新', post: '副局长' }], validUntil: '2026-12-31' },
    });
    expect(sent.status).toBe(200);
    expect(await lineOf('leader')).toMatchObject({ state: 'incomplete', missing: [expect.stringContaining('证明')] });
    const wrong = await county.call(county.crew.clerk, at('/leader/files'), {
      method: 'POST',
      body: form(new File(['<svg/>'], '分工.jpg')),
    });
    expect([wrong.status, wrong.said.fields.file]).toEqual([422, '请上传照片（jpg、png）、PDF 或 Word 文件（docx）。']);
    const docx = await noticeDocx({ title: '领导分工', body: '孙立新分管政务公开' });
    const file = new File([new Uint8Array(docx)], '领导分工.docx');
    expect(
      (await county.call(county.crew.clerk, at('/leader/files'), { method: 'POST', body: form(file) })).status,
    ).toBe(201);
    const line = await lineOf('leader');
    expect(line).toMatchObject({ state: 'filled', missing: [], files: [{ name: '领导分工.docx' }] });
    const taken = await county.call(county.crew.clerk, `/fivethings/files/${line.files[0].id}`);
    expect(taken.said.equals(docx)).toBe(true);
  });

  test('another bureau sees neither the checklist nor its evidence', async () => {
    const { files, entry } = await lineOf('leader');
    expect((await county.call(county.stranger, at('?year=2026'))).status).toBe(403);
    expect((await county.call(county.stranger, `/fivethings/files/${files[0].id}`)).status).toBe(404);
    expect((await county.call(county.stranger, `/fivethings/files/${files[0].id}`, { method: 'DELETE' })).status).toBe(
      403,
    );
    const other = await person(ctx, 'office', '210681115');
    expect((await county.call(other, `/fivethings/entries/${entry.id}/confirmation`, { method: 'POST' })).status).toBe(
      403,
    );
    const { said } = await county.call(county.stranger, '/fivethings?year=2026&kind=all');
    expect(said.map((line: { name: string }) => line.name)).toEqual(['东港市林业局']);
  });

  test('the supervisor sends it back, the clerk mends it, and somebody else confirms', async () => {
    const supervisor = await person(ctx, 'supervisor', '210681-01', '210681');
    const entry = `/fivethings/entries/${(await lineOf('leader')).entry.id}`;
    await county.call(supervisor, `${entry}/return`, { method: 'POST', json: { remark: '附件看不清，请重传' } });
    expect(await lineOf('leader')).toMatchObject({
      state: 'returned',
      entry: { returnedRemark: '附件看不清，请重传' },
    });
    await county.call(county.crew.clerk, at('/leader'), {
      method: 'PUT',
      json: { year: 2026, people: [{ name: '孙立新' }], validUntil: '2026-12-31' },
    });
    expect((await county.call(supervisor, `${entry}/confirmation`, { method: 'POST' })).status).toBe(200);
    expect(await lineOf('leader')).toMatchObject({ state: 'confirmed', entry: { confirmedBy: supervisor.personName } });
    ctx.clock.set('2027-01-01T01:00:00Z');
    expect(await lineOf('leader')).toMatchObject({ state: 'expired' });
    ctx.clock.set('2026-05-15T01:00:00Z');
  });

  test('what its own writer filled, or what lacks something, is not confirmed', async () => {
    await county.call(county.office, at('/fund'), {
      method: 'PUT',
      json: { year: 2026, amount: 50000, documentNumber: '东财预〔2026〕3号' },
    });
    const fund = (await lineOf('fund')).entry.id;
    expect(
      (await county.call(county.office, `/fivethings/entries/${fund}/confirmation`, { method: 'POST' })).status,
    ).toBe(403);
    await county.call(county.crew.clerk, at('/agency'), { method: 'PUT', json: { year: 2026, section: '办公室' } });
    const agency = (await lineOf('agency')).entry.id;
    const refused = await county.call(county.office, `/fivethings/entries/${agency}/confirmation`, { method: 'POST' });
    expect([refused.status, refused.said.message]).toEqual([409, expect.stringContaining('还缺：证明')]);
  });

  test('a published document is evidence, one that is not public is none', async () => {
    const draft = await draftOf(ctx, county.crew.clerk, '210681-05', { title: '政务公开工作制度' });
    const json = { year: 2026, disclosure: '210681-05/2026-00001' };
    const refused = await county.call(county.crew.clerk, at('/institution'), { method: 'PUT', json });
    expect(Object.keys(refused.said.fields)).toEqual(['disclosure']);
    await publishDraft(ctx, county.crew, draft);
    await county.call(county.crew.clerk, at('/institution'), { method: 'PUT', json });
    expect(await lineOf('institution')).toMatchObject({ state: 'filled', disclosure: { title: '政务公开工作制度' } });
  });

  test('all bodies go out as a workbook with their gaps', async () => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await county.call(county.office, '/fivethings/export?year=2026')).said);
    const sheet = book.getWorksheet('五个落实');
    const rows = Array.from({ length: 6 }, (_, at) => sheet?.getRow(at + 4).values as unknown[]);
    expect(rows.map(([, name]) => name)).toContain('东港市林业局');
    expect(rows.find(([, name]) => name === '东港市民政局')?.slice(2, 8)).toEqual([
      2,
      '已落实',
      '没有填全',
      '还没有填',
      '待核实',
      '待核实',
    ]);
  });
});
