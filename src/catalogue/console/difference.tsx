import { Table } from 'antd';
import { differenceInWords, type Difference } from '../rules/difference.ts';

type Line = { key: string; word: string; item: string; field: string; before: string; after: string };

/** One line a change: an item that came or went, or a cell before and after. */
function linesOf({ added, dropped, changed }: Difference): Line[] {
  return [
    ...dropped.map(({ key, item, timeLimit }) => ({
      key: `- ${key}`,
      word: '取消',
      item,
      field: '',
      before: timeLimit,
      after: '',
    })),
    ...added.map(({ key, item, timeLimit }) => ({
      key: `+ ${key}`,
      word: '新增',
      item,
      field: '',
      before: '',
      after: timeLimit,
    })),
    ...changed.flatMap(({ key, item, cells }) =>
      cells.map((cell) => ({ key: `${key} ${cell.field}`, word: '改动', item, ...cell })),
    ),
  ];
}

/** What changed between two versions, cell by cell. */
export function DifferenceTable({ of }: { of: Difference }) {
  const lines = linesOf(of);
  return (
    <>
      <p>{differenceInWords(of)}</p>
      {lines.length > 0 && (
        <Table
          size="small"
          dataSource={lines}
          scroll={{ x: 'max-content' }}
          pagination={lines.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
          columns={[
            { title: '变化', dataIndex: 'word' },
            { title: '事项', dataIndex: 'item', className: 'cell-wrap' },
            { title: '列', dataIndex: 'field' },
            { title: '原来', dataIndex: 'before', className: 'cell-wrap' },
            { title: '现在', dataIndex: 'after', className: 'cell-wrap' },
          ]}
        />
      )}
    </>
  );
}
