import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { acts, commandLineActor, type Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { change } from './change.ts';
import { verbNames } from './rules.ts';

let ctx: TestContext;
let auditorActor: Actor;
beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  auditorActor = await person(ctx, 'audit_admin', '210681-01', '210681');
});

/** The auditor, signed in anew: the clock moves between tests. */
const auditor = async (address: string) => (await testApp(ctx).as(auditorActor))(address);

const note = async (name: string, bodyCode = '210681-05') => {
  const body = await bodyByCode(ctx.db, bodyCode);
  await change(ctx, commandLineActor('test'), async ({ record }) => {
    record({ verb: 'section.create', subject: { type: 'section', id: name }, bodyId: body.id, after: { name } });
  });
};

describe('the record of acts', () => {
  test('is read newest first, page by page, by day, verb and body', async () => {
    for (const name of ['一科', '二科', '三科']) await note(name);
    const read = async (query: string) => (await auditor(`/api/audit?${query}`)).json();
    const first: { id: number; subject_id: string }[] = await read('verb=section&limit=2');
    expect(first.map(({ subject_id }) => subject_id)).toEqual(['三科', '二科']);
    const next: { subject_id: string }[] = await read(`verb=section&limit=2&beforeId=${first[1]?.id}`);
    expect(next.map(({ subject_id }) => subject_id)).toEqual(['一科']);
    expect(await read('verb=section&fromOn=2026-05-15&toOn=2026-05-15')).toHaveLength(3);
    expect(await read('verb=section&fromOn=2026-05-16')).toEqual([]);
    const other = await bodyByCode(ctx.db, '210681-20');
    expect(await read(`bodyId=${other.id}&verb=section`)).toEqual([]);
  });

  test('the legal day begins at midnight in Shanghai', async () => {
    ctx.clock.set('2026-06-01T15:59:59Z'); // 23:59:59 of June 1
    await note('夜里');
    ctx.clock.set('2026-06-01T16:00:00Z'); // midnight
    await note('凌晨');
    const of = async (day: string): Promise<string[]> => {
      const rows: { subject_id: string }[] = await (await auditor(`/api/audit?fromOn=${day}&toOn=${day}`)).json();
      return rows.map(({ subject_id }) => subject_id);
    };
    expect(await of('2026-06-01')).toEqual(['夜里']);
    expect(await of('2026-06-02')).toEqual(['凌晨']);
  });

  test('a wrong day is refused in words', async () => {
    const refused = await auditor('/api/audit?fromOn=2026-02-30');
    expect([refused.status, (await refused.json()).fields]).toEqual([422, { fromOn: '日期写成 2026-05-15 的样子' }]);
  });
});

describe('taken out as a file', () => {
  test('no cell of it runs as a formula, and the taking out is on record', async () => {
    await note('=HYPERLINK("http://evil.example")');
    const response = await auditor('/api/audit/export?verb=section');
    const bytes = await response.arrayBuffer();
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    expect(csv.startsWith('\uFEFF"编号"')).toBe(true);
    expect(csv).not.toMatch(/(^|,)"[=+@-]/m);
    const events = await ctx.db.selectFrom('audit_event').selectAll().where('verb', '=', 'audit.export').execute();
    expect(events.map(({ person_name, account_id }) => [person_name, account_id])).toEqual([
      [auditorActor.personName, auditorActor.accountId],
    ]);
  });
});

test('every verb that the code records has a name that people read', () => {
  const files = readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !/\.test\.ts$|^audit/.test(file));
  const lines = sources.flatMap((file) => readFileSync(path.join(projectRoot, 'src', file), 'utf8').split('\n'));
  const verbs = lines
    .filter((line) => /\bverb\b|alterAccount\(/.test(line))
    .flatMap((line) => [...line.matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map(([, verb = '']) => verb));
  expect(verbs.length).toBeGreaterThan(15);
  expect([...new Set(verbs)].filter((verb) => !(verb in verbNames) && !(verb in acts))).toEqual([]);
});

test('a change that records nothing is refused', async () => {
  await expect(change(ctx, commandLineActor('test'), async () => {})).rejects.toThrow('must record');
});
