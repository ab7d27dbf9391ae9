import { obligationStates, type ObligationState } from '../rules/state.ts';

// A shape beside the word, so that colour is never the only sign.
const shapes: Record<ObligationState, string> = {
  ...{ pending: '○', onTime: '●', late: '◐', overdue: '▲', unclear: '？' },
  ...{ waived: '—', moved: '→' },
};

export function StateMark({ state, daysLate }: { state: ObligationState; daysLate: number }) {
  return (
    <span className={`state-mark state-${state}`}>
      {shapes[state]} {obligationStates[state]}
      {daysLate > 0 ? ` ${daysLate} 天` : ''}
    </span>
  );
}
