import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Segmented, Table } from 'antd';
import { useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { Page, Problem } from '../../console/page.tsx';

const stateWords = { waiting: '等着发', sent: '已发出', dead: '没有发出去' } as const;
type State = keyof typeof stateWords;
const states = Object.entries(stateWords) as [State, string][];

const readLetters = (state: State | undefined) => read(api.notices.letters.$get({ query: { state } }));
type Row = Awaited<ReturnType<typeof readLetters>>['rows'][number];

/** 邮件发送情况: what waits, what went out, what could not be sent and why. */
export function Letters() {
  const [params, setParams] = useSearchParams();
  const state = states.find(([name]) => name === params.get('state'))?.[0];
  const shown = useQuery({
    queryKey: ['notices', 'letters', state],
    queryFn: () => readLetters(state),
    placeholderData: keepPreviousData,
  });
  const { data } = shown;
  const total = data ? Object.values(data.inState).reduce((sum, count) => sum + count, 0) : 0;
  return (
    <Page title="邮件发送情况" lead="提醒邮件都先排队再发；邮件服务器一时不通会自动再试两天。">
      {data && !data.isSending && (
        <Alert
          type="info"
          showIcon
          className="form-fault"
          title="本站还没有开通邮件（没有设置 SMTP_URL），提醒只出现在后台。"
        />
      )}
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel">
        <div className="filters scroll-inside">
          <Segmented
            aria-label="状态"
            value={state ?? 'all'}
            onChange={(value) => setParams(value === 'all' ? {} : { state: value })}
            options={[
              { value: 'all', label: `全部 ${total}` },
              ...states.map(([value, label]) => ({ value, label: `${label} ${data?.inState[value] ?? ''}` })),
            ]}
          />
        </div>
        <Table<Row>
          size="small"
          rowKey="id"
          dataSource={data?.rows}
          loading={shown.isPending}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: '没有邮件。' }}
          pagination={{ pageSize: 50, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            { title: '收信人', render: (_, row) => `${row.personName}（${row.address}）` },
            { title: '机构', dataIndex: 'bodyName' },
            { title: '标题', dataIndex: 'subject' },
            { title: '状态', render: (_, row) => <Fate {...row} /> },
            { title: '写信时间', render: (_, { madeAt }) => instantText(madeAt) },
            {
              title: '操作',
              render: (_, row) => row.state === 'dead' && row.kind === 'digest' && <Again id={row.id} />,
            },
          ]}
        />
      </section>
    </Page>
  );
}

function Fate({ state, attempts, fault, sentAt, nextAttemptAt }: Row) {
  if (state === 'sent') return <>{sentAt && instantText(sentAt)} 发出</>;
  if (state === 'dead')
    return (
      <>
        <strong>没有发出去</strong>（试了 {attempts} 次）
        <br />
        {fault}
      </>
    );
  return (
    <>
      等着发{attempts > 0 && `，已试 ${attempts} 次，${instantText(nextAttemptAt)} 再试`}
      {fault && (
        <>
          <br />
          {fault}
        </>
      )}
    </>
  );
}

function Again({ id }: { id: string }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const sending = useMutation({
    mutationFn: () => read(api.notices.letters[':id'].again.$post({ param: { id } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['notices', 'letters'] }),
    onError: (error) => void message.error(words(error)),
  });
  return (
    <Button size="small" loading={sending.isPending} onClick={() => sending.mutate()}>
      再发一次
    </Button>
  );
}
