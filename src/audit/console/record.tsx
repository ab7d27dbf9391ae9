import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select, Table } from 'antd';
import { useState } from 'react';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { Page, Problem } from '../../console/page.tsx';
import { subjectNames, subjectText, verbNames } from '../rules.ts';
import { Difference } from './difference.tsx';

interface Filter {
  verb?: string;
  person?: string;
  bodyId?: string;
  fromOn?: string;
  toOn?: string;
}

const pageRows = 50;

const readEvents = (filter: Filter, beforeId: number | undefined) =>
  read(api.audit.$get({ query: { ...filter, beforeId: beforeId?.toString(), limit: String(pageRows) } }));
export type AuditEvent = Awaited<ReturnType<typeof readEvents>>[number];

const exportHref = (filter: Filter) => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, String(value));
  return `/api/audit/export?${query}`;
};

const showDifference = (event: AuditEvent) => <Difference event={event} />;
const verbOptions = Object.entries(verbNames).map(([value, label]) => ({ value, label }));

/** 审计记录: who did what, when, from where; read only. */
export function Record() {
  const [filter, setFilter] = useState<Filter>({});
  const [person, setPerson] = useState('');
  const narrow = (part: Filter) => setFilter((current) => ({ ...current, ...part }));
  const events = useInfiniteQuery({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam }) => readEvents(filter, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: AuditEvent[]) => (page.length < pageRows ? undefined : page.at(-1)?.id),
  });
  const rows = events.data?.pages.flat() ?? [];
  return (
    <Page
      title="审计记录"
      lead="每个人在系统里做过的每件事。只能看和导出，谁都不能改、不能删。"
      actions={
        <Button href={exportHref(filter)} download>
          导出 CSV
        </Button>
      }
    >
      <section className="panel">
        <div className="filters">
          <DatePicker.RangePicker
            aria-label="日期"
            onChange={(_, days) => narrow({ fromOn: days?.[0] || undefined, toOn: days?.[1] || undefined })}
            allowEmpty
          />
          <Select
            aria-label="做了什么"
            placeholder="做了什么"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={verbOptions}
            value={filter.verb}
            onChange={(verb?: string) => narrow({ verb })}
            className="filter-choice"
          />
          <BodySelect
            label="机构"
            placeholder="机构"
            allowClear
            value={filter.bodyId}
            onChange={(bodyId?: string) => narrow({ bodyId })}
          />
          <Input.Search
            aria-label="人员姓名"
            placeholder="人员姓名"
            allowClear
            value={person}
            onChange={(event) => setPerson(event.target.value)}
            onSearch={(name) => narrow({ person: name.trim() || undefined })}
            className="filter-words"
          />
        </div>
        {events.isError && <Problem error={events.error} retry={() => void events.refetch()} />}
        <Table<AuditEvent>
          size="small"
          rowKey="id"
          loading={events.isPending}
          dataSource={rows}
          pagination={false}
          scroll={{ x: 'max-content' }}
          locale={{ emptyText: '没有符合条件的记录。' }}
          expandable={{
            expandedRowRender: showDifference,
            columnTitle: '详情',
            columnWidth: 56,
            rowExpandable: ({ before, after }) => before !== null || after !== null,
          }}
          columns={[
            { title: '时间', dataIndex: 'at', render: instantText },
            { title: '人员', dataIndex: 'person_name' },
            { title: '做了什么', dataIndex: 'verb', render: (verb: string) => verbNames[verb] ?? verb },
            { title: '对象', dataIndex: 'subject_type', render: (type: string) => subjectNames[type] ?? type },
            { title: '内容', render: (_, event) => subjectText(event) },
            { title: '机构', dataIndex: 'body_name', render: (name: string | null) => name ?? '全站' },
            { title: '来自', dataIndex: 'address' },
          ]}
        />
        <div className="panel-actions">
          {events.hasNextPage ? (
            <Button loading={events.isFetchingNextPage} onClick={() => void events.fetchNextPage()}>
              再看 {pageRows} 条
            </Button>
          ) : (
            rows.length > 0 && <span className="note">共 {rows.length} 条，已到最早一条。</span>
          )}
        </div>
      </section>
    </Page>
  );
}
