import { readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import yauzl from 'yauzl';
import { beforeAll, describe, expect, test } from 'vitest';
import { person, testApp } from '../account/testing.ts';
import { commandLineActor, type Actor } from '../account/rules.ts';
import { importBodies } from '../body/commands.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { makeSummary } from './commands/summary.ts';
import { signatureIndents, summaryDocx } from './document.ts';
import { dayOf, daysInScope } from './queries/day.ts';
import { draftOf, figureOf, summaryOf } from './queries/summary.ts';
import { figureText, type Figure } from './rules/figure.ts';
import { numeralsIn } from './rules/numeral.ts';
import { partText, summaryFaults, unbackedNumbers, type Paragraph } from './rules/summary.ts';
import { loadSampleOpendays } from './sample.ts';

const program = commandLineActor('test');
let ctx: TestContext;
let office: Actor;
beforeAll(async () => {
  ctx = await testContext();
  await importBodies(ctx, program, readFileSync(path.join(projectRoot, 'seed/bodies.csv')));
  expect(await loadSampleOpendays(ctx)).toBe(13);
  office = await person(ctx, 'office', '210681-01', '210681');
});

async function partsOfZip(bytes: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks).toString());
            zip.readEntry();
          });
        }),
      );
      zip.on('end', resolve);
      zip.readEntry();
    });
  });
  return parts;
}

