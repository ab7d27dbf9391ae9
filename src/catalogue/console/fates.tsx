import { Button, Grid, Segmented, Table } from 'antd';
import { useState } from 'react';
import { fateNames, type RowFate } from '../rules/rows.ts';

const shapes = { accepted: '●', unclear: '？', rejected: '▲', noted: '–' } as const;
const marks = { accepted: 'onTime', unclear: 'late', rejected: 'overdue', noted: 'pending' } as const;
const weight = { rejected: 0, unclear: 1, noted: 2, accepted: 3 } as const;
type Fate = RowFate['fate'];

const mark = (fate: Fate) => (
  <span className={`state-mark state-${marks[fate]}`}>
    {shapes[fate]} {fateNames[fate]}
  </span>
);
const question = ({ field, text, why }: RowFate) => (field ? `${field}“${text ?? ''}”：${why ?? ''}` : (why ?? ''));
const place = ({ sheet, row }: RowFate) => (sheet ? `${sheet} 第 ${row} 行` : String(row));

const wide = [
  { title: '行', render: (_: unknown, fate: RowFate) => place(fate) },
  { title: '结果', dataIndex: 'fate', render: mark },
  { title: '事项', dataIndex: 'item', className: 'cell-wrap' },
  { title: '疑问', className: 'cell-wrap', render: (_: unknown, fate: RowFate) => question(fate) },
];

const narrow = [
  {
    title: '每一行的结果',
    render: (_: unknown, fate: RowFate) => (
      <>
        {fate.sheet} 第 {fate.row} 行 {mark(fate.fate)}
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

/** What becomes of each row, those with a question first; to be narrowed by what became of it, and saved as a table. */
export function Fates({ fates, onExport }: { fates: readonly RowFate[]; onExport?: () => Promise<void> }) {
  const isWide = Grid.useBreakpoint().md ?? true;
  const [chosen, setChosen] = useState<Fate | 'all'>('all');
  const [isSaving, setSaving] = useState(false);
  const kinds = (Object.keys(weight) as Fate[]).filter((kind) => fates.some(({ fate }) => fate === kind));
  const rows = fates
    .map((fate, at) => ({ ...fate, at }))
    .filter(({ fate }) => chosen === 'all' || fate === chosen)
    .toSorted((a, b) => weight[a.fate] - weight[b.fate] || a.at - b.at);
  return (
    <>
      <div className="filters">
        {kinds.length > 1 && (
          <Segmented
            aria-label="只看哪一种结果"
            value={chosen}
            onChange={(kind) => setChosen(kind)}
            options={[
              { value: 'all' as const, label: '全部' },
              ...kinds.map((kind) => ({
                value: kind,
                label: `${fateNames[kind]} ${fates.filter(({ fate }) => fate === kind).length}`,
              })),
            ]}
          />
        )}
        {onExport && (
          <Button
            loading={isSaving}
            onClick={() => {
              setSaving(true);
              void onExport().finally(() => setSaving(false));
            }}
          >
            导出表格
          </Button>
        )}
      </div>
      <Table
        size="small"
        rowKey="at"
        dataSource={rows}
        pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        columns={isWide ? wide : narrow}
      />
    </>
  );
}
