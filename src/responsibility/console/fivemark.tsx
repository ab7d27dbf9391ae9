import { Tag } from 'antd';
import { fiveStates, type FiveState } from '../rules/five.ts';

const colours: Record<FiveState, string> = {
  empty: 'error',
  incomplete: 'warning',
  filled: 'processing',
  returned: 'warning',
  confirmed: 'success',
  expired: 'error',
};

/** How a line of 五个落实 stands, in words. */
export const FiveMark = ({ state }: { state: FiveState }) => <Tag color={colours[state]}>{fiveStates[state]}</Tag>;
