import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { otherDomain } from '../rules/domains.ts';
import { termKinds } from '../rules/term.ts';
import { Reading } from './reading.tsx';
import { Versions } from './versions.tsx';

const readItems = () => read(api.catalogues.items.$get());
type Item = Awaited<ReturnType<typeof readItems>>['items'][number];

/** 目录与时限: every item of the catalogues with its written term and how it is read. */
export function Items() {
  const items = useQuery({ queryKey: ['catalogues', 'items'], queryFn: readItems });
  const mayImport = useMay('catalogue.import');
  const [words, setWords] = useState('');
  const [level1, setLevel1] = useState<string>();
  const [domain, setDomain] = useState<string>();
  const [isToRead, setToRead] = useState(false);
  const toRead = new Set(items.data?.toRead);
  const rows = (items.data?.items ?? []).filter(
    (item) =>
      (!level1 || item.level1 === level1) &&
      (!domain || (item.domain || otherDomain) === domain) &&
      (!isToRead || toRead.has(item.id)) &&
      [item.level1, item.level2, item.content, item.timeLimit, item.responsible].some((text) =>
        text.includes(words.trim()),
      ),
  );
  const domains = [...new Set(items.data?.items.map((item) => item.domain || otherDomain))];
  const groups = [...new Set(items.data?.items.map((item) => item.level1))];
  return (
    <Page
      title="目录与时限"
      lead={items.data && `共 ${items.data.items.length} 项，其中 ${toRead.size} 项需要人工确认。`}
      actions={
        <>
          <LinkButton to="/catalogue/phrases">人工确认时限</LinkButton>
          <LinkButton to="/calendar">工作日历</LinkButton>
          {mayImport && <LinkButton to="/catalogue/subjects">公开主体指谁</LinkButton>}
          {mayImport && (
            <LinkButton to="/catalogue/import" type="primary">
              导入公开目录
            </LinkButton>
          )}
        </>
      }
    >
      <section className="panel">
        <div className="filters">
          <Input
            aria-label="查找事项"
            placeholder="查找事项、时限、主体"
            allowClear
            value={words}
            onChange={({ target }) => setWords(target.value)}
            className="filter-words"
          />
          <Select
            aria-label="一级事项"
            placeholder="全部一级事项"
            allowClear
            className="filter-choice"
            value={level1}
            onChange={(chosen?: string) => setLevel1(chosen)}
            options={groups.map((value) => ({ value, label: value }))}
          />
          <Select
            aria-label="试点领域"
            placeholder="全部领域"
            allowClear
            className="filter-choice"
            value={domain}
            onChange={(chosen?: string) => setDomain(chosen)}
            options={domains.map((value) => ({ value, label: value }))}
          />
          <Checkbox checked={isToRead} onChange={({ target }) => setToRead(target.checked)}>
            只看需人工确认的
          </Checkbox>
        </div>
        {items.isError && <Problem error={items.error} retry={() => void items.refetch()} />}
        <Table<Item>
          size="small"
          rowKey="id"
          loading={items.isPending}
          dataSource={rows}
          locale={{ emptyText: items.data?.items.length === 0 ? '还没有导入公开目录。' : '没有符合条件的事项。' }}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 20, showSizeChanger: false, showTotal: (total) => `共 ${total} 项` }}
          columns={[
            { title: '领域', dataIndex: 'domain', render: (name: string) => name || otherDomain },
            { title: '一级事项', dataIndex: 'level1' },
            {
              title: '二级事项',
              dataIndex: 'level2',
              render: (level2: string, { id }) => <Link to={`/catalogue/items/${id}`}>{level2}</Link>,
            },
            { title: '公开时限（原文）', dataIndex: 'timeLimit', className: 'cell-wrap' },
            {
              title: '读作',
              render: (_, { id, term }) =>
                toRead.has(id) ? <span className="state-mark state-unclear">？ 需人工确认</span> : termKinds[term.kind],
            },
            { title: '公开主体', dataIndex: 'responsible', className: 'cell-wrap' },
            { title: '机构数', dataIndex: 'bodies', align: 'right' },
            { title: '最近公开', dataIndex: 'newestOn', render: (day: string | null) => day ?? '还没有' },
          ]}
        />
      </section>
      <Reading />
      <Versions />
    </Page>
  );
}
