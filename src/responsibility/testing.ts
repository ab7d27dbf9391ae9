import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { commandLineActor, type Actor } from '../account/rules.ts';
import { loadSmallCounty, person, testApp } from '../account/testing.ts';
import { bodyByCode } from '../body/queries.ts';
import { importCatalogue } from '../catalogue/commands/importing.ts';
import { crewOf, draftOf, publishDraft, type Crew } from '../disclosure/testing.ts';
import type { Context } from '../platform/context.ts';
import { projectRoot } from '../platform/project.ts';
import { loadCalendar } from '../workday/commands.ts';
import { shippedYears } from '../workday/seed.ts';

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- what the API says is compared, not used
  said: any;
}

/** The small county with its real catalogue, the people of one bureau, its office, and a clerk of another bureau. */
export async function countyAtWork(ctx: Context, moreRows?: string) {
  await loadSmallCounty(ctx);
  await loadCalendar(ctx, commandLineActor('test'), await shippedYears());
  await countyCatalogue(ctx);
  if (moreRows) await countyCatalogue(ctx, moreRows);
  const app = testApp(ctx);
  const call = async (
    actor: Actor,
    at: string,
    init: { method?: string; json?: unknown; body?: FormData } = {},
  ): Promise<Answer> => {
    const response = await (await app.as(actor))(`/api${at}`, init);
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      said: isJson ? await response.json() : Buffer.from(await response.arrayBuffer()),
    };
  };
  return {
    ...{ app, call },
    crew: await crewOf(ctx, '210681-05'),
    office: await person(ctx, 'office', '210681-01', '210681'),
    stranger: await person(ctx, 'clerk', '210681-20'),
    bodyId: (await bodyByCode(ctx.db, '210681-05')).id,
  };
}

/** Imports the real county catalogue; with `more`, as its next version with these rows at the end. */
export async function countyCatalogue(ctx: Context, more = ''): Promise<void> {
  const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
  await importCatalogue(ctx, commandLineActor('test'), {
    ...{ fileName: more ? 'next.csv' : 'first.csv', name: '县目录' },
    effectiveOn: more ? '2026-05-10' : '2026-01-01',
    bytes: Buffer.concat([bytes, Buffer.from(more)]),
  });
}

type Fetch = Awaited<ReturnType<ReturnType<typeof testApp>['as']>>;

/** One record of each kind of filing and responsibility at a body, with `secret` in every text. */
export async function stockBody(
  ctx: Context,
  as: Fetch,
  { crew, bodyId, bodyCode, secret }: { crew: Crew; bodyId: string; bodyCode: string; secret: string },
) {
  await publishDraft(ctx, crew, await draftOf(ctx, crew.clerk, bodyCode, { title: secret }));
  const filed = ctx.db.selectFrom('filing').select('id').where('body_id', '=', bodyId);
  const filing = await filed.executeTakeFirstOrThrow();
  const at = `/api/fivethings/bodies/${bodyId}/leader`;
  const written = await as(at, { method: 'PUT', json: { year: 2026, people: [{ name: secret }] } });
  const body = new FormData();
  body.set('year', '2026');
  body.set('file', new File(['%PDF-1.7'], `${secret}.pdf`));
  const attached = await as(`${at}/files`, { method: 'POST', body });
  await as(`/api/responsibilities/${bodyId}`, { method: 'PUT', json: { scope: 'body', handler: { name: secret } } });
  const idIn = async (response: Response): Promise<string> => (await response.json()).id;
  const items: { id: string }[] = await (await as(`/api/obligations/items/${bodyId}`)).json();
  const project = await as('/api/events/projects', { json: { bodyId, name: secret, itemId: items[0]?.id } });
  return {
    filing: filing.id,
    project: await idIn(project),
    fiveLine: await idIn(written),
    evidence: await idIn(attached),
  };
}

/** Whose id a route of filing and responsibility takes. */
export function idFor(
  at: string,
  ids: Record<'filing' | 'project' | 'fiveLine' | 'evidence' | 'body', string>,
): string {
  if (at.startsWith('/api/events')) return ids.project;
  if (at.startsWith('/api/filings')) return ids.filing;
  if (at.startsWith('/api/fivethings/files')) return ids.evidence;
  return at.startsWith('/api/fivethings/entries') ? ids.fiveLine : ids.body;
}

/** Right input for each write of filing and responsibility, for tests that try them on another's records. */
export const writesOf = ({ filing, body, item }: Record<'filing' | 'body' | 'item', string>, secret: string) => ({
  'POST /api/events/preview': { bodyId: body, text: '5月4日,某件事,某个事项' },
  'POST /api/events': { bodyId: body, text: '5月4日,某件事,某个事项' },
  'POST /api/events/projects': { bodyId: body, name: '某个项目', itemId: item },
  'POST /api/events/projects/:id/stages': { stage: 'start', happenedOn: '2026-05-04' },
  'POST /api/filings/confirmations': { ids: [filing] },
  'POST /api/filings/:id/opinions': { opinion: '附件没有公开', dueOn: '2026-06-01' },
  'POST /api/filings/:id/answers': { answer: '附件已补充公开' },
  'PUT /api/fivethings/bodies/:id/term': { year: 2026, dueOn: '2026-06-01' },
  'PUT /api/fivethings/bodies/:id/:kind': { year: 2026, people: [{ name: '某人' }] },
  'DELETE /api/fivethings/files/:id': undefined,
  'POST /api/fivethings/entries/:id/confirmation': undefined,
  'POST /api/fivethings/entries/:id/return': { remark: '请补材料' },
  'PUT /api/responsibilities/:id': { scope: 'body', handler: { name: '某人' } },
  'POST /api/responsibilities/:id/replacements': { from: { name: secret }, to: { name: '某人' } },
  'POST /api/institutions/:id/texts': { institution: 'filing', disclosure: '210681105/2026-00001' },
  'DELETE /api/institutions/:id/texts/:institution/:disclosureId': undefined,
});
