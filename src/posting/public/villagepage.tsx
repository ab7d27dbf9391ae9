import { committeeOf, countForVillagers, postingsOf } from '../queries/village.ts';
import { successorOf, type BodyRow } from '../../body/queries.ts';
import { bodyObligations } from '../../catalogue/queries/obligations.ts';
import { countPublished, publishedLines, publishedNumbers } from '../../disclosure/queries/published.ts';
import type { Context } from '../../platform/context.ts';
import { boardsOf } from '../queries/board.ts';
import { publicQuestions } from '../queries/question.ts';
import { VillageView } from './village.tsx';

const newestShown = 6;

/** Reads what a village's page shows and gives its content; what it reads has the tag `body:<id>`. */
export async function villageContent(
  ctx: Context,
  village: BodyRow,
  { township, today, isElder }: { township: BodyRow | undefined; today: string; isElder: boolean },
) {
  const { db } = ctx;
  const [obligations, newest, count, hidden, postings, boards, questions, committee] = await Promise.all([
    bodyObligations(db, village.id, today),
    publishedLines(db, { bodyId: village.id }, { limit: newestShown }),
    countPublished(db, { bodyId: village.id }),
    countForVillagers(db, village.path),
    postingsOf(db, village.id, today),
    boardsOf(db, village.id),
    publicQuestions(db, village.id, today),
    committeeOf(db, village.id),
  ]);
  const successor = await successorOf(db, village);
  const numbers = await publishedNumbers(
    db,
    obligations.map(({ metBy }) => metBy),
  );
  return (
    <VillageView
      {...{ village, township, successor, today, isElder, obligations, numbers, newest, count }}
      {...{ postings, boards, questions, committee }}
      countForVillagers={hidden}
    />
  );
}
