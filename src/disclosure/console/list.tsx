import './disclosure.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Input, Select, Table, Tag } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { stateNames, type VersionState } from '../rules.ts';
import { readChoices } from './reads.ts';

const pageSize = 20;
const shortInstant = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
const stateChoices = [
  ...(['draft', 'review', 'confidentiality', 'signoff', 'published'] as const).map((value) => ({
    value: value as string,
    label: stateNames[value],
  })),
  { value: 'withdrawn', label: '已撤下' },
];

/** All disclosures of the person's bodies; the filters stand in the address, so that a list can be passed on. */
export function DisclosureList() {
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const mayDraft = useMay('disclosure.draft');
  const query = Object.fromEntries([...params].filter(([, value]) => value));
  const list = useQuery({
    queryKey: ['disclosures', query],
    queryFn: () => read(api.disclosures.$get({ query: { ...query, pageSize: String(pageSize) } })),
    placeholderData: keepPreviousData,
  });
  const choices = useQuery({ queryKey: ['disclosures', 'choices'], queryFn: readChoices });
  const filter = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(params);
    next.delete('page');
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  const select = (name: string, label: string, options: { value: string; label: string }[]) => (
    <Select
      aria-label={label}
      placeholder={`全部${label}`}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={params.get(name) ?? undefined}
      onChange={(value) => filter(name, value)}
      options={options}
      className="filter-choice"
    />
  );
  const exportUrl = `/api/disclosures/export?${new URLSearchParams({ ...query, page: '1' }).toString()}`;
  return (
    <Page
      title="主动公开"
      lead="从起草到公开：先审查，后公开。每一步谁办的、什么时候办的，都有记录。"
      actions={
        <>
          <Button href={exportUrl}>导出表格</Button>
          {mayDraft && (
            <Button type="primary" onClick={() => void navigate('/disclosures/new')}>
              起草
            </Button>
          )}
        </>
      }
    >
      {list.isError && <Problem error={list.error} retry={() => void list.refetch()} />}
      <section className="panel">
        <div className="filters">
          <Input.Search
            aria-label="查找公开信息"
            placeholder="标题、文号、索引号"
            allowClear
            defaultValue={params.get('words') ?? ''}
            onSearch={(words) => filter('words', words.trim())}
            className="filter-words"
          />
          {select('state', '状态', stateChoices)}
          {select('bodyId', '机构', choices.data?.readable.map(({ id, name }) => ({ value: id, label: name })) ?? [])}
          {select('category', '分类', choices.data?.categories.map((value) => ({ value, label: value })) ?? [])}
        </div>
        <Table
          size="small"
          rowKey="id"
          loading={list.isPending}
          dataSource={list.data?.rows}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: params.size > 0 ? '没有符合条件的信息。' : '还没有公开信息，请点“起草”。' }}
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
              className: 'disclosure-title-column',
              render: (_, row) => <Link to={`/disclosures/${row.id}`}>{row.title || '（还没有标题）'}</Link>,
            },
            { title: '状态', render: (_, row) => <StateTag {...row} /> },
            { title: '分类', dataIndex: 'category' },
            { title: '机构', dataIndex: 'bodyName' },
            { title: '索引号', dataIndex: 'indexNumber' },
            { title: '最近改动', render: (_, row) => shortInstant.format(new Date(row.updatedAt)) },
          ]}
        />
      </section>
    </Page>
  );
}

/** The state in a word; for a published record under correction both. */
export function StateTag({ standing, state }: { standing: string; state: VersionState }) {
  if (standing === 'withdrawn') return <Tag>已撤下</Tag>;
  if (standing === 'published' && state !== 'published')
    return (
      <>
        <Tag color="success">已公开</Tag>
        <Tag color="processing">更正{stateNames[state]}</Tag>
      </>
    );
  const colour =
    state === 'published' ? 'success' : state === 'draft' || state === 'discarded' ? 'default' : 'processing';
  return <Tag color={colour}>{stateNames[state]}</Tag>;
}
