import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../account/rules.ts';
import { allowedBody } from '../../account/scope.ts';
import { change, type Change } from '../../audit/change.ts';
import { nextNumbers, takeSequence } from '../../number/commands.ts';
import { file as fileInRegister, type ToFile } from '../../filing/commands.ts';
import { importedRemark } from '../../filing/rules.ts';
import type { Context } from '../../platform/context.ts';
import { indexEntries } from '../../search/commands.ts';
import { newestByTitle, type FileToImport } from '../importing/files.ts';
import { NotADocument, readDocument, type ReadDocument } from '../importing/read.ts';
import { findPersonalData } from '../../privacy/rules.ts';
import { indexNumber, type Validity } from '../rules.ts';
import { publicPath, searchText } from './publicplace.ts';
import { indexSequence } from './publish.ts';
import { contentHash } from './working.ts';

export interface FileFate {
  file: string;
  fate: 'published' | 'already' | 'rejected';
  why?: string;
}

/** Enough for few round trips, few enough that stopping is prompt and a failure costs little. */
const documentsAtOnce = 40;
const oneImportAtATime = 8101517;

type Entry = { file: FileToImport; sha256: string } & ({ document: ReadDocument } | { why: string });

/**
 * Publishes files of a body as they are (a stock of documents that were public elsewhere before). They count as first
 * published now: an earlier date is never entered by hand (国办秘函〔2019〕19号). Each batch is one transaction; a file is
 * known by its SHA-256, so a stopped run goes on where it was. Calls `progress` after each batch; stops when
 * `isStopped` says so. Throws 403 or 404 for the body.
 */