const fileOf = async (summaryId: string) => {
  const summary = await summaryOf(ctx, office, summaryId);
  const input = { ...summary, summaryId, bodyName: summary.day.bodyName, publicUrl: 'https://zwgk.example.gov.cn' };
  return partsOfZip(await summaryDocx(input));
};
const wordsIn = (xml: string) => [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map((match) => match[1]).join('');

test('loading the sample again adds nothing', async () => {
  expect(await loadSampleOpendays(ctx)).toBe(0);
  expect(await daysInScope(ctx, office)).toHaveLength(13);
});

describe('the summaries of all thirteen days', () => {
  test('hold no number that is not one of their figures, in the draft and in the file', async () => {
    for (const { id, code } of await daysInScope(ctx, office)) {
      const summaryId = await makeSummary(ctx, office, id, { remarks: {} });
      const { figures, paragraphs } = await summaryOf(ctx, office, summaryId);
      const day = await dayOf(ctx.db, office, id);
      const { names } = await draftOf(ctx.db, day, { asOf: ctx.clock.now(), today: '2026-05-15', remarks: {} });
      expect(summaryFaults(paragraphs, figures, names), code).toEqual([]);
      // The same once more over the finished file, without trusting the parts: links hold the figures, all else none.
      const xml = (await fileOf(summaryId)).get('word/document.xml') ?? '';
      const links = [...xml.matchAll(/<w:hyperlink.*?<\/w:hyperlink>/gs)].map(([link]) => wordsIn(link));
      expect(links.toSorted(), code).toEqual(figures.map(figureText).toSorted());
      const dates = paragraphs.flatMap(({ parts }) => parts).filter(({ kind }) => kind === 'date' || kind === 'named');
      let rest = wordsIn(xml.replaceAll(/<w:hyperlink.*?<\/w:hyperlink>/gs, ''));
      for (const part of dates) rest = rest.replace(partText(part, figures), '');
      rest = rest.replaceAll(/（?[一二三四五六七八九十]+(、|）)/g, ''); // heading numbers
      expect(numeralsIn(rest), code).toEqual([]);
    }
  });

  test('of an earlier year open the words of the account for each figure', async () => {
    const day = await dayOf(ctx.db, office, 'past-210681115');
    const summaryId = await makeSummary(ctx, office, day.id, { remarks: {} });
    const { figures } = await summaryOf(ctx, office, summaryId);
    expect(figures.map(figureText)).toEqual(['11个', '310余人次', '60余个', '1000余份']);
    const opened = await figureOf(ctx, office, summaryId, 'visitors');
    expect(opened.rows[0]?.cells[1]).toBe('“共计接待来访人员310余人次”');
    expect(day.account_text).toContain('共计接待来访人员310余人次');
    expect(opened.recounted).toBe(310);
  });
});

test('an earlier year has no statistics table, rather than one of noughts', async () => {
  const day = await dayOf(ctx.db, office, 'past-210681-05');
  const response = await (await testApp(ctx).as(office))(`/api/opendays/${day.id}/statistics.xlsx`);
  expect(response.status).toBe(409);
});

describe('the summary of a recorded day', () => {
  async function recordedDay() {
    const { as } = testApp(ctx);
    const fetch = await as(office);
    const call = async (address: string, json: unknown) => {
      const response = await fetch(`/api/opendays${address}`, { json });
      expect(response.status, await response.clone().text()).toBeLessThan(300);
      return response.json();
    };
    const town = await bodyByCode(ctx.db, '210681104');
    const plan = { bodyId: town.id, name: '“5·15政务公开日”活动', heldOn: '2026-05-15', ordinal: 20, theme: '第1主题' };
    const { id } = await call('', plan);
    const { id: stallId } = await call(`/${id}/stalls`, { bodyId: town.id, name: '司法所' });
    await call(`/${id}/materials`, { kind: 'board', name: '展板', unit: '块', prepared: 3 });
    const leaflet = await call(`/${id}/materials`, {
      stallId,
      kind: 'leaflet',
      name: '须知',
      unit: '份',
      prepared: 99,
    });
    await call(`/${id}/opening`, {});
    await call(`/${id}/materials/${leaflet.id}/givings`, { id: uuidv7(), count: 42 });
    const visit = {
      stallId,
      kind: 'consultation',
      field: '低保救助',
      question: '怎么申请',
      visitedAt: '2026-05-15T01:00:00Z',
    };
    const record = (more: object) => call(`/${id}/visits`, { ...visit, id: uuidv7(), ...more });
    for (let n = 0; n < 5; n += 1) await record({ isAnsweredOnSpot: true, satisfaction: 'satisfied' });
    await record({ isAnsweredOnSpot: false, handOverTo: '市民政局', kind: 'complaint', field: '道路水电' });
    await call(`/${id}/closing`, {});
    return { id, record };
  }

  test('says what was recorded, as of the instant it was made, and what a person must still say', async () => {
    const { id, record } = await recordedDay();
    ctx.clock.set('2026-05-15T01:20:00Z');
    const summaryId = await makeSummary(ctx, office, id, { remarks: { problems: '部分政策解释还不够细。' } });
    ctx.clock.set('2026-05-15T01:40:00Z');
    await record({ isAnsweredOnSpot: true }); // after the summary: it must not change
    const { figures, paragraphs } = await summaryOf(ctx, office, summaryId);
    const text = paragraphs.map(({ parts }) => parts.map((part) => partText(part, figures)).join('')).join('\n');
    for (const words of [
      '接待来访群众6人次，其中咨询5人次、投诉1人次。',
      '当场答复5人次，占全部来访的83.3%，没有当场答复的1人次已登记编号并转交有关机构答复。',
      '有5人次对答复作出评价，其中表示满意的占100%。',
      '群众问得较多的是低保救助（5人次）、道路水电（1人次）。',
      '发放宣传单42份。',
      '摆放展板3块',
      '部分政策解释还不够细。',
      '〔请确认：下一步打算〕',
      '第二十届',
    ])
      expect(text).toContain(words);
    const opened = await figureOf(ctx, office, summaryId, 'visits');
    expect(opened).toMatchObject({ recounted: 6, queryWords: '来访登记的条数（一条为一人次）' });
    expect(opened.rows).toHaveLength(6);
    for (const { id: figureId, value } of figures) {
      const { recounted } = await figureOf(ctx, office, summaryId, figureId);
      expect(recounted, figureId).toBe(value);
    }
    await expect(figureOf(ctx, office, summaryId, 'nothing')).rejects.toMatchObject({ status: 404 });
    const stranger = await person(ctx, 'office', '210681105');
    await expect(figureOf(ctx, stranger, summaryId, 'visits')).rejects.toMatchObject({ status: 404 });
  });

  test('refuses a number in a person’s words that no record stands behind, at its place', async () => {
    const day = await dayOf(ctx.db, office, 'past-210681-05');
    await expect(makeSummary(ctx, office, day.id, { remarks: { year: '又接待了30多人' } })).rejects.toMatchObject({
      status: 422,
      fields: { 'remarks.year': expect.stringContaining('“30多”没有记录作依据') },
    });
  });

  test('once made cannot be altered', async () => {
    await expect(ctx.db.updateTable('openday_summary').set({ figures: '[]' }).execute()).rejects.toThrow('append-only');
  });
});

describe('the checker', () => {
  const figure: Figure = {
    ...{ id: 'visits', label: '接待', value: 6, unit: '人次', precision: 'exact', asOf: '2026-05-15T08:00:00Z' },
    query: { name: 'visits', params: {} },
  };
  const body = (...parts: Paragraph['parts']): Paragraph[] => [{ level: 'body', parts }];
  test.each<[string, Paragraph[], number]>([
    ['a figure of the list', body({ kind: 'figure', id: 'visits' }), 0],
    ['a figure that is not in it', body({ kind: 'figure', id: 'other' }), 1],
    ['a number pasted as text', body({ kind: 'text', text: '接待7人次' }), 1],
    ['a Chinese number pasted as text', body({ kind: 'text', text: '接待百余人次' }), 1],
    ['a number dressed as a date', body({ kind: 'date', text: '310' }), 1],
    ['a date', body({ kind: 'date', text: '2026年5月15日' }), 0],
    ['a number dressed as a name', body({ kind: 'named', text: '310人' }), 1],
    ['a name of the day', body({ kind: 'named', text: '第1主题' }), 0],
  ])('%s', (_what, paragraphs, faults) => {
    expect(summaryFaults(paragraphs, [figure], ['第1主题'])).toHaveLength(faults);
  });

  test('lets a person write days, 届次 and the points of a list, and no count', () => {
    expect(unbackedNumbers('5月10日召开会议，一是进一步统一思想，二是第二十届活动，2026年再办')).toEqual([]);
    expect(unbackedNumbers('5月10日召开3次会议，二百人参加')).toEqual(['3', '二百']);
  });
});

describe('the file', () => {
  test('has the official page: GB/T 9704-2012', async () => {
    const { id } = await dayOf(ctx.db, office, 'past-210681115');
    const summaryId = await makeSummary(ctx, office, id, { remarks: {} });
    const parts = await fileOf(summaryId);
    const xml = parts.get('word/document.xml') ?? '';
    expect(xml).toMatch(/<w:pgSz [^>]*w:w="11906" [^>]*w:h="16838"/);
    expect(xml).toMatch(/w:top="2098"/);
    expect(xml).toMatch(/w:left="1587"/);
    expect(xml).toMatch(/w:right="1474"/);
    expect(xml).toMatch(/w:bottom="1984"/);
    expect(parts.get('word/styles.xml')).toMatch(/<w:rPrDefault>.*<w:spacing w:val="-5"\/>.*<w:sz w:val="32"\/>/s);
    expect(xml).toContain('w:line="579" w:lineRule="exact"');
    expect(parts.get('word/settings.xml')).toContain('w:evenAndOddHeaders');
    const footers = [...parts].filter(([name]) => name.startsWith('word/footer') && name.endsWith('.xml'));
    expect(footers.map(([, footer]) => footer).join('')).toMatch(/— .*PAGE.* —/s);
    const links = parts.get('word/_rels/document.xml.rels') ?? '';
    expect(links).toContain(`https://zwgk.example.gov.cn/console/figures/${summaryId}/visitors`);
    expect(xml).not.toMatch(/w:u w:val="single"|w:rStyle/);
  });

  test('sets the signature and the date as the standard says, whichever is longer', () => {
    expect(signatureIndents('东港市人民政府办公室', '2026年5月15日')).toEqual({ signature: 2, date: 3.5 });
    expect(signatureIndents('小镇政府', '2026年5月15日')).toEqual({ signature: 6.5, date: 2 });
  });

  test('holds the account of the seed unchanged beside it', async () => {
    const rows = await ctx.db.selectFrom('openday').select('account_text').where('state', '=', 'past').execute();
    const seed = readFileSync(path.join(projectRoot, 'seed/openday-summaries.txt'), 'utf8');
    expect(rows).toHaveLength(12);
    for (const { account_text } of rows) expect(seed).toContain(account_text);
  });
});
