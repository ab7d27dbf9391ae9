import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Grid, Input, Popconfirm, Segmented, Select, Table } from 'antd';
import { useState, type Key } from 'react';
import { Link, useSearchParams } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { filingKinds, filingStates, statesBefore } from '../rules.ts';
import { filingSorts, type Confirm } from '../schema.ts';
import './printed.css';
import { FilingMark } from './mark.tsx';
import { readRegister, type FilingLine } from './reading.ts';

const pageSize = 50;
const choicesOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

/** 备案登记簿: every publication, correction and withdrawal with its number; filters stand in the address. */
export function FilingRegister() {
  const [params, setParams] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const shown = useQuery({
    queryKey: ['filings', query],
    queryFn: () => readRegister({ ...query, size: String(pageSize) }),
    placeholderData: keepPreviousData,
  });
  const isWide = Grid.useBreakpoint().xl ?? true;
  const mayConfirm = useMay('filing.confirm');
  const session = useSession();
  const [chosen, setChosen] = useState<Key[]>([]);
  const set = (name: string, value: string | undefined) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (name !== 'page') next.delete('page');
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  const confirming = useConfirming(() => setChosen([]));
  const counts = (shown.data?.inState ?? {}) as Record<string, number>;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const year = params.get('year') ?? shown.data?.today.slice(0, 4) ?? '';
  const file = new URLSearchParams(query).toString();
  return (
    <Page
      title="备案登记簿"
      lead="每次公开、更正、撤下，系统都当场登记，编号连续不跳号；上级确认收到，或提出整改意见。"
      actions={
        <>
          <Button href={`/api/filings/export?${file}`}>导出 Excel</Button>
          <LinkButton to={`/filings/print?${file}`}>打印登记簿</LinkButton>
          {mayConfirm && params.get('bodyId') && (counts['filed'] ?? 0) > 0 && (
            <Popconfirm
              title={`把这家机构${year} 年待确认的备案全部确认收到？`}
              okText="全部确认"
              cancelText="取消"
              onConfirm={() => confirming.mutate({ bodyId: params.get('bodyId') ?? '', year: Number(year) })}
            >
              <Button loading={confirming.isPending}>全部确认收到</Button>
            </Popconfirm>
          )}
          {mayConfirm && (
            <Button
              type="primary"
              disabled={chosen.length === 0}
              loading={confirming.isPending}
              onClick={() => confirming.mutate({ ids: chosen.map(String) })}
            >
              确认收到{chosen.length > 0 ? ` ${chosen.length} 件` : ''}
            </Button>
          )}
        </>
      }
    >
      <section className="panel" aria-label="备案">
        <div className="filters scroll-inside">
          <Segmented
            aria-label="状态"
            value={params.get('state') ?? ''}
            onChange={(state) => set('state', state)}
            options={[
              { value: '', label: `全部 ${all}` },
              ...choicesOf(filingStates).map(({ value, label }) => ({
                value,
                label: `${label} ${counts[value] ?? 0}`,
              })),
              { value: 'late', label: '答复超期' },
            ]}
          />
        </div>
        <div className="filters">
          <BodySelect
            label="机构"
            placeholder="全部机构"
            allowClear
            under={session.body_path.split('/')[0]}
            value={params.get('bodyId') ?? undefined}
            onChange={(bodyId?: string) => set('bodyId', bodyId)}
          />
          <Input.Search
            aria-label="查找备案"
            placeholder="标题、备案号、索引号、文号"
            allowClear
            defaultValue={params.get('words') ?? ''}
            onSearch={(typed) => set('words', typed.trim())}
            className="filter-words"
          />
          <Select
            aria-label="类别"
            placeholder="全部类别"
            allowClear
            className="filter-choice"
            value={params.get('kind') ?? undefined}
            options={choicesOf(filingKinds)}
            onChange={(kind) => set('kind', kind)}
          />
          <Select
            aria-label="排序"
            className="filter-choice"
            value={params.get('sort') ?? 'newest'}
            options={choicesOf(filingSorts)}
            onChange={(sort) => set('sort', sort)}
          />
        </div>
        {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
        <Table<FilingLine>
          size="small"
          rowKey="id"
          loading={shown.isFetching && shown.isPlaceholderData}
          dataSource={shown.data?.rows}
          locale={{ emptyText: shown.isPending ? '正在读取……' : '没有符合条件的备案。文件一公开，这里就会登记。' }}
          rowSelection={
            mayConfirm
              ? {
                  selectedRowKeys: chosen,
                  onChange: setChosen,
                  getCheckboxProps: ({ state, number }) => ({
                    disabled: !statesBefore('confirm').includes(state),
                    'aria-label': `选择 ${number}`,
                  }),
                  columnWidth: 40,
                }
              : undefined
          }
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize,
            total: shown.data?.total ?? 0,
            showSizeChanger: false,
            showTotal: (total) => `共 ${total} 件`,
            onChange: (page) => set('page', String(page)),
          }}
          columns={isWide ? columns : narrowColumns}
        />
      </section>
    </Page>
  );
}

function useConfirming(onDone: () => void) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (json: Confirm) => read(api.filings.confirmations.$post({ json })),
    onSuccess: async ({ confirmed }) => {
      onDone();
      void message.success(`已确认 ${confirmed} 件`);
      await queries.invalidateQueries({ queryKey: ['filings'] });
    },
    onError: (error) => void message.error(words(error)),
  });
}

const columns = [
  {
    title: '备案号',
    render: (_: unknown, { id, number }: FilingLine) => (
      <Link className="nowrap" to={`/filings/${id}`}>
        {number}
      </Link>
    ),
  },
  {
    title: '日期和类别',
    render: (_: unknown, { happenedOn, kind }: FilingLine) => (
      <span className="nowrap">
        {happenedOn} {filingKinds[kind]}
      </span>
    ),
  },
  { title: '标题', dataIndex: 'title', render: (title: string) => <div className="cell-wrap">{title}</div> },
  { title: '机构', dataIndex: 'bodyName' },
  { title: '签发', dataIndex: 'signer' },
  { title: '状态', render: (_: unknown, line: FilingLine) => <FilingMark {...line} /> },
];

const narrowColumns = [
  {
    title: '备案',
    render: (_: unknown, line: FilingLine) => (
      <>
        <Link to={`/filings/${line.id}`}>{line.title}</Link>
        <br />
        {line.number} · {filingKinds[line.kind]} · {line.happenedOn}
        <br />
        <FilingMark {...line} />
      </>
    ),
  },
];
