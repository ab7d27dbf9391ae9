import { Button } from 'antd';
import { instantText } from '../../console/instant.ts';
import { tableColumns, tableTitle } from '../rules/table.ts';
import type { DayPage } from './reading.ts';
import { WideTable } from './widetable.tsx';

/** 《活动情况统计总表》 as the records stand, and the files of it. */
export function StatisticsTable({ day }: { day: DayPage }) {
  const statistics = day.statistics;
  if (!statistics) return null;
  const rows = [
    ...statistics.stalls.map((row) => ({ ...row, key: row.stallId ?? 'none' })),
    { ...statistics.total, key: 'total', stall: '合计', body: '' },
  ];
  const address = `/api/opendays/${day.id}/statistics`;
  return (
    <section className="panel">
      <h2>{tableTitle}</h2>
      <WideTable
        name="活动情况统计总表"
        size="small"
        bordered
        rowKey="key"
        dataSource={rows}
        rowClassName={({ key }) => (key === 'total' ? 'total-row' : '')}
        pagination={false}
        columns={[
          { title: '展位', dataIndex: 'stall' },
          { title: '机构', dataIndex: 'body' },
          ...tableColumns.map(({ title, of }) => ({
            title,
            align: 'right' as const,
            render: (_: unknown, row: (typeof rows)[number]) => of(row),
          })),
        ]}
      />
      <p className="note">
        截至 {instantText(statistics.asOf)}
        。率后面的括号里是计算的基数：当场答复率以全部来访为基数，满意率以作出评价的来访为基数。发放资料是各种资料的件数合计。
      </p>
      <div className="panel-actions">
        <Button href={`${address}.xlsx`}>下载 Excel</Button>
        <Button href={`${address}.csv`}>下载 CSV</Button>
      </div>
    </section>
  );
}
