import { csvFile } from '../platform/sheet.ts';
import type { replay } from './queries/replays.ts';
import { dateOrProvisional } from './rules/move.ts';
import { periodWords } from './rules/period.ts';

/** What a recount moved, as a table for office programs: a line an obligation. */
export const replayCsv = ({ moves }: Pick<Awaited<ReturnType<typeof replay>>, 'moves'>): string =>
  csvFile([
    ['机构代码', '机构', '一级事项', '二级事项', '哪一期或什么事', '从哪天起算', '原来到期', '现在到期', '为什么'],
    ...moves.map((move) => [
      move.bodyCode,
      move.bodyName,
      move.level1,
      move.level2,
      move.event || periodWords(move.period),
      move.countedFrom,
      dateOrProvisional(move.fromOn, move.fromProvisionalOn),
      dateOrProvisional(move.toOn, move.toProvisionalOn),
      move.why,
    ]),
  ]);
