import { z } from 'zod';
import type { Actor } from '../../account/rules.ts';
import { legalDate } from '../../platform/clock.ts';
import type { Context } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/connect.ts';
import { notFound } from '../../platform/errors.ts';
import { draftPastSummary, draftSummary, namesOf } from '../rules/draft.ts';
import { queryWords, type Figure } from '../rules/figure.ts';
import type { FactTopic } from '../rules/past.ts';
import type { Paragraph } from '../rules/summary.ts';
import { dayOf, type DayRow } from './day.ts';
import { figuresOf, pastFiguresOf } from './figures.ts';
import { factsOf } from './published.ts';
import { instantInWords, recordsOf } from './records.ts';

/** The summary that the records of a day give at `asOf`, with the names that its text may hold. */
export async function draftOf(
  db: Reader,
  day: DayRow,
  options: { asOf: Date; today: string; remarks: Readonly<Record<string, string>> },
): Promise<{ figures: Figure[]; paragraphs: Paragraph[]; names: string[] }> {
  const isPast = day.state === 'past';
  const figures = await (isPast ? pastFiguresOf : figuresOf)(db, day.id, options.asOf);
  const input = {
    ...{ bodyName: day.body_name, name: day.name, theme: day.theme, place: day.place, notice: day.notice },
    ...{ heldText: day.held_text, heldOn: day.held_on, ordinal: day.ordinal, isClosed: day.state === 'closed' },
    ...{ figures, remarks: options.remarks, today: options.today, asOfText: instantInWords(options.asOf) },
  };
  if (!isPast) return { figures, paragraphs: draftSummary(input), names: namesOf(input) };
  const topics: Record<string, FactTopic> = {};
  for (const { key, topic } of await factsOf(db, day.id)) topics[key] = topic;
  const namedPlace = day.account_source ?? '';
  const names = [...namesOf(input), namedPlace];
  return { figures, paragraphs: draftPastSummary({ ...input, topics, namedPlace }), names };
}

/** The draft as it stands now, to be looked at before it is made. Throws 404. */
export async function draftNow(ctx: Context, actor: Actor, dayId: string) {
  const day = await dayOf(ctx.db, actor, dayId);
  const asOf = ctx.clock.now();
  const { figures, paragraphs } = await draftOf(ctx.db, day, { asOf, today: legalDate(asOf), remarks: {} });
  return { figures, paragraphs };
}

/** A summary as it was made. Throws 404 where it is not there or its day is not the actor's to see. */
export async function summaryOf(ctx: Context, actor: Actor, summaryId: string) {
  const row = await ctx.db.selectFrom('openday_summary').selectAll().where('id', '=', summaryId).executeTakeFirst();
  if (!row) throw notFound('活动总结');
  const day = await dayOf(ctx.db, actor, row.openday_id);
  return {
    id: row.id,
    day: { id: day.id, name: day.name, bodyName: day.body_name, state: day.state },
    madeAt: row.made_at,
    madeBy: row.made_by_name,
    // Written by `makeSummary` from these very types and never changed since.
    figures: storedFigures.parse(row.figures),
    paragraphs: storedParagraphs.parse(row.paragraphs),
  };
}

const storedFigures = z.array(z.custom<Figure>());
const storedParagraphs = z.array(z.custom<Paragraph>());

/** A figure of a summary with the records under it, and whether they still count to the same. Throws 404. */
export async function figureOf(ctx: Context, actor: Actor, summaryId: string, figureId: string) {
  const { day, figures, madeAt } = await summaryOf(ctx, actor, summaryId);
  const figure = figures.find(({ id }) => id === figureId);
  if (!figure) throw notFound('数字');
  const records = await recordsOf(ctx.db, actor, await dayOf(ctx.db, actor, day.id), figure);
  return { summaryId, madeAt, day, figure, queryWords: queryWords(figure.query), ...records };
}
