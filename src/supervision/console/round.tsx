import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Grid, Popconfirm, Progress, Table } from 'antd';
import { Link, useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { dateWords } from '../../site/date.ts';
import { gapFaults, type GapFault } from '../rules/task.ts';

const readRound = (id: string) => read(api.checks[':id'].$get({ param: { id } }));
type BodyLine = Awaited<ReturnType<typeof readRound>>['bodiesWithGaps'][number];
const faults = Object.entries(gapFaults) as [GapFault, string][];

/** One completeness check: what was found in each body, and how far it is mended. */
export function Round() {
  const { id = '' } = useParams();
  const round = useQuery({ queryKey: ['checks', id], queryFn: () => readRound(id) });
  const mayStart = useMay('check.start');
  const isWide = Grid.useBreakpoint().md ?? true;
  if (round.isError) return <Problem error={round.error} retry={() => void round.refetch()} />;
  if (!round.data) return <Waiting />;
  const { name, bodyName, asOf, forDay, taskDueOn, counts, tasks, settled, closedAt, bodiesWithGaps } = round.data;
  const tasksOf = (code: string) => `/checks/tasks?round=${id}&body=${code}`;
  return (
    <Page
      title={name}
      lead={`${bodyName}（含下级），为 ${dateWords(forDay)} 准备，整改期限 ${dateWords(taskDueOn)}${closedAt ? '，已结束' : ''}`}
      actions={
        <>
          <Button href={`/api/checks/${id}/export`} download>
            导出 CSV
          </Button>
          <LinkButton to={`/checks/tasks?round=${id}`}>看全部任务</LinkButton>
          {mayStart && !closedAt && <Close id={id} open={tasks - settled} />}
        </>
      }
    >
      <section className="panel">
        <p>
          {dateWords(asOf)}检查：{counts.bodies} 个机构到那天应公开 {counts.obligations} 件，当时已公开{' '}
          {counts.published} 件；{bodiesWithGaps.length} 个机构有缺漏，共 {tasks} 处，现在已整改 {settled} 处。
        </p>
        <Progress
          percent={tasks === 0 ? 100 : Math.floor((settled / tasks) * 100)}
          aria-label={`整改进展，${tasks} 处里已整改 ${settled} 处`}
        />
      </section>
      <section className="panel">
        <h2>各机构（没整改完的在前）</h2>
        <Table<BodyLine>
          size="small"
          rowKey="code"
          dataSource={bodiesWithGaps}
          scroll={isWide ? { x: 'max-content' } : undefined}
          locale={{ emptyText: '该公开的都公开了。' }}
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: '机构', render: (_, { code, name: body }) => <Link to={tasksOf(code)}>{body}</Link> },
            ...(isWide
              ? faults.map(([fault, title]) => ({
                  ...{ title, align: 'right' as const },
                  render: (_: unknown, line: BodyLine) => line[fault] || '',
                }))
              : []),
            {
              title: '整改',
              render: (_, line) => (
                <>
                  {line.settled === line.tasks ? '● 都整改了' : `▲ 还有 ${line.tasks - line.settled} 处`}（共{' '}
                  {line.tasks}）{line.done > 0 && `，${line.done} 处待确认`}
                </>
              ),
            },
          ]}
        />
      </section>
    </Page>
  );
}

function Close({ id, open }: { id: string; open: number }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const closing = useMutation({
    mutationFn: () => read(api.checks[':id'].closing.$post({ param: { id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['checks'] }),
    onError: (error) => void message.error(words(error)),
  });
  return (
    <Popconfirm
      title={open > 0 ? `还有 ${open} 处没整改完，结束后不能再改。` : '结束后不能再改。'}
      okText="结束检查"
      cancelText="先不结束"
      onConfirm={() => closing.mutate()}
    >
      <Button loading={closing.isPending}>结束检查</Button>
    </Popconfirm>
  );
}
