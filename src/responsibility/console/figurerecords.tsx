import { useQuery } from '@tanstack/react-query';
import { Table } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { figureNames, institutionFigures, institutions } from '../rules/institution.ts';
import { today } from './reading.ts';

/** The records that a figure of 六项制度 counts. */
export function FigureRecords() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const figure = figureNames.find((name) => name === params.get('figure')) ?? 'filed';
  const to = params.get('to') ?? today();
  const from = params.get('from') ?? `${to.slice(0, 4)}-01-01`;
  const shown = useQuery({
    queryKey: ['institutions', id, 'records', figure, from, to],
    queryFn: () => read(api.institutions[':id'].records.$get({ param: { id }, query: { figure, from, to } })),
  });
  const { label, unit, institution } = institutionFigures[figure];
  return (
    <Page
      title={`${institutions[institution].name}：${label}`}
      lead={shown.data && `${shown.data.body.name}及下级，${from} 至 ${to}，共 ${shown.data.total} ${unit}`}
      actions={<LinkButton to={`/institutions?bodyId=${id}&from=${from}&to=${to}`}>返回</LinkButton>}
    >
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <Waiting />}
      {shown.data && (
        <section className="panel" aria-label="记录">
          <Table
            size="small"
            rowKey={({ href, at, text }) => href + at + text}
            dataSource={shown.data.rows}
            locale={{ emptyText: '这段时间没有记录。' }}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              {
                title: '记录',
                render: (_, { href, text }) => (
                  <div className="cell-wrap">
                    <Link to={href}>{text}</Link>
                  </div>
                ),
              },
              { title: '机构', dataIndex: 'bodyName', responsive: ['md'] },
              { title: '经手人', dataIndex: 'person', responsive: ['md'] },
              { title: '时间', render: (_, { at }) => instantText(at) },
            ]}
          />
          {shown.data.total > shown.data.rows.length && (
            <p className="note">只列出最近的 {shown.data.rows.length} 条，其余请缩短时间或选下级机构查看。</p>
          )}
        </section>
      )}
    </Page>
  );
}
