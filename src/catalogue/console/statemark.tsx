import { Tag } from 'antd';
import { obligationStates, type ObligationState } from '../rules/state.ts';

// A shape beside the word, so that colour is never the only sign.
const marks: Record<ObligationState, { shape: string; color: string | undefined }> = {
  pending: { shape: '○', color: undefined },
  onTime: { shape: '●', color: 'success' },
  late: { shape: '◐', color: 'warning' },
  overdue: { shape: '▲', color: 'error' },
  unclear: { shape: '？', color: 'processing' },
};

export function StateMark({ state, daysLate }: { state: ObligationState; daysLate: number }) {
  const { shape, color } = marks[state];
  return (
    <Tag color={color}>
      {shape} {obligationStates[state]}
      {daysLate > 0 ? ` ${daysLate} 天` : ''}
    </Tag>
  );
}
