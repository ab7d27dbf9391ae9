import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { Link, useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { dateOrProvisional } from '../rules/move.ts';
import { periodWords } from '../rules/period.ts';

const causeWords = (cause: string, subject: string) =>
  cause === 'calendar'
    ? `${subject} 年工作日历变动`
    : cause === 'reading'
      ? `人工确认“${subject}”`
      : '程序更新，重新读时限';

/** 期限变动记录: every recount that moved something. */
export function Replays() {
  const all = useQuery({ queryKey: ['obligations', 'replays'], queryFn: () => read(api.obligations.replays.$get()) });
  return (
    <Page
      title="期限变动记录"
      lead="放假安排或公开时限的读法变了，没公开的期限会重新计算。每一次变动了什么，都记在这里。"
    >
      <section className="panel">
        {all.isError && <Problem error={all.error} retry={() => void all.refetch()} />}
        <Table
          size="small"
          rowKey="id"
          loading={all.isPending}
          dataSource={all.data}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: '还没有变动过。' }}
          pagination={{ pageSize: 20, showSizeChanger: false }}
          columns={[
            { title: '什么时候', dataIndex: 'replayedAt', render: (at: string) => instantText(at) },
            {
              title: '因为什么',
              className: 'cell-wrap',
              render: (_, { id, cause, subject }) => (
                <Link to={`/obligations/replays/${id}`}>{causeWords(cause, subject)}</Link>
              ),
            },
            { title: '变动（项）', dataIndex: 'moved', align: 'right' },
            { title: '谁', dataIndex: 'personName' },
          ]}
        />
      </section>
    </Page>
  );
}

/** One recount: what moved, from when to when, and why. */
export function ReplayPage() {
  const { id = '' } = useParams();
  const one = useQuery({
    queryKey: ['obligations', 'replays', id],
    queryFn: () => read(api.obligations.replays[':id'].$get({ param: { id } })),
  });
  if (one.isError) return <Problem error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const { cause, subject, moved, moves, personName, replayedAt } = one.data;
  return (
    <Page
      title="哪些期限变动了"
      lead={`${causeWords(cause, subject)}，${instantText(replayedAt)}，${personName}；共变动 ${moved} 项，您能看到 ${moves.length} 项。`}
      actions={<Button href={`/api/obligations/replays/${id}/export`}>导出表格</Button>}
    >
      <section className="panel">
        <Table
          size="small"
          rowKey="obligationId"
          dataSource={moves}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: '您负责的机构里没有变动的。' }}
          pagination={{ pageSize: 50, showSizeChanger: false }}
          columns={[
            { title: '机构', dataIndex: 'bodyName' },
            {
              title: '事项',
              className: 'cell-wrap',
              render: (_, move) => {
                const name = `${move.level2}（${move.event || periodWords(move.period)}）`;
                return move.isThere ? <Link to={`/obligations/${move.obligationId}`}>{name}</Link> : name;
              },
            },
            { title: '原来', render: (_, move) => dateOrProvisional(move.fromOn, move.fromProvisionalOn) },
            {
              title: '现在',
              render: (_, move) => <strong>{dateOrProvisional(move.toOn, move.toProvisionalOn)}</strong>,
            },
            { title: '为什么', dataIndex: 'why', className: 'cell-wrap' },
          ]}
        />
      </section>
    </Page>
  );
}
