import { createHash } from 'node:crypto';

/**
 * The query code (查询码) of a question: six digits computed from its id, which only its asker's form and the database
 * know. So it need not be stored, and pressing the button twice shows the same one.
 */
export const queryCodeOf = (id: string): string =>
  String(createHash('sha256').update(`village_question ${id}`).digest().readUInt32BE(0) % 1_000_000).padStart(6, '0');
