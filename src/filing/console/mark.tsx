import { Tag } from 'antd';
import { filingStates, type FilingState } from '../rules.ts';

const colours = { filed: 'default', asked: 'warning', answered: 'processing', confirmed: 'success' } as const;

/** Where a filing stands, in words; with the term of what the superior asked. */
export function FilingMark({
  state,
  answerDueOn,
  isLate,
}: {
  state: FilingState;
  answerDueOn?: string | null;
  isLate?: boolean;
}) {
  return (
    <>
      <Tag color={isLate ? 'error' : colours[state]}>{filingStates[state]}</Tag>
      {answerDueOn && (isLate ? `${answerDueOn} 前应答复，已超期` : `${answerDueOn} 前答复`)}
    </>
  );
}
