import type { Change } from '../../audit/change.ts';
import { obligationsMetBy } from '../../catalogue/queries/standing.ts';
import { file, type ToFile } from '../../filing/commands.ts';
import { withdrawalNames, type WithdrawalKind } from '../rules.ts';
import type { Working } from './working.ts';

/** Files a version in its body's register (备案登记簿) as it becomes public: first publication or correction. */
export async function fileVersion(
  doing: Change,
  { disclosure, body, version, indexNumber }: Working & { indexNumber: string },
): Promise<void> {
  await file(doing, body, [
    {
      ...(await lineOf(doing, version)),
      ...{ kind: disclosure.first_published_at ? 'correction' : 'publication', indexNumber },
      ...{ signer: doing.actor.accountId, remarks: version.correction_reason ?? '' },
    },
  ]);
}

/** Files that what was public has left the site, while it still stands as what it met. */
export async function fileWithdrawal(
  doing: Change,
  { disclosure, body }: Working,
  { kind, reason }: { kind: WithdrawalKind; reason: string },
): Promise<void> {
  const version = await doing.tx
    .selectFrom('disclosure_version')
    .selectAll()
    .where('disclosure_id', '=', disclosure.id)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow();
  await file(doing, body, [
    {
      ...(await lineOf(doing, version)),
      ...{ kind: 'withdrawal', indexNumber: disclosure.index_number ?? '' },
      ...{ signer: doing.actor.accountId, remarks: `${withdrawalNames[kind]}：${reason}` },
    },
  ]);
}

type Version = Pick<
  Working['version'],
  'disclosure_id' | 'version' | 'title' | 'document_number' | 'category' | 'content_hash'
> &
  Pick<Working['version'], 'drafted_by' | 'reviewed_by' | 'cleared_by'>;

async function lineOf(
  { tx, today }: Change,
  version: Version,
): Promise<Omit<ToFile, 'kind' | 'indexNumber' | 'signer' | 'remarks'>> {
  const met = await obligationsMetBy(tx, version.disclosure_id, today);
  return {
    ...{ disclosureId: version.disclosure_id, version: version.version, title: version.title },
    ...{ documentNumber: version.document_number, category: version.category },
    items: [...new Set(met.map(({ level1, level2 }) => `${level1} · ${level2}`))].toSorted(),
    ...{ drafter: version.drafted_by, reviewer: version.reviewed_by, clearer: version.cleared_by },
    contentHash: version.content_hash ?? '',
  };
}
