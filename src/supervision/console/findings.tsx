import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Grid, Segmented, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { findingGrounds, findingKinds, type FindingKind } from '../rules/finding.ts';

const kinds = Object.entries(findingKinds) as [FindingKind, string][];
const readFindings = (query: Record<string, string>) => read(api.findings.$get({ query }));
type Row = Awaited<ReturnType<typeof readFindings>>['rows'][number];

/** 内容保障巡查: what the nightly checks found, whose it is, and since when. */
export function Findings() {
  const [params, setParams] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const isWide = Grid.useBreakpoint().md ?? true;
  const mayInspect = useMay('finding.inspect');
  const mayReview = useMay('finding.read');
  const shown = useQuery({
    queryKey: ['findings', query],
    queryFn: () => readFindings(query),
    placeholderData: keepPreviousData,
  });
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (key !== 'page') next.delete('page');
    if (value) next.set(key, value);
    else next.delete(key);
    setParams(next, { replace: true });
  };
  const { data } = shown;
  const kind = kinds.find(([name]) => name === params.get('kind'))?.[0];
  const all = data ? Object.values(data.ofKind).reduce((total, count) => total + count, 0) : 0;
  return (
    <Page
      title="内容保障巡查"
      lead={
        data?.checkedAt
          ? `每天夜里自动查一遍，问题消除后自动销号。最近一次：${instantText(data.checkedAt)}。`
          : '每天夜里自动查一遍，问题消除后自动销号。'
      }
      actions={
        <>
          {mayReview && <LinkButton to="/findings/standing">长期公开核对</LinkButton>}
          <Button href={`/api/findings/export?${new URLSearchParams(query)}`} download>
            导出 CSV
          </Button>
          {mayInspect && <InspectNow />}
        </>
      }
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel" aria-label="巡查问题清单">
        <div className="filters scroll-inside">
          <Segmented
            aria-label="问题类别"
            value={kind ?? 'all'}
            onChange={(value) => set('kind', value === 'all' ? undefined : value)}
            options={[
              { value: 'all', label: `全部 ${all}` },
              ...kinds.map(([value, label]) => ({ value, label: `${label} ${data?.ofKind[value] ?? ''}` })),
            ]}
          />
          <Segmented
            aria-label="是否消除"
            value={params.get('state') ?? 'open'}
            onChange={(value) => set('state', value === 'open' ? undefined : value)}
            options={[
              { value: 'open', label: '还没消除' },
              { value: 'closed', label: '已消除' },
            ]}
          />
        </div>
        {kind && <p className="note">依据：{findingGrounds[kind]}。</p>}
        <Table<Row>
          size="small"
          rowKey="id"
          loading={shown.isFetching && shown.isPlaceholderData}
          dataSource={data?.rows}
          locale={{ emptyText: shown.isPending ? '正在读取……' : '没有这样的问题。' }}
          scroll={isWide ? { x: 'max-content' } : undefined}
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize: 50,
            total: data?.total ?? 0,
            showSizeChanger: false,
            hideOnSinglePage: true,
            showTotal: (total) => `共 ${total} 个`,
            onChange: (page) => set('page', String(page)),
          }}
          columns={isWide ? columns : narrowColumns}
        />
      </section>
    </Page>
  );
}

const what = ({ kind, title, detail, bodyCode, disclosureId }: Row) => (
  <>
    <Link to={disclosureId ? `/disclosures/${disclosureId}` : `/obligations?body=${bodyCode}&state=overdue`}>
      {title || '（没有标题）'}
    </Link>
    <br />
    <span className="finding-detail">
      {findingKinds[kind]}：{detail}
    </span>
  </>
);
const owners = ({ owners: names }: Row) => names || '没有经办人';
const since = ({ sinceOn, closedAt }: Row) => (closedAt ? `${sinceOn} 到 ${instantText(closedAt)}` : `${sinceOn} 起`);

const columns = [
  { title: '机构', dataIndex: 'bodyName' },
  { title: '责任人', render: (_: unknown, row: Row) => owners(row) },
  { title: '问题', render: (_: unknown, row: Row) => what(row) },
  { title: '从哪天起', render: (_: unknown, row: Row) => since(row) },
];

/** On a phone: one column. */
const narrowColumns = [
  {
    title: '问题',
    render: (_: unknown, row: Row) => (
      <>
        {what(row)}
        <br />
        {row.bodyName}（{owners(row)}），{since(row)}
      </>
    ),
  },
];

function InspectNow() {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const inspecting = useMutation({
    mutationFn: () => read(api.findings.inspection.$post()),
    onSuccess: async (settled) => {
      await queries.invalidateQueries({ queryKey: ['findings'] });
      const sum = (of: 'opened' | 'closed') => Object.values(settled).reduce((total, one) => total + one[of], 0);
      void message.success(`查完了：新发现 ${sum('opened')} 个，消除 ${sum('closed')} 个`);
    },
    onError: (error) => void message.error(words(error)),
  });
  return (
    <Button type="primary" loading={inspecting.isPending} onClick={() => inspecting.mutate()}>
      现在查一遍
    </Button>
  );
}
