import { sql, type RawBuilder } from 'kysely';

/**
 * Records that a figure counts, as a sub-query; the feature that keeps them writes it. Columns: `body_id`, `at`
 * (timestamptz), `text` and `person` for the reader, `href` below /console.
 */
export type Records = RawBuilder<unknown>;

/** Whether an instant falls on a legal day from `from` to `to`, both included (UTC+8 without daylight saving since 1991). */
export const onDays = (column: string, from: string, to: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(column)} >= ${`${from}T00:00:00+08:00`}::timestamptz
    and ${sql.ref(column)} < ${`${to}T00:00:00+08:00`}::timestamptz + interval '1 day')`;
