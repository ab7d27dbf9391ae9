import { sql } from 'kysely';
import type { Change } from '../../audit/change.ts';
import type { ColumnUse } from '../rules/headings.ts';
import type { SheetItem } from '../rules/rows.ts';

/** Stores what a sheet says of its items beside the standard columns: domain, optional channels, columns of its own. */
export async function storeDetails({ tx }: Change, versionId: string, items: readonly SheetItem[]): Promise<void> {
  const rows = items.map(({ key, domain, optionalChannels, channelsText, extra }) => ({
    ...{ key, domain, extra },
    optional_channels: optionalChannels,
    channels_text: channelsText,
  }));
  await sql`
    update catalogue_item set domain = row.domain, optional_channels = row.optional_channels,
      channels_text = row.channels_text, extra = row.extra
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (key text, domain text, optional_channels jsonb, channels_text text, extra jsonb)
    where catalogue_item.version_id = ${versionId} and catalogue_item.key = row.key`.execute(tx);
}

/** Remembers what a person said the columns under these headings are; sheets like this one are then read so. */
export async function rememberColumns(
  { tx, at, actor, record }: Change,
  sheet: { fingerprint: string; headings: readonly string[]; uses: readonly ColumnUse[] },
): Promise<void> {
  const said = {
    fields: JSON.stringify(sheet.uses),
    headings: JSON.stringify(sheet.headings),
    confirmed_by: actor.accountId,
    confirmed_at: at,
  };
  await tx
    .insertInto('heading_mapping')
    .values({ fingerprint: sheet.fingerprint, ...said })
    .onConflict((oc) => oc.column('fingerprint').doUpdateSet(said))
    .execute();
  record({
    verb: 'catalogue.setColumns',
    subject: { type: 'catalogue', id: sheet.fingerprint },
    bodyId: null,
    after: { headings: sheet.headings.map((heading, at) => `${heading}：${sheet.uses[at] ?? ''}`) },
  });
}
