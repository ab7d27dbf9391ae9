import './posting.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, Table } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem } from '../../console/page.tsx';
import { answerWithinDays, questionStates } from '../rules/question.ts';

const pageSize = 20;

/** 村民质疑: what was asked of the villages, the most overdue first. */
export function Questions() {
  const [params, setParams] = useSearchParams();
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const list = useQuery({
    queryKey: ['questions', query],
    queryFn: () => read(api.questions.$get({ query: { ...query, pageSize: String(pageSize) } })),
    placeholderData: keepPreviousData,
  });
  const open = useQuery({ queryKey: ['questions', 'open'], queryFn: () => read(api.questions.open.$get()) });
  const filter = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return (
    <Page
      title="村民质疑"
      lead={`村民对公开内容的疑问，${answerWithinDays} 天内答复或者重新公布（民基字〔2014〕169号）。超期的乡镇能看到。`}
    >
      {list.isError && <Problem error={list.error} retry={() => void list.refetch()} />}
      <section className="panel">
        {open.data && (
          <p>
            等着答复的 {open.data.open} 个
            {open.data.overdue > 0 && <strong className="question-late">，其中超期 {open.data.overdue} 个</strong>}。
          </p>
        )}
        <div className="filters">
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            value={params.get('state') ?? undefined}
            onChange={(value) => filter('state', value)}
            options={Object.entries(questionStates).map(([value, label]) => ({ value, label }))}
            className="filter-choice"
          />
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.rows}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: params.size > 0 ? '没有符合条件的问题。' : '还没有人提问。' }}
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize,
            total: list.data?.total,
            showSizeChanger: false,
            hideOnSinglePage: true,
            onChange: (page) => filter('page', String(page)),
          }}
          columns={[
            {
              title: '问的什么',
              className: 'posting-title',
              render: (_, row) => <Link to={`/questions/${row.id}`}>{row.question.slice(0, 60)}</Link>,
            },
            {
              title: '状态',
              render: (_, { state }) =>
                state === 'overdue' ? (
                  <strong className="question-late">{questionStates[state]}</strong>
                ) : (
                  questionStates[state]
                ),
            },
            { title: '最晚答复', dataIndex: 'dueOn' },
            { title: '村', dataIndex: 'bodyName' },
            { title: '编号', dataIndex: 'number' },
            { title: '公开', render: (_, { releasedAt }) => (releasedAt ? '已公开' : '') },
          ]}
        />
      </section>
    </Page>
  );
}
