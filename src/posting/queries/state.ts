import { sql, type RawBuilder } from 'kysely';
import type { PostingState } from '../rules/posting.ts';
import type { QuestionState } from '../rules/question.ts';

/**
 * The state of rows of `posting` joined to their `disclosure` at the end of the legal day `today`: `postingState` of
 * rules/posting.ts in SQL; a test holds the two together.
 */
export function postingStateSql(today: string): RawBuilder<PostingState> {
  return sql<PostingState>`case
    when posting.taken_down_on <= ${today}::date then 'down'
    when disclosure.standing = 'withdrawn' then 'withdrawn'
    when posting.version is distinct from disclosure.published_version then 'outdated'
    when posting.until_on < ${today}::date then 'over'
    else 'up' end`;
}

/** The same for rows of `village_question`: `questionState` of rules/question.ts in SQL. */
export function questionStateSql(today: string): RawBuilder<QuestionState> {
  return sql<QuestionState>`case
    when village_question.set_aside_at is not null then 'setAside'
    when village_question.answered_on <= ${today}::date then
      case when village_question.answered_on <= village_question.due_on then 'answered' else 'answeredLate' end
    when ${today}::date <= village_question.due_on then 'open'
    else 'overdue' end`;
}
