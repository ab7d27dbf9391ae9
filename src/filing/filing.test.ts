import { readFile } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { correct, withdraw } from '../disclosure/commands/standing.ts';
import { saveDraft } from '../disclosure/commands/draft.ts';
import { importDocuments } from '../disclosure/commands/import.ts';
import { filesToImport } from '../disclosure/importing/files.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { filingNumber, stepFrom } from './rules.ts';

let ctx: TestContext;
let crew: Crew;
let office: Actor;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  crew = await crewOf(ctx, '210681-05');
  office = await person(ctx, 'office', '210681-01', '210681');
});

const register = () =>
  ctx.db.selectFrom('filing').selectAll().orderBy('body_name').orderBy('year').orderBy('sequence').execute();

async function published(title: string) {
  const draft = await draftOf(ctx, crew.clerk, '210681-05', { title, documentNumber: '东民发〔2026〕5号' });
  await publishDraft(ctx, crew, draft);
  return draft.id;
}

interface Line {
  id: string;
  number: string;
  title: string;
  state: string;
  isLate: boolean;
}
async function read(actor: Actor, query = ''): Promise<{ rows: Line[]; total: number; inState: object }> {
  return (await (await testApp(ctx).as(actor))(`/api/filings${query}`)).json();
}
const send = async (actor: Actor, at: string, json: unknown) =>
  (await testApp(ctx).as(actor))(`/api/filings${at}`, { json });

test('a filing number is that of a body and year', () => {
  expect(filingNumber('210681-05', 2026, 12)).toBe('210681-05备〔2026〕00012号');
  expect(filingNumber('210681-05', 2026, 123_456)).toBe('210681-05备〔2026〕123456号');
});

test('a confirmed line is closed, and an opinion is answered before it is confirmed', () => {
  expect(stepFrom('confirm', 'asked')).toBeUndefined();
  expect(stepFrom('confirm', 'answered')).toBe('confirmed');
  for (const step of ['confirm', 'ask', 'answer'] as const) expect(stepFrom(step, 'confirmed')).toBeUndefined();
});

describe('what is published is filed in the same moment', () => {
  test('with its number, whose hands it went through, and its hash', async () => {
    const id = await published('提高城乡低保标准');
    const [line] = await ctx.db.selectFrom('filing').selectAll().where('disclosure_id', '=', id).execute();
    const version = await ctx.db
      .selectFrom('disclosure_version')
      .select('content_hash')
      .where('disclosure_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({
      number: '210681-05备〔2026〕00001号',
      kind: 'publication',
      index_number: '210681-05/2026-00001',
      document_number: '东民发〔2026〕5号',
      drafter: 'clerk@210681-05',
      reviewer: 'reviewer@210681-05',
      clearer: 'confidentiality@210681-05',
      signer: 'leader@210681-05',
      content_hash: version.content_hash,
      happened_at: ctx.clock.now(),
      state: 'filed',
    });
  });

  test('a correction and a withdrawal too, without a gap, and a draft that is never signed takes no number', async () => {
    const id = await published('临时救助办法');
    await draftOf(ctx, crew.clerk, '210681-05', { title: '没有签发的' });
    await correct(ctx, crew.clerk, id, { reason: '金额写错，更正为每月800元' });
    const saved = await saveDraft(ctx, crew.clerk, id, {
      ...{ title: '临时救助办法', documentNumber: '', issuedOn: '2026-05-08', validity: 'valid', category: '社会救助' },
      ...{ html: '<p>每月800元。</p>', revision: 1 },
    });
    await publishDraft(ctx, crew, { id, revision: saved.revision });
    await withdraw(ctx, crew.leader, id, { kind: 'error', reason: '标准未经批准' });
    const rows = (await register()).filter(({ disclosure_id }) => disclosure_id === id);
    expect(
      rows.map(({ kind, sequence, version, remarks, signer }) => [kind, sequence, version, remarks, signer]),
    ).toEqual([
      ['publication', 2, 1, '', 'leader@210681-05'],
      ['correction', 3, 2, '金额写错，更正为每月800元', 'leader@210681-05'],
      ['withdrawal', 4, 2, '内容有误：标准未经批准', 'leader@210681-05'],
    ]);
  });

  test('the register cannot be rewritten', async () => {
    await expect(sql`update filing set title = '别的'`.execute(ctx.db)).rejects.toThrow('cannot change');
    await expect(sql`delete from filing`.execute(ctx.db)).rejects.toThrow('never deleted');
  });
});

