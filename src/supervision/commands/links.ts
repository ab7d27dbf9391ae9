import { sql } from 'kysely';
import { Parser } from 'htmlparser2';
import { commandLineActor } from '../../account/rules.ts';
import { change } from '../../audit/change.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Answer } from '../../platform/http/outside.ts';
import { insideLinksANight, outsideAgainAfterDays, outsideLinksANight } from '../rules/finding.ts';

const system = { ...commandLineActor('links'), personName: '系统' };
const documentsAtOnce = 200;
const askedAtOnce = 8;

/** The web addresses that a text links to or shows, each once; those of this site as paths. Others (mail, anchors) are left out. */
export function linksIn(html: string, siteUrl: string): string[] {
  const found = new Set<string>();
  const parser = new Parser({
    onattribute: (name, value) => {
      if (name !== 'href' && name !== 'src') return;
      if (value.startsWith('#') || !URL.canParse(value, siteUrl)) return;
      const url = new URL(value, siteUrl);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return;
      const path = url.pathname + url.search;
      found.add(url.origin === new URL(siteUrl).origin ? path : `${url.origin}${path}`);
    },
  });
  parser.end(html);
  return [...found];
}

/** Reads the links of every document whose published version was not read yet. Returns how many documents were read. */
export async function readLinks(ctx: Context): Promise<number> {
  let read = 0;
  for (;;) {
    const documents = await unread(ctx);
    if (documents.length === 0) return read;
    await change(ctx, system, async ({ tx, at, record }) => {
      const ids = documents.map(({ id }) => id);
      const links = documents.flatMap(({ id, html }) =>
        linksIn(html, ctx.settings.publicUrl).map((url) => ({ id, url, inside: url.startsWith('/') })),
      );
      await tx.deleteFrom('document_link').where('disclosure_id', 'in', ids).execute();
      await sql`
        insert into document_link (disclosure_id, url, is_internal)
        select id, url, inside from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as link (id uuid, url text, inside boolean)
        `.execute(tx);
      await sql`
        insert into link_scan (disclosure_id, version, scanned_at)
        select id, version, ${at} from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as read (id uuid, version integer)
        on conflict (disclosure_id) do update set version = excluded.version, scanned_at = excluded.scanned_at`.execute(
        tx,
      );
      const after = { count: documents.length, links: links.length };
      record({ verb: 'finding.readLinks', subject: { type: 'finding', id: 'links' }, bodyId: null, after });
    });
    read += documents.length;
  }
}

const unread = (ctx: Context) =>
  ctx.db
    .selectFrom('disclosure')
    .innerJoin('disclosure_version as version', (join) =>
      join
        .onRef('version.disclosure_id', '=', 'disclosure.id')
        .onRef('version.version', '=', 'disclosure.published_version'),
    )
    .leftJoin('link_scan', 'link_scan.disclosure_id', 'disclosure.id')
    .select(['disclosure.id', 'version.version', 'version.html'])
    .where('disclosure.standing', '=', 'published')
    .where(sql<boolean>`link_scan.version is distinct from version.version`)
    .limit(documentsAtOnce)
    .execute();

export interface Askers {
  /** Asks this site itself for a path; answers its status. */
  inside: (path: string) => Promise<number>;
  /** Asks an outside address; undefined: the site may not. */
  outside: ((url: string) => Promise<Answer>) | undefined;
}

/** Asks at the addresses that are due: all of our own every night, outside ones once a week, failing ones daily. */
export async function askLinks(ctx: Context, { inside, outside }: Askers): Promise<number> {
  const within = await due(ctx, true, insideLinksANight);
  const beyond = outside ? await due(ctx, false, outsideLinksANight) : [];
  await each(within, async (url) => note(ctx, url, insideAnswer(await inside(url)), 0));
  if (outside) await each(beyond, async (url) => note(ctx, url, await outside(url), outsideAgainAfterDays));
  return within.length + beyond.length;
}

/** A page of ours that is busy is not dead; one that is not there, or was withdrawn, is, at once. */
function insideAnswer(status: number): Answer {
  if (status === 404) return { state: 'gone', fault: '本站没有这个网页' };
  return status === 410 ? { state: 'gone', fault: '链接的文件已撤下' } : { state: 'ok' };
}

async function due(ctx: Context, isInternal: boolean, atMost: number): Promise<string[]> {
  const { rows } = await sql<{ url: string }>`
    select link.url from document_link link
    join disclosure on disclosure.id = link.disclosure_id and disclosure.standing = 'published'
    left join link_state state on state.url = link.url
    where link.is_internal = ${isInternal} and (state.url is null or state.next_check_at <= ${ctx.clock.now()})
    group by link.url, state.checked_at order by state.checked_at nulls first limit ${atMost}`.execute(ctx.db);
  return rows.map(({ url }) => url);
}

async function each(urls: readonly string[], work: (url: string) => Promise<void>): Promise<void> {
  const waiting = urls.values();
  const worker = async () => {
    for (const url of waiting) await work(url);
  };
  await Promise.all(Array.from({ length: askedAtOnce }, worker));
}

/** What the other side says for good counts at once as if it had failed often enough. */
async function note(ctx: Context, url: string, answer: Answer, againAfterDays: number): Promise<void> {
  const now = ctx.clock.now();
  const isFine = answer.state === 'ok';
  const days = isFine ? againAfterDays : 0;
  const next = new Date(now.getTime() + days * 86_400_000);
  const fault = isFine ? '' : answer.fault;
  const counts = answer.state === 'gone' ? 100 : 1;
  await sql`
    insert into link_state (url, checked_at, next_check_at, failures, failing_since, fault)
    values (${url}, ${now}, ${next}, ${isFine ? 0 : counts}, ${isFine ? null : legalDate(now)}, ${fault})
    on conflict (url) do update set checked_at = excluded.checked_at, next_check_at = excluded.next_check_at, fault = excluded.fault,
      failures = case when excluded.failures = 0 then 0 else least(link_state.failures + excluded.failures, 1000) end,
      failing_since = case when excluded.failures = 0 then null else coalesce(link_state.failing_since, excluded.failing_since) end`.execute(
    ctx.db,
  );
}
