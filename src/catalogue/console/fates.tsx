import { Grid, Table } from 'antd';
import type { RowFate } from '../rules/rows.ts';

const words = { accepted: '● 读懂', unclear: '？ 需人工确认', rejected: '▲ 不能导入', noted: '– 不是事项' } as const;
const marks = { accepted: 'onTime', unclear: 'late', rejected: 'overdue', noted: 'pending' } as const;
const weight = { rejected: 0, unclear: 1, noted: 2, accepted: 3 } as const;

const mark = (fate: RowFate['fate']) => <span className={`state-mark state-${marks[fate]}`}>{words[fate]}</span>;
const question = ({ field, text, why }: RowFate) => (why ? `${field ?? ''}“${text ?? ''}”：${why}` : '');

const wide = [
  { title: '行', dataIndex: 'row' },
  { title: '结果', dataIndex: 'fate', render: mark },
  { title: '事项', dataIndex: 'item' },
  { title: '疑问', render: (_: unknown, fate: RowFate) => question(fate) },
];

const narrow = [
  {
    title: '每一行的结果',
    render: (_: unknown, fate: RowFate) => (
      <>
        第 {fate.row} 行 {mark(fate.fate)}
        <br />
        {fate.item}
        {fate.why && (
          <>
            <br />
            {question(fate)}
          </>
        )}
      </>
    ),
  },
];

/** What becomes of each row, those with a question first. */
export function Fates({ fates }: { fates: readonly RowFate[] }) {
  const isWide = Grid.useBreakpoint().md ?? true;
  const rows = fates
    .map((fate, at) => ({ ...fate, at }))
    .toSorted((a, b) => weight[a.fate] - weight[b.fate] || a.row - b.row);
  return (
    <Table
      size="small"
      rowKey="at"
      dataSource={rows}
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      columns={isWide ? wide : narrow}
    />
  );
}
