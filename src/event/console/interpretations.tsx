import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Grid, Switch, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { interpretationSource } from '../rules/interpretation.ts';

const readAll = () => read(api.events.interpretations.$get());
type Row = Awaited<ReturnType<typeof readAll>>[number];

/** 政策解读: each policy that must be explained, until when, and by what; missing ones first. */
export function Interpretations() {
  const shown = useQuery({ queryKey: ['events', 'interpretations'], queryFn: readAll });
  const mayDraft = useMay('disclosure.draft');
  const isWide = Grid.useBreakpoint().md ?? true;
  const missing = shown.data?.filter(({ metOn }) => metOn === null).length;
  return (
    <Page
      title="政策解读"
      lead={`政策文件一公开，系统自动登记一件解读，按目录的时限到期（${interpretationSource}）。${
        missing === undefined ? '' : `现在还差 ${missing} 件。`
      }`}
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel" aria-label="要解读的政策">
        <Table<Row>
          size="small"
          rowKey="policyId"
          loading={shown.isPending}
          dataSource={shown.data}
          locale={{ emptyText: '还没有需要解读的政策文件。' }}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
          columns={isWide ? wideColumns(mayDraft) : narrowColumns(mayDraft)}
        />
      </section>
      <Marks />
    </Page>
  );
}

const policyLink = ({ policyId, policyTitle }: Row) => <Link to={`/disclosures/${policyId}`}>{policyTitle}</Link>;

function Standing({ row }: { row: Row }) {
  if (row.explainedBy)
    return (
      <>
        已解读：<Link to={`/disclosures/${row.explainedBy.id}`}>{row.explainedBy.title}</Link>
      </>
    );
  if (row.obligationId === null) return <Tag color="warning">{row.whyNot}</Tag>;
  return <Tag color={row.isLate ? 'error' : 'processing'}>{row.isLate ? '还没解读，已超期' : '还没解读'}</Tag>;
}

const Draft = ({ row, mayDraft }: { row: Row; mayDraft: boolean }) =>
  mayDraft && row.metOn === null && row.obligationId ? (
    <LinkButton size="small" to={`/disclosures/new?bodyId=${row.bodyId}&obligationId=${row.obligationId}`}>
      起草解读
    </LinkButton>
  ) : null;

const wideColumns = (mayDraft: boolean) => [
  { title: '政策文件', render: (_: unknown, row: Row) => <div className="cell-wrap">{policyLink(row)}</div> },
  { title: '机构', dataIndex: 'bodyName' },
  { title: '公开日期', dataIndex: 'policyOn' },
  { title: '解读期限', dataIndex: 'dueOn' },
  { title: '解读', render: (_: unknown, row: Row) => <Standing row={row} /> },
  { title: '操作', render: (_: unknown, row: Row) => <Draft row={row} mayDraft={mayDraft} /> },
];

const narrowColumns = (mayDraft: boolean) => [
  {
    title: '政策文件',
    render: (_: unknown, row: Row) => (
      <>
        {policyLink(row)}
        <div>
          {row.bodyName}，{row.policyOn} 公开{row.dueOn && `，${row.dueOn} 前解读`}
        </div>
        <div>
          <Standing row={row} /> <Draft row={row} mayDraft={mayDraft} />
        </div>
      </>
    ),
  },
];

/** Which items' documents must be explained: the office decides, where it has not the rule does. */
function Marks() {
  const mayMark = useMay('event.mark');
  const queries = useQueryClient();
  const { message } = App.useApp();
  const marks = useQuery({
    queryKey: ['events', 'marks'],
    queryFn: () => read(api.events.marks.$get()),
    enabled: mayMark,
  });
  const marking = useMutation({
    mutationFn: (json: { catalogueId: string; itemKey: string; isNeeded: boolean }) =>
      read(api.events.marks.$put({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['events', 'marks'] }),
    onError: (error) => void message.error(words(error)),
  });
  if (!mayMark) return null;
  return (
    <section className="panel" aria-label="哪些事项需要解读">
      <h2>哪些事项需要解读</h2>
      <p className="note">没有规定的，系统按名称判断：规范性文件、政策文件要解读。</p>
      {marks.isError && <Problem error={marks.error} />}
      <Table
        size="small"
        rowKey={({ catalogueId, itemKey }) => catalogueId + itemKey}
        loading={marks.isPending}
        dataSource={marks.data?.toSorted((a, b) => Number(b.isNeeded) - Number(a.isNeeded))}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
        columns={[
          { title: '公开事项', render: (_, { level1, level2 }) => `${level1} · ${level2}` },
          {
            title: '需要解读',
            render: (_, { catalogueId, itemKey, level2, isNeeded }) => (
              <Switch
                aria-label={`${level2}需要解读`}
                checked={isNeeded}
                checkedChildren="要"
                unCheckedChildren="不要"
                onChange={(checked) => marking.mutate({ catalogueId, itemKey, isNeeded: checked })}
              />
            ),
          },
        ]}
      />
    </section>
  );
}
