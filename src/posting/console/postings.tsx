import './posting.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table, Tag } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { postingStates, type PostingState } from '../rules/posting.ts';
import { ToDo } from './todo.tsx';

const pageSize = 20;

/** 公开栏张贴: what must be put up or taken down, and the register (张贴台账). */
export function Postings() {
  const [params, setParams] = useSearchParams();
  const mayRecord = useMay('posting.record');
  const mayPlates = useMay('plate.read');
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const list = useQuery({
    queryKey: ['postings', query],
    queryFn: () => read(api.postings.$get({ query: { ...query, pageSize: String(pageSize) } })),
    placeholderData: keepPreviousData,
  });
  const filter = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return (
    <Page
      title="公开栏张贴"
      lead="贴上去拍一张，撤下来拍一张，就是张贴证明。"
      actions={
        <>
          <LinkButton to="/postings/boards">公开栏登记</LinkButton>
          {mayPlates && <LinkButton to="/postings/plates">二维码铭牌</LinkButton>}
          {mayRecord && (
            <LinkButton to="/postings/new" type="primary">
              登记张贴
            </LinkButton>
          )}
        </>
      }
    >
      {mayRecord && <ToDo />}
      {list.isError && <Problem error={list.error} retry={() => void list.refetch()} />}
      <section className="panel">
        <h2>张贴台账</h2>
        <div className="filters">
          <Input.Search
            aria-label="查找张贴记录"
            placeholder="标题、位置、机构、索引号"
            allowClear
            defaultValue={params.get('words') ?? ''}
            onSearch={(words) => filter('words', words.trim())}
            className="filter-words"
          />
          <Select
            aria-label="状态"
            placeholder="全部状态"
            allowClear
            value={params.get('state') ?? undefined}
            onChange={(value) => filter('state', value)}
            options={Object.entries(postingStates).map(([value, label]) => ({ value, label }))}
            className="filter-choice"
          />
          <BodySelect
            label="机构"
            placeholder="全部机构"
            allowClear
            value={params.get('bodyId') ?? undefined}
            onChange={(value) => filter('bodyId', value)}
          />
          <Input
            type="date"
            aria-label="从哪天贴的起"
            value={params.get('fromOn') ?? ''}
            onChange={(event) => filter('fromOn', event.target.value)}
            className="filter-day"
          />
          <Input
            type="date"
            aria-label="到哪天贴的为止"
            value={params.get('toOn') ?? ''}
            onChange={(event) => filter('toOn', event.target.value)}
            className="filter-day"
          />
          <Button href={`/api/postings/export?${new URLSearchParams({ ...query, page: '1' }).toString()}`}>
            导出表格
          </Button>
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.rows}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: params.size > 0 ? '没有符合条件的记录。' : '还没有登记过张贴。' }}
          pagination={{
            current: Number(params.get('page') ?? 1),
            pageSize,
            total: list.data?.total,
            showSizeChanger: false,
            hideOnSinglePage: true,
            showTotal: (total) => `共 ${total} 条`,
            onChange: (page) => filter('page', String(page)),
          }}
          columns={[
            {
              title: '标题',
              className: 'posting-title',
              render: (_, row) => <Link to={`/postings/${row.id}`}>{row.title}</Link>,
            },
            { title: '状态', render: (_, row) => <PostingTag state={row.state} /> },
            { title: '公开栏', dataIndex: 'place' },
            { title: '机构', dataIndex: 'bodyName' },
            { title: '张贴', dataIndex: 'postedOn' },
            { title: '贴到', dataIndex: 'untilOn' },
            { title: '撤下', dataIndex: 'takenDownOn' },
          ]}
        />
      </section>
    </Page>
  );
}

/** The state of a posting; what must be done stands out. */
export function PostingTag({ state }: { state: PostingState }) {
  const colour = state === 'up' ? 'success' : state === 'down' ? 'default' : 'error';
  return <Tag color={colour}>{postingStates[state]}</Tag>;
}
