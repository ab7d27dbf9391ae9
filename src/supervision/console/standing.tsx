import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Grid, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { Page, Problem } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';

const readStanding = (page: string) => read(api.findings.standing.$get({ query: { page } }));
type Row = Awaited<ReturnType<typeof readStanding>>['rows'][number];

/** 长期公开核对: what must be public at all times, and when it was last read. */
export function Standing() {
  const [params, setParams] = useSearchParams();
  const page = params.get('page') ?? '1';
  const isWide = Grid.useBreakpoint().md ?? true;
  const shown = useQuery({
    queryKey: ['findings', 'standing', page],
    queryFn: () => readStanding(page),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="长期公开核对" lead="长期公开的内容要一直能看到、链接能打开，每年核对一次。核对后，一年以后再提醒。">
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel">
        <Table<Row>
          size="small"
          rowKey="obligationId"
          dataSource={shown.data?.rows}
          loading={shown.isPending}
          scroll={isWide ? { x: 'max-content' } : undefined}
          locale={{ emptyText: '没有要长期公开的事项。' }}
          pagination={{
            current: Number(page),
            pageSize: 50,
            total: shown.data?.total ?? 0,
            showSizeChanger: false,
            hideOnSinglePage: true,
            showTotal: (total) => `共 ${total} 项`,
            onChange: (next) => setParams({ page: String(next) }),
          }}
          columns={isWide ? columns : narrowColumns}
        />
      </section>
    </Page>
  );
}

const name = ({ level1, level2, metBy, obligationId }: Row) => (
  <Link to={metBy ? `/disclosures/${metBy}` : `/obligations/${obligationId}`}>
    {level1} · {level2}
  </Link>
);
const state = ({ metOn, lastOn, reviewedBy, deadLinks, dueAgainOn }: Row) => {
  if (!metOn) return <strong>▲ 还没公开</strong>;
  return (
    <>
      {deadLinks > 0 && <strong>▲ 有 {deadLinks} 个链接打不开　</strong>}
      {lastOn} 核对或更新{reviewedBy && `（${reviewedBy}）`}，最晚 {dueAgainOn} 再核对
    </>
  );
};

const columns = [
  { title: '机构', dataIndex: 'bodyName' },
  { title: '事项', render: (_: unknown, row: Row) => name(row) },
  { title: '情况', render: (_: unknown, row: Row) => state(row) },
  { title: '核对', render: (_: unknown, row: Row) => <Review row={row} /> },
];
const narrowColumns = [
  {
    title: '事项',
    render: (_: unknown, row: Row) => (
      <>
        {name(row)}（{row.bodyName}）
        <br />
        {state(row)} <Review row={row} />
      </>
    ),
  },
];

function Review({ row }: { row: Row }) {
  const mayReview = useMay('standing.review');
  const { may } = useSession();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const reviewing = useMutation({
    mutationFn: () => read(api.findings.standing.$post({ json: { obligationId: row.obligationId } })),
    onSuccess: async ({ dueAgainOn }) => {
      await queries.invalidateQueries({ queryKey: ['findings'] });
      void message.success(`已记录核对，${dueAgainOn} 前再核对`);
    },
    onError: (error) => void message.error(words(error)),
  });
  if (!mayReview || !may.includes('standing.review') || !row.metOn) return null;
  const ask = () =>
    modal.confirm({
      title: '已核对，内容仍然有效？',
      content: `请先打开“${row.level2}”看一遍：内容对不对、电话地址变没变、链接能不能打开。要改的，请走更正。`,
      okText: '已核对，仍然有效',
      cancelText: '还没看',
      onOk: () => reviewing.mutateAsync(),
    });
  return (
    <Button size="small" loading={reviewing.isPending} aria-label={`核对：${row.level2}`} onClick={ask}>
      核对
    </Button>
  );
}
