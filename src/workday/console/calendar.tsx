import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { YearEditor } from './yeareditor.tsx';
import { YearDays } from './yeardays.tsx';

/** 工作日历: which years are loaded, their days off and make-up days; the office enters a year when its notice comes. */
export function CalendarPage() {
  const years = useQuery({ queryKey: ['calendar'], queryFn: () => read(api.calendar.$get()) });
  const mayEdit = useMay('calendar.edit');
  const mayRead = useMay('obligation.read');
  const [shown, setShown] = useState<number>();
  const [edited, setEdited] = useState<number>();
  const newest = years.data?.[0]?.year;
  const next = newest === undefined ? undefined : newest + 1;
  return (
    <Page
      title="工作日历"
      lead={
        next &&
        `已载入到 ${newest} 年。${next} 年的通知发布后请录入；没有录入的年份，算到那里的期限只标“暂定”，不作为超期的依据。`
      }
      actions={
        <>
          {mayRead && <LinkButton to="/obligations/replays">期限变动记录</LinkButton>}
          {mayEdit && next && <Button onClick={() => setEdited(next)}>逐日录入 {next} 年</Button>}
          {mayEdit && (
            <LinkButton type="primary" to="/calendar/notice">
              导入放假通知
            </LinkButton>
          )}
        </>
      }
    >
      {years.isError && <Problem error={years.error} retry={() => void years.refetch()} />}
      <section className="panel">
        <Table
          size="small"
          rowKey="year"
          loading={years.isPending}
          dataSource={years.data}
          locale={{ emptyText: '还没有载入任何年份。' }}
          scroll={{ x: 'max-content' }}
          pagination={{ pageSize: 8, showSizeChanger: false }}
          columns={[
            { title: '年份', dataIndex: 'year' },
            { title: '放假（天）', dataIndex: 'holidays', align: 'right' },
            { title: '调休上班（天）', dataIndex: 'makeups', align: 'right' },
            { title: '依据', dataIndex: 'source', className: 'cell-wrap' },
            {
              title: '操作',
              render: (_, { year }) => (
                <div className="panel-actions-inline">
                  <Button size="small" aria-label={`看 ${year} 年`} onClick={() => setShown(year)}>
                    看
                  </Button>
                  {mayEdit && (
                    <Button size="small" aria-label={`修改 ${year} 年`} onClick={() => setEdited(year)}>
                      修改
                    </Button>
                  )}
                </div>
              ),
            },
          ]}
        />
      </section>
      {shown !== undefined && <YearDays year={shown} />}
      {edited !== undefined && <YearEditor key={edited} year={edited} onClose={() => setEdited(undefined)} />}
    </Page>
  );
}
