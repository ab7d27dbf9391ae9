import { Table, Tag } from 'antd';
import type { RowFate } from '../rules/rows.ts';

const words = { accepted: '● 读懂', unclear: '？ 需人工确认', rejected: '▲ 不能导入' } as const;
const colors = { accepted: 'success', unclear: 'warning', rejected: 'error' } as const;
const weight = { rejected: 0, unclear: 1, accepted: 2 } as const;

/** What becomes of each row, those with a question first. */
export function Fates({ fates }: { fates: readonly RowFate[] }) {
  const rows = fates
    .map((fate, at) => ({ ...fate, at }))
    .toSorted((a, b) => weight[a.fate] - weight[b.fate] || a.row - b.row);
  return (
    <Table
      size="small"
      rowKey="at"
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
      columns={[
        { title: '行', dataIndex: 'row', align: 'right' },
        {
          title: '结果',
          dataIndex: 'fate',
          render: (fate: RowFate['fate']) => <Tag color={colors[fate]}>{words[fate]}</Tag>,
        },
        { title: '哪一格', dataIndex: 'field' },
        { title: '原文', dataIndex: 'text', className: 'cell-wrap' },
        { title: '原因', dataIndex: 'why', className: 'cell-wrap' },
      ]}
    />
  );
}