export async function importDocuments(
  ctx: Context,
  actor: Actor,
  target: { bodyId: string; category: string },
  files: readonly FileToImport[],
  { progress, isStopped }: { progress?: (fates: FileFate[]) => void; isStopped?: () => boolean } = {},
): Promise<FileFate[]> {
  const fates: FileFate[] = [];
  const inForce = newestByTitle(files);
  const done = await alreadyPublished(ctx);
  let batch: Entry[] = [];
  const flush = async () => {
    if (batch.length > 0) fates.push(...(await publishBatch(ctx, actor, target, batch, inForce)));
    batch = [];
    progress?.(fates);
  };
  for (const file of files) {
    if (isStopped?.()) break;
    const bytes = await readFile(file.path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (done.has(sha256)) {
      fates.push({ file: file.path, fate: 'already' });
      continue;
    }
    done.add(sha256); // the same file twice in one run
    batch.push({ file, sha256, ...(await readOrWhy(file, bytes)) });
    if (batch.length >= documentsAtOnce) await flush();
  }
  await flush();
  return fates;
}

async function alreadyPublished(ctx: Context): Promise<Set<string>> {
  const rows = await ctx.db
    .selectFrom('document_import')
    .select('source_sha256')
    .where('fate', '=', 'published')
    .execute();
  return new Set(rows.map(({ source_sha256 }) => source_sha256));
}

async function readOrWhy(file: FileToImport, bytes: Buffer): Promise<{ document: ReadDocument } | { why: string }> {
  try {
    const document = await readDocument(file.name, bytes);
    const findings = findPersonalData(`${document.title}\n${document.text}`);
    if (findings.length === 0) return { document };
    const shown = findings.slice(0, 3).map(({ masked }) => masked);
    return { why: `有 ${findings.length} 处个人信息没有遮盖：${shown.join('、')}` };
  } catch (error) {
    if (error instanceof NotADocument) return { why: error.message };
    throw error;
  }
}

function publishBatch(
  ctx: Context,
  actor: Actor,
  target: { bodyId: string; category: string },
  batch: readonly Entry[],
  inForce: ReadonlyMap<string, string>,
): Promise<FileFate[]> {
  return change(ctx, actor, async (doing) => {
    const { tx, record, touch } = doing;
    const body = await allowedBody(tx, actor, 'disclosure.sign', target.bodyId);
    await sql`select pg_advisory_xact_lock(${oneImportAtATime})`.execute(tx);
    const readable = batch.flatMap((entry) => ('document' in entry ? [entry] : []));
    const rows = await newRows(doing, body, target.category, readable, inForce);
    await insertRows(doing, rows);
    await fileInRegister(doing, body, rows.map(filed));
    await noteFates(doing, batch, rows);
    record({
      verb: 'disclosure.importBatch',
      subject: { type: 'body', id: body.id },
      bodyId: body.id,
      after: { published: rows.length, rejected: batch.length - rows.length },
    });
    touch('disclosures', `body:${body.id}`);
    return batch.map((entry): FileFate => {
      const { path } = entry.file;
      return 'why' in entry ? { file: path, fate: 'rejected', why: entry.why } : { file: path, fate: 'published' };
    });
  });
}

type Row = Awaited<ReturnType<typeof newRows>>[number];

/** What each document is once published: numbers, validity, hash. */
async function newRows(
  { tx, today }: Change,
  body: { id: string; code: string },
  category: string,
  entries: readonly { file: FileToImport; sha256: string; document: ReadDocument }[],
  inForce: ReadonlyMap<string, string>,
) {
  const year = Number(today.slice(0, 4));
  const numbers = await nextNumbers(tx, 'disclosure', year, entries.length);
  const scope = `${body.code}/${year}`;
  const firstIndex = entries.length > 0 ? await takeSequence(tx, indexSequence, scope, entries.length) : 0;
  return entries.map(({ file, sha256, document }, at) => {
    const isReplaced = (document.issuedOn ?? '') < (inForce.get(document.title) ?? '');
    const validity: Validity = isReplaced ? 'invalid' : 'valid';
    return {
      id: uuidv7(),
      bodyId: body.id,
      category,
      number: numbers[at] ?? '',
      index: indexNumber(body.code, year, firstIndex + at),
      ...{ file, sha256, document, validity },
      hash: contentHash({ ...document, validity }),
    };
  });
}

const filed = ({ id, index, category, document, hash }: Row): ToFile => ({
  ...{ kind: 'publication', disclosureId: id, version: 1, indexNumber: index, category, items: [], contentHash: hash },
  ...{ title: document.title, documentNumber: document.documentNumber, remarks: importedRemark },
  ...{ drafter: null, reviewer: null, clearer: null, signer: null },
});

async function insertRows(doing: Change, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const { tx, at, record } = doing;
  await tx
    .insertInto('disclosure')
    .values(
      rows.map(({ id, bodyId, number, index, category }) => ({
        ...{ id, body_id: bodyId, number, index_number: index, category, created_at: at },
        ...{ standing: 'published', working_version: 1, published_version: 1 },
        ...{ first_published_at: at, last_published_at: at },
      })),
    )
    .execute();
  await tx
    .insertInto('disclosure_version')
    .values(
      rows.map(({ id, bodyId, category, document, validity, hash, sha256, file }) => ({
        ...{ disclosure_id: id, version: 1, body_id: bodyId, state: 'published', category, validity },
        ...{ title: document.title, document_number: document.documentNumber, issued_on: document.issuedOn },
        ...{ html: document.html, text: document.text, content_hash: hash },
        ...{ source_sha256: sha256, source_name: file.name },
        ...{ created_at: at, updated_at: at, published_at: at },
      })),
    )
    .execute();
  await indexEntries(
    tx,
    rows.map(({ id, bodyId, number, document }) => ({
      kind: 'disclosure',
      ...{ id, bodyId, title: document.title, url: publicPath(number), publishedAt: at },
      text: searchText({ document_number: document.documentNumber, text: document.text }),
    })),
  );
  for (const { id, bodyId, document, index, hash, file } of rows)
    record({
      verb: 'disclosure.import',
      subject: { type: 'disclosure', id },
      bodyId,
      after: { title: document.title, indexNumber: index, contentHash: hash, file: file.name },
    });
}

async function noteFates({ tx, at }: Change, batch: readonly Entry[], rows: readonly Row[]): Promise<void> {
  const idOf = new Map(rows.map(({ sha256, id }) => [sha256, id]));
  await tx
    .insertInto('document_import')
    .values(
      batch.map((entry) => ({
        source_sha256: entry.sha256,
        file_name: entry.file.name,
        disclosure_id: idOf.get(entry.sha256) ?? null,
        fate: 'why' in entry ? 'rejected' : 'published',
        why: 'why' in entry ? entry.why : '',
        imported_at: at,
      })),
    )
    .onConflict((oc) =>
      oc.column('source_sha256').doUpdateSet((eb) => ({
        disclosure_id: eb.ref('excluded.disclosure_id'),
        fate: eb.ref('excluded.fate'),
        why: eb.ref('excluded.why'),
        imported_at: eb.ref('excluded.imported_at'),
      })),
    )
    .execute();
}
