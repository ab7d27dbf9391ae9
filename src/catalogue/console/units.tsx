import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';

const readUnits = () => read(api.obligations.units.$get());
type Unit = Awaited<ReturnType<typeof readUnits>>[number];

const count = (title: string, dataIndex: keyof Unit) => ({
  title,
  dataIndex,
  align: 'right' as const,
  sorter: (a: Unit, b: Unit) => Number(a[dataIndex]) - Number(b[dataIndex]),
});

/** 各乡镇情况: each township with all its villages, and the county's own bureaus as one, the most overdue first. */
export function Units() {
  const units = useQuery({ queryKey: ['obligations', 'units'], queryFn: readUnits });
  return (
    <Page title="各乡镇情况" lead="每个乡镇（街道）和它下辖的村合在一起；县（市、区）直属部门和乡镇本级合在县级一行。">
      {units.isError && <Problem error={units.error} retry={() => void units.refetch()} />}
      {units.isPending && <Waiting />}
      {units.data?.length === 0 && <p className="empty">还没有应公开的事项。请先导入公开目录。</p>}
      {units.data && units.data.length > 0 && (
        <section className="panel">
          <Table
            size="small"
            rowKey="code"
            dataSource={units.data}
            pagination={false}
            scroll={{ x: 'max-content' }}
            columns={[
              {
                title: '单位',
                dataIndex: 'name',
                render: (name: string, { code }) => (
                  <Link to={`/obligations?body=${code}&under=1&state=overdue`}>{name}</Link>
                ),
              },
              count('逾期未公开', 'overdue'),
              count('按期公开', 'onTime'),
              count('逾期公开', 'late'),
              count('未到期', 'pending'),
              count('需人工确认', 'unclear'),
              count('经批准不公开', 'waived'),
              count('已移交', 'moved'),
              count('合计', 'owed'),
            ]}
          />
        </section>
      )}
    </Page>
  );
}
