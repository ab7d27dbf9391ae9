import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { api, read } from '../../console/client.ts';
import { Problem } from '../../console/page.tsx';

/** Whose is late: the bodies with the most unpublished obligations past their due date. */
export function LateBodies({ onChoose }: { onChoose: (code: string) => void }) {
  const late = useQuery({
    queryKey: ['obligations', 'late-bodies'],
    queryFn: () => read(api.obligations['late-bodies'].$get()),
  });
  if (late.isError) return <Problem error={late.error} retry={() => void late.refetch()} />;
  if (!late.data || late.data.length < 2) return null;
  return (
    <section className="panel">
      <h2>哪些机构逾期最多（{late.data.length} 个机构有逾期未公开）</h2>
      <Table
        size="small"
        rowKey="code"
        dataSource={late.data}
        scroll={{ x: 'max-content' }}
        pagination={{ pageSize: 10, showSizeChanger: false }}
        columns={[
          { title: '机构', dataIndex: 'name' },
          { title: '逾期未公开（件）', dataIndex: 'overdue', align: 'right' },
          { title: '最久（天）', dataIndex: 'longest', align: 'right' },
          {
            title: '查看',
            render: (_, { code, name }) => (
              <Button size="small" aria-label={`看它的：${name}`} onClick={() => onChoose(code)}>
                看它的
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
