import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bodyByCode } from '../body/queries.ts';
import { projectRoot } from '../platform/project.ts';
import { testContext, type TestContext } from '../platform/testing/database.ts';
import { loadSmallCounty, person, testApp } from './testing.ts';

const here = '210681115';
const there = '210681105';

let ctx: TestContext;
let app: ReturnType<typeof testApp>;

beforeAll(async () => {
  ctx = await testContext();
  await loadSmallCounty(ctx);
  app = testApp(ctx);
});

describe('what is the whole county’s', () => {
  const form = (fields: Record<string, string | File>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return body;
  };

  test('a township’s system administrator imports bodies into the township only', async () => {
    const request = await app.as(await person(ctx, 'system_admin', here));
    const sent = async (...rows: string[]) => {
      const file = new File([['代码,名称,类型,上级代码', ...rows].join('\n')], 'bodies.csv');
      return (await request('/api/bodies/import', { method: 'POST', body: form({ file }) })).json();
    };
    expect((await sent(`210681105200,改了名的村,村,${there}`)).isStored).toBe(false);
    expect((await sent(`210681105299,多出来的村,村,${there}`)).isStored).toBe(false);
    expect((await sent('999999,另一个县,县,')).isStored).toBe(false);
    expect((await sent(`210681115299,新合并的村,村,${here}`)).isStored).toBe(true);
  });

  test('its catalogue is not imported by a township’s office', async () => {
    const request = await app.as(await person(ctx, 'office', here));
    const bytes = await readFile(path.join(projectRoot, 'seed/catalogue-county.csv'));
    const body = form({ file: new File([bytes, '\n'], 'other.csv'), name: '另一个目录' });
    expect((await request('/api/catalogues', { method: 'POST', body })).status).toBe(403);
  });

  test('a section of another body is given to nobody', async () => {
    const request = await app.as(await person(ctx, 'security_admin', here));
    const admin = await app.as(await person(ctx, 'system_admin', there));
    const { id: theirs } = await bodyByCode(ctx.db, there);
    const made = await admin('/api/bodies/sections', { json: { bodyId: theirs, name: '别家的科室' } });
    const { id: section } = await made.json();
    const { id: bodyId } = await bodyByCode(ctx.db, here);
    const json = {
      ...{ login: 'borrowed', personName: '某人', bodyId, sectionId: section },
      roles: [{ role: 'clerk', bodyId }],
    };
    expect((await request('/api/accounts', { json })).status).toBe(422);
  });
});
