import './board.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Grid, Input, Select, Table } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { bodyKinds } from '../../body/rules.ts';
import { api, read } from '../../console/client.ts';
import { Page, Problem } from '../../console/page.tsx';
import { BoardTabs } from './boardtabs.tsx';

const sorts = [
  { value: 'late', label: '逾期最多的在前' },
  { value: 'longest', label: '逾期最久的在前' },
  { value: 'soon', label: '七天内到期最多的在前' },
  { value: 'rate', label: '按期率最低的在前' },
  { value: 'name', label: '按机构、目录次序' },
];
const kinds = Object.entries(bodyKinds).map(([value, label]) => ({ value, label }));

const readBodies = (query: Record<string, string>) => read(api.overviews.bodies.$get({ query }));
const readItems = (query: Record<string, string>) => read(api.overviews.items.$get({ query }));
type BodyLine = Awaited<ReturnType<typeof readBodies>>['rows'][number];
type ItemLine = Awaited<ReturnType<typeof readItems>>['rows'][number];
type Counts = Pick<
  BodyLine,
  'overdue' | 'longest' | 'dueToday' | 'dueSoon' | 'pending' | 'onTime' | 'late' | 'unclear'
>;

const bodyName = ({ name, parentName, kind }: BodyLine) => (
  <>
    {name}
    {kind === 'village' && <span className="quiet">（{parentName}）</span>}
  </>
);

const itemName = ({ level1, level2, bodies }: ItemLine) => (
  <>
    {level1} · {level2}
    <span className="quiet">（{bodies} 个机构）</span>
  </>
);

/** How each body stands: whose is late, whose is due soon; each number opens its list. */
export function ByBody() {
  return (
    <Overview<BodyLine>
      title="各机构公开情况"
      of="bodies"
      readRows={readBodies}
      rowKey={({ code }) => code}
      search="机构名称"
      name={bodyName}
      heading="机构"
      listOf={({ code }, state) => `/obligations?body=${code}&state=${state}`}
    />
  );
}

/** How each item stands over all bodies. */
export function ByItem() {
  return (
    <Overview<ItemLine>
      title="各事项公开情况"
      of="items"
      readRows={readItems}
      rowKey={({ itemId }) => itemId}
      search="事项名称"
      name={itemName}
      heading="事项"
      listOf={({ level2 }, state) => `/obligations?q=${encodeURIComponent(level2)}&state=${state}`}
    />
  );
}

interface OverviewProps<Row extends Counts> {
  title: string;
  of: 'bodies' | 'items';
  readRows: (query: Record<string, string>) => Promise<{ asOf: string; rows: Row[] }>;
  rowKey: (row: Row) => string;
  search: string;
  name: (row: Row) => ReactNode;
  heading: string;
  listOf: (row: Row, state: string) => string;
}

function Overview<Row extends Counts>({
  title,
  of,
  readRows,
  rowKey,
  search,
  name,
  heading,
  listOf,
}: OverviewProps<Row>) {
  const [params, setParams] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const isWide = Grid.useBreakpoint().md ?? true;
  const shown = useQuery({
    queryKey: ['obligations', 'overview', of, query],
    queryFn: () => readRows(query),
    placeholderData: keepPreviousData,
  });
  const set = (key: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    if (value) next.set(key, value);
    else next.delete(key);
    setParams(next, { replace: true });
  };
  const rows = shown.data?.rows ?? [];
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const number = (label: string, pick: (row: Row) => number, state: string) => ({
    title: label,
    align: 'right' as const,
    render: (_: unknown, row: Row) => (pick(row) > 0 ? <Link to={listOf(row, state)}>{pick(row)}</Link> : '0'),
  });
  return (
    <Page
      title={title}
      lead={
        shown.data &&
        `截至 ${shown.data.asOf}，${rows.length} 个${heading}：逾期没公开 ${sum(({ overdue }) => overdue)} 件，七天内到期 ${sum(({ dueSoon }) => dueSoon)} 件。`
      }
      actions={
        <Button href={`/api/overviews/${of}/export?${new URLSearchParams(query)}`} download>
          导出 CSV
        </Button>
      }
    >
      <BoardTabs />
      <section className="panel" aria-label={title}>
        <div className="filters">
          <Input.Search
            aria-label={search}
            placeholder={search}
            allowClear
            defaultValue={params.get('q') ?? ''}
            onSearch={(q) => set('q', q.trim())}
            className="filter-words"
          />
          <Select
            aria-label="机构类型"
            placeholder="全部类型"
            allowClear
            className="filter-choice"
            value={params.get('kind') ?? undefined}
            options={kinds}
            onChange={(kind) => set('kind', kind)}
          />
          <Select
            aria-label="排序"
            className="filter-choice"
            value={params.get('sort') ?? 'late'}
            options={sorts}
            onChange={(sort) => set('sort', sort)}
          />
        </div>
        {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
        <Table<Row>
          size="small"
          rowKey={rowKey}
          loading={shown.isFetching && shown.isPlaceholderData}
          dataSource={rows}
          locale={{ emptyText: shown.isPending ? '正在读取……' : '没有符合条件的。' }}
          scroll={isWide ? { x: 'max-content' } : undefined}
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true, showTotal: (n) => `共 ${n} 个` }}
          columns={
            isWide
              ? [
                  { title: heading, render: (_: unknown, row: Row) => name(row) },
                  number('逾期没公开', (row) => row.overdue, 'overdue'),
                  {
                    title: '最久（天）',
                    align: 'right' as const,
                    render: (_: unknown, { longest }: Row) => (longest > 0 ? longest : ''),
                  },
                  { title: '今天到期', align: 'right' as const, render: (_: unknown, row: Row) => row.dueToday },
                  { title: '七天内到期', align: 'right' as const, render: (_: unknown, row: Row) => row.dueSoon },
                  number('还没到期', (row) => row.pending, 'pending'),
                  number('按期公开', (row) => row.onTime, 'onTime'),
                  number('逾期公开', (row) => row.late, 'late'),
                  number('需人工确认', (row) => row.unclear, 'unclear'),
                  { title: '按期率', align: 'right' as const, render: (_: unknown, row: Row) => rate(row) },
                ]
              : [
                  {
                    title: heading,
                    render: (_: unknown, row: Row) => (
                      <>
                        {name(row)}
                        <br />
                        {row.overdue > 0 ? (
                          <Link to={listOf(row, 'overdue')}>
                            ▲ 逾期 {row.overdue} 件，最久 {row.longest} 天
                          </Link>
                        ) : (
                          '● 没有逾期'
                        )}
                        <br />
                        七天内到期 {row.dueSoon} 件，按期率 {rate(row)}
                      </>
                    ),
                  },
                ]
          }
        />
        <p className="note">按期率＝按期公开 ÷（按期公开＋逾期公开＋逾期没公开）。点数字看是哪些。</p>
      </section>
    </Page>
  );
}

function rate({ onTime, late, overdue }: Counts): string {
  const base = onTime + late + overdue;
  return base === 0 ? '——' : `${Math.round((onTime / base) * 100)}%（${base}）`;
}