describe('old documents', () => {
  test('brought in at once are filed at once, as imported', async () => {
    const { id: bodyId } = await bodyByCode(ctx.db, '210681-01');
    const files = (await filesToImport([path.join(projectRoot, 'seed/regulations')])).slice(0, 90);
    const leader = await person(ctx, 'leader', '210681-01');
    const fates = await importDocuments(ctx, leader, { bodyId, category: '政策文件' }, files);
    const rows = (await register()).filter(({ body_id }) => body_id === bodyId);
    expect(rows).toHaveLength(fates.filter(({ fate }) => fate === 'published').length);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, at) => at + 1));
    expect(new Set(rows.map(({ remarks }) => remarks))).toEqual(new Set(['存量文件导入']));
  });

  test('that were public before there was a register are filed by the migration as if it had been there', async () => {
    const before = await register();
    const text = await readFile(path.join(projectRoot, 'migrations/0011_responsibility.sql'), 'utf8');
    const backfill = text.slice(text.indexOf('-- What was public before there was a register'));
    await sql`alter table filing disable trigger filing_guard`.execute(ctx.db);
    await sql`delete from filing`.execute(ctx.db);
    await ctx.db.deleteFrom('number_sequence').where('kind', '=', 'filing').execute();
    for (const statement of backfill.split(/;\s*\n/).filter((part) => /\w/.test(part)))
      await sql.raw(statement).execute(ctx.db);
    await sql`alter table filing enable trigger filing_guard`.execute(ctx.db);
    const same = ({ sequence, number, ...line }: (typeof before)[number]) => ({
      ...line,
      ...{ id: '', filed_at: '' },
      // Of documents imported in one instant the order is free.
      place: line.remarks === '存量文件导入' ? '' : `${sequence} ${number}`,
    });
    const byLine = (a: object, b: object) => JSON.stringify(a).localeCompare(JSON.stringify(b));
    expect((await register()).map(same).sort(byLine)).toEqual(before.map(same).sort(byLine));
    const id = await published('补录之后的第一件');
    const line = await ctx.db
      .selectFrom('filing')
      .select('sequence')
      .where('disclosure_id', '=', id)
      .executeTakeFirst();
    expect(line?.sequence).toBe(5);
  });
});

describe('the superior body', () => {
  test('asks back with a term; the body answers; then it is confirmed and closed', async () => {
    await published('要问一问的文件');
    const [line] = (await read(office, '?words=要问一问')).rows;
    if (!line) throw new Error('not filed');
    const past = await send(office, `/${line.id}/opinions`, { opinion: '附件没有公开，请补上', dueOn: '2026-05-01' });
    expect([past.status, (await past.json()).fields]).toEqual([422, { dueOn: '期限不能早于今天。' }]);
    const asked = await send(office, `/${line.id}/opinions`, { opinion: '附件没有公开，请补上', dueOn: '2026-05-18' });
    expect(asked.status).toBe(201);
    expect((await send(office, '/confirmations', { ids: [line.id] })).status).toBe(409);
    expect(
      (await send(crew.clerk, `/${line.id}/opinions`, { opinion: '我来问一问', dueOn: '2026-05-18' })).status,
    ).toBe(403);
    ctx.clock.set('2026-05-19T01:00:00Z');
    expect((await read(office, '?state=late')).rows.map(({ number, isLate }) => [number, isLate])).toEqual([
      [line.number, true],
    ]);
    expect((await send(crew.clerk, `/${line.id}/answers`, { answer: '附件已补充公开' })).status).toBe(201);
    expect((await send(crew.clerk, `/${line.id}/answers`, { answer: '附件已补充公开' })).status).toBe(409);
    expect((await read(office, '?state=late')).total).toBe(0);
    const confirmed = await send(office, '/confirmations', { ids: [line.id] });
    expect(await confirmed.json()).toEqual({ confirmed: 1 });
    const record = await (await (await testApp(ctx).as(crew.clerk))(`/api/filings/${line.id}`)).json();
    expect(record).toMatchObject({
      state: 'confirmed',
      confirmed_by_name: office.personName,
      opinions: [{ opinion: '附件没有公开，请补上', answer: '附件已补充公开', isLate: false }],
      may: { confirm: false, ask: false, answer: false },
    });
  });

  test('confirms all of a body’s year in one act', async () => {
    const { id: bodyId } = await bodyByCode(ctx.db, '210681-01');
    const { total } = await read(office, `?bodyId=${bodyId}&state=filed&size=1`);
    expect(total).toBeGreaterThan(50);
    const done = await send(office, '/confirmations', { bodyId, year: 2026 });
    expect(await done.json()).toEqual({ confirmed: total });
    expect((await send(office, '/confirmations', { bodyId, year: 2026 })).status).toBe(409);
  });

  test('takes the register out as a workbook, each line once', async () => {
    const response = await (await testApp(ctx).as(office))('/api/filings/export?words=低保&sort=oldest');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    const sheet = book.getWorksheet('备案登记簿');
    expect(sheet?.getCell('A1').text).toBe('政府信息公开备案登记簿');
    const titles = Array.from({ length: (sheet?.rowCount ?? 3) - 3 }, (_, at) => sheet?.getRow(at + 4).getCell(5).text);
    expect(titles).toContain('提高城乡低保标准');
    expect(new Set(titles).size).toBe(titles.length);
  });
});

test('a bureau sees its own filings and nobody else’s', async () => {
  const other = await person(ctx, 'clerk', '210681-20');
  expect((await read(other)).total).toBe(0);
  const own = await read(crew.clerk, '?size=500');
  expect(own.total).toBeGreaterThan(4);
  const [line] = own.rows;
  expect((await (await testApp(ctx).as(other))(`/api/filings/${line?.id}`)).status).toBe(404);
  expect((await send(other, `/${line?.id}/answers`, { answer: '替别人答一答' })).status).toBe(404);
  const township = await person(ctx, 'office', '210681115');
  expect((await send(township, '/confirmations', { ids: [line?.id] })).status).toBe(404);
});
