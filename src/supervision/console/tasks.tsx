import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Grid, Input, Modal, Segmented, Table } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { gapFaults, taskStates, type TaskState } from '../rules/task.ts';

const states = Object.entries(taskStates) as [TaskState, string][];
const readTasks = (query: Record<string, string>) => read(api.checks.tasks.$get({ query }));
type Row = Awaited<ReturnType<typeof readTasks>>['rows'][number];

/** 整改任务: who does what until when, in order of term, with the one act beside it. */
export function Tasks() {
  const [params, setParams] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const isWide = Grid.useBreakpoint().md ?? true;
  const shown = useQuery({
    queryKey: ['checks', 'tasks', query],
    queryFn: () => readTasks(query),
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
  const all = data ? Object.values(data.inState).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <Page
      title="整改任务"
      lead="缺的内容公开以后，任务自动销号；不靠公开就能整改的，办完了请点“办完了”，由检查的人确认。"
      actions={<LinkButton to="/checks">全部检查</LinkButton>}
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel">
        <div className="filters scroll-inside">
          <Segmented
            aria-label="状态"
            value={params.get('state') ?? 'all'}
            onChange={(state) => set('state', state === 'all' ? undefined : String(state))}
            options={[
              { value: 'all', label: `全部 ${all}` },
              ...states.map(([value, label]) => ({ value, label: `${label} ${data?.inState[value] ?? ''}` })),
            ]}
          />
          <Segmented
            aria-label="谁的"
            value={params.get('mine') ?? '0'}
            onChange={(mine) => set('mine', mine === '1' ? '1' : undefined)}
            options={[
              { value: '0', label: '我看得到的' },
              { value: '1', label: '指定给我的' },
            ]}
          />
        </div>
        <Table<Row>
          size="small"
          rowKey="id"
          dataSource={data?.rows}
          loading={shown.isFetching && shown.isPlaceholderData}
          scroll={isWide ? { x: 'max-content' } : undefined}
          locale={{ emptyText: shown.isPending ? '正在读取……' : '没有这样的任务。' }}
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize: 50,
            total: data?.total ?? 0,
            showSizeChanger: false,
            hideOnSinglePage: true,
            showTotal: (total) => `共 ${total} 项`,
            onChange: (page) => set('page', String(page)),
          }}
          columns={isWide ? columns : narrowColumns}
        />
      </section>
    </Page>
  );
}

const what = ({ what: name, fault, detail, obligationId, disclosureId, remark, note }: Row) => (
  <>
    {obligationId ? (
      <Link to={`/obligations/${obligationId}`}>{name}</Link>
    ) : disclosureId ? (
      <Link to={`/disclosures/${disclosureId}`}>{name}</Link>
    ) : (
      name
    )}
    <br />
    {gapFaults[fault]}：{detail}
    {note && `　办理：${note}`}
    {remark && <strong>　退回：{remark}</strong>}
  </>
);
const whose = ({ bodyName, assignedTo }: Row) => `${bodyName}${assignedTo ? `（${assignedTo}）` : ''}`;
const term = ({ dueOn, isLate }: Row) => (isLate ? <strong>▲ {dueOn}（已超期）</strong> : dueOn);
const stateOf = ({ state, isMet }: Row) => (isMet ? '● 已公开，自动销号' : taskStates[state]);

const columns = [
  { title: '期限', render: (_: unknown, row: Row) => term(row) },
  { title: '机构和责任人', render: (_: unknown, row: Row) => whose(row) },
  { title: '要整改什么', render: (_: unknown, row: Row) => what(row) },
  { title: '状态', render: (_: unknown, row: Row) => stateOf(row) },
  { title: '操作', render: (_: unknown, row: Row) => <Acts row={row} /> },
];
const narrowColumns = [
  {
    title: '要整改什么',
    render: (_: unknown, row: Row) => (
      <>
        {what(row)}
        <br />
        {whose(row)}，{term(row)}，{stateOf(row)}
        <div className="panel-actions">
          <Acts row={row} />
        </div>
      </>
    ),
  },
];

function Acts({ row }: { row: Row }) {
  const mayDraft = useMay('disclosure.draft');
  const mayFinish = useMay('task.finish');
  const mayConfirm = useMay('check.start');
  const [asking, setAsking] = useState<'finishing' | 'returning'>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { id, state } = row;
  const acting = useMutation({
    mutationFn: ({ act, said = '' }: { act: 'finishing' | 'confirming' | 'returning'; said?: string }) => {
      const task = api.checks.tasks[':id'];
      const param = { id };
      if (act === 'finishing') return read(task.finishing.$post({ param, json: { note: said } }));
      if (act === 'returning') return read(task.returning.$post({ param, json: { remark: said } }));
      return read(task.confirming.$post({ param }));
    },
    onSuccess: async () => {
      setAsking(undefined);
      await queries.invalidateQueries({ queryKey: ['checks'] });
    },
    onError: (error) => void message.error(words(error)),
  });
  if (row.isClosed || state === 'confirmed') return null;
  const isOpen = state === 'todo' || state === 'returned';
  return (
    <>
      {isOpen && mayDraft && row.obligationId && (
        <LinkButton
          size="small"
          type="primary"
          to={`/disclosures/new?bodyId=${row.bodyId}&obligationId=${row.obligationId}`}
        >
          起草公开
        </LinkButton>
      )}{' '}
      {isOpen && mayFinish && (
        <Button size="small" onClick={() => setAsking('finishing')}>
          办完了
        </Button>
      )}
      {state === 'done' && mayConfirm && (
        <>
          <Button
            size="small"
            type="primary"
            loading={acting.isPending}
            onClick={() => acting.mutate({ act: 'confirming' })}
          >
            确认
          </Button>{' '}
          <Button size="small" onClick={() => setAsking('returning')}>
            退回
          </Button>
        </>
      )}
      {asking && (
        <Ask
          title={asking === 'finishing' ? '怎么办的' : '为什么退回'}
          isBusy={acting.isPending}
          close={() => setAsking(undefined)}
          done={(said) => acting.mutate({ act: asking, said })}
        />
      )}
    </>
  );
}

interface AskProps {
  title: string;
  isBusy: boolean;
  close: () => void;
  done: (said: string) => void;
}

function Ask({ title, isBusy, close, done }: AskProps) {
  const [said, setSaid] = useState('');
  return (
    <Modal
      open
      title={title}
      okText="提交"
      cancelText="取消"
      confirmLoading={isBusy}
      okButtonProps={{ disabled: said.trim().length < 2 }}
      onCancel={close}
      onOk={() => done(said.trim())}
    >
      <Input.TextArea
        aria-label={title}
        rows={3}
        maxLength={500}
        value={said}
        onChange={({ target }) => setSaid(target.value)}
      />
    </Modal>
  );
}
