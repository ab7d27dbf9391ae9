import { sql } from 'kysely';
import type { Tx } from '../platform/database/connect.ts';
import { formatNumber, type NumberKind } from './rules.ts';

/**
 * Takes the next public number of a kind and year. Without gaps: the number is free again if the transaction fails,
 * and another transaction that wants one waits for this one to end.
 */
export async function nextNumber(tx: Tx, kind: NumberKind, year: number): Promise<string> {
  return formatNumber(kind, year, await takeSequence(tx, kind, String(year), 1));
}

/** Takes `count` numbers at once, in order. */
export async function nextNumbers(tx: Tx, kind: NumberKind, year: number, count: number): Promise<string[]> {
  if (count === 0) return [];
  const first = await takeSequence(tx, kind, String(year), count);
  return Array.from({ length: count }, (_, at) => formatNumber(kind, year, first + at));
}

/** Takes `count` places of the gapless row of `kind` in `scope` and returns the first; rows start at 1. */
export async function takeSequence(tx: Tx, kind: string, scope: string, count: number): Promise<number> {
  const { last } = await tx
    .insertInto('number_sequence')
    .values({ kind, scope, last: count })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'scope']).doUpdateSet({ last: sql`number_sequence.last + ${count}` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last - count + 1;
}
