import { sql } from 'kysely';
import { openBodies } from '../../body/queries.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import { bindSubject, type SubjectTarget } from '../rules/subject.ts';
import { currentItems } from './items.ts';
import { subjectMapping } from './mappings.ts';

/** Words of 公开主体 that name no body we know, with the items they stand in, and what persons have said others mean. */
export async function subjects(ctx: Context) {
  const bodies = await openBodies(ctx.db);
  const mapping = await subjectMapping(ctx.db);
  const cells = await currentItems(ctx.db, legalDate(ctx.clock.now()))
    .clearOrderBy()
    .select([
      'catalogue_item.responsible',
      sql<number>`count(*)`.as('items'),
      sql<string>`min(catalogue_item.level1 || ' · ' || catalogue_item.level2)`.as('example'),
    ])
    .groupBy('catalogue_item.responsible')
    .execute();
  const open = new Map<string, { words: string; items: number; example: string }>();
  for (const { responsible, items, example } of cells)
    for (const words of bindSubject(responsible, bodies, mapping).unclear) {
      const known = open.get(words);
      if (known) known.items += items;
      else if (responsible.trim() !== '') open.set(words, { words, items, example });
    }
  const confirmed = await ctx.db
    .selectFrom('subject_mapping')
    .leftJoin('account', 'account.id', 'subject_mapping.confirmed_by')
    .select([
      'words',
      sql<SubjectTarget[]>`targets`.as('targets'),
      'account.person_name as confirmedBy',
      'confirmed_at as confirmedAt',
    ])
    .orderBy('words')
    .execute();
  return { open: [...open.values()].toSorted((a, b) => b.items - a.items), confirmed };
}
