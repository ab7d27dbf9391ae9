import './board.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, DatePicker, Grid, Input, Segmented, Select, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { periodWords } from '../rules/period.ts';
import { obligationStates, type ObligationState } from '../rules/state.ts';
import { BoardTabs } from './boardtabs.tsx';
import { LateBodies } from './latebodies.tsx';
import { StateMark } from './statemark.tsx';

const states = Object.entries(obligationStates) as [ObligationState, string][];
const sorts = [
  { value: 'late', label: '逾期最久的在前' },
  { value: 'due', label: '按应公开日期' },
  { value: 'body', label: '按机构' },
  { value: 'item', label: '按事项' },
];

const readBoard = (query: Record<string, string>) => read(api.obligations.$get({ query }));
type Row = Awaited<ReturnType<typeof readBoard>>['rows'][number];

/** 今天谁没按时公开: what is owed, whose it is, and how late; every filter stands in the address. */
export function Board() {
  const [params, setParams] = useSearchParams({ state: 'overdue' });
  const query = Object.fromEntries([...params].filter(([, value]) => value !== '' && value !== 'all'));
  const shown = useQuery({
    queryKey: ['obligations', 'board', query],
    queryFn: () => readBoard(query),
    placeholderData: keepPreviousData,
  });
  const isWide = Grid.useBreakpoint().md ?? true;
  const mayRegister = useMay('obligation.register');
  const mayDecide = useMay('waiver.decide');
  const set = (part: Record<string, string | undefined>) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.delete('page');
      for (const [name, value] of Object.entries(part)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      return next;
    });
  const { data } = shown;
  const all = data ? Object.values(data.inState).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <Page
      title="今天谁没按时公开"
      lead={
        data &&
        `截至 ${data.asOf}：还没公开、已超过期限的 ${data.inState.overdue} 件，需要人工确认的 ${data.inState.unclear} 件。`
      }
      actions={
        <>
          <LinkButton to="/obligations/units">各乡镇情况</LinkButton>
          {mayDecide && <LinkButton to="/obligations/waivers">待批不公开</LinkButton>}
          <Button href={`/api/obligations/export?${new URLSearchParams(query)}`} download>
            导出 CSV
          </Button>
          {mayRegister && (
            <LinkButton to="/obligations/register" type="primary">
              登记应公开信息
            </LinkButton>
          )}
        </>
      }
    >
      <BoardTabs />
      <section className="panel" aria-label="应公开清单">
        <div className="filters scroll-inside">
          <Segmented
            aria-label="状态"
            value={params.get('state') ?? 'all'}
            onChange={(state) => set({ state })}
            options={[
              { value: 'all', label: `全部 ${all}` },
              ...states.map(([value, label]) => ({ value, label: `${label} ${data?.inState[value] ?? ''}` })),
            ]}
          />
        </div>
        <Filters params={params} set={set} />
        {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
        <Table<Row>
          size="small"
          rowKey="id"
          loading={shown.isFetching && shown.isPlaceholderData}
          dataSource={data?.rows}
          locale={{ emptyText: shown.isPending ? '正在读取……' : '没有符合条件的事项。' }}
          scroll={isWide ? { x: 'max-content' } : undefined}
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize: 50,
            total: data?.total ?? 0,
            showSizeChanger: false,
            showTotal: (total) => `共 ${total} 件`,
            onChange: (page) =>
              setParams((current) => {
                const next = new URLSearchParams(current);
                next.set('page', String(page));
                return next;
              }),
          }}
          columns={isWide ? columns : narrowColumns}
        />
      </section>
      <LateBodies onChoose={(body) => set({ body, state: 'overdue' })} />
    </Page>
  );
}

function Filters({
  params,
  set,
}: {
  params: URLSearchParams;
  set: (part: Record<string, string | undefined>) => void;
}) {
  const [words, setWords] = useState(params.get('q') ?? '');
  return (
    <div className="filters">
      <BodySelect
        label="机构"
        placeholder="全部机构"
        allowClear
        value={params.get('body') ?? undefined}
        onChange={(body?: string) => set({ body })}
      />
      {params.get('body') && (
        <Checkbox
          checked={params.get('under') === '1'}
          onChange={({ target }) => set({ under: target.checked ? '1' : '' })}
        >
          含下级
        </Checkbox>
      )}
      <Input.Search
        aria-label="事项、机构或事件"
        placeholder="事项、机构或事件"
        allowClear
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onSearch={(q) => set({ q: q.trim() })}
        className="filter-words"
      />
      <Select
        aria-label="排序"
        className="filter-choice"
        value={params.get('sort') ?? 'late'}
        options={sorts}
        onChange={(sort) => set({ sort })}
      />
      <DatePicker
        aria-label="截至哪一天"
        placeholder="截至今天"
        onChange={(_, day) => set({ asOf: String(day ?? '') })}
      />
    </div>
  );
}

const columns = [
  {
    title: '应公开日期',
    dataIndex: 'dueOn',
    render: (dueOn: string | null, { id }: Row) => <Link to={`/obligations/${id}`}>{dueOn ?? '日期待确认'}</Link>,
  },
  { title: '状态', render: (_: unknown, { state, daysLate }: Row) => <StateMark state={state} daysLate={daysLate} /> },
  { title: '机构', dataIndex: 'bodyName' },
  { title: '事项', render: (_: unknown, { level1, level2 }: Row) => `${level1} · ${level2}` },
  { title: '哪一期、什么事', render: (_: unknown, { event, period }: Row) => event || periodWords(period) },
  { title: '公开日期', dataIndex: 'metOn', render: (metOn: string | null) => metOn ?? '还没公开' },
];

/** On a phone: two lines a row instead of a table to be pushed sideways. */
const narrowColumns = [
  {
    title: '应公开的事项',
    render: (_: unknown, { id, dueOn, state, daysLate, bodyName, level2, event, period }: Row) => (
      <>
        <Link to={`/obligations/${id}`}>{dueOn ?? '日期待确认'}</Link> <StateMark state={state} daysLate={daysLate} />
        <br />
        {bodyName}　{level2}（{event || periodWords(period)}）
      </>
    ),
  },
];
