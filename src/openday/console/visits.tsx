import { instantText } from '../../console/instant.ts';
import { Problem, Waiting } from '../../console/page.tsx';
import { recordingFault, satisfactions, visitKinds } from '../rules/day.ts';
import { useVisits, type DayPage } from './reading.ts';
import { VisitForm } from './visitform.tsx';
import { WideTable } from './widetable.tsx';

/** The desk of a stall: the form, and what has been recorded. */
export function VisitDesk({ day }: { day: DayPage }) {
  const fault = recordingFault(day.state);
  const mine = day.stalls.filter(({ mayRecord }) => mayRecord);
  return (
    <>
      {fault ? (
        <p className="empty">{fault}</p>
      ) : mine.length === 0 ? (
        <p className="empty">{day.stalls.length === 0 ? '还没有展位，请先添加展位。' : '您没有可以登记的展位。'}</p>
      ) : (
        <VisitForm day={day} stalls={mine} />
      )}
      {!fault && <Recorded day={day} />}
    </>
  );
}

function Recorded({ day }: { day: DayPage }) {
  const visits = useVisits(day.id);
  return (
    <section className="panel">
      <h2>最近登记的来访{day.statistics ? `（共 ${day.statistics.total.visits} 人次）` : ''}</h2>
      {visits.isError && <Problem error={visits.error} retry={() => void visits.refetch()} />}
      {visits.isPending && <Waiting />}
      {visits.data && (
        <WideTable
          name="最近登记的来访"
          size="small"
          rowKey="id"
          pagination={visits.data.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
          dataSource={visits.data}
          locale={{ emptyText: '还没有来访。' }}
          columns={[
            { title: '编号', render: (_, { number, isLate }) => (isLate ? `${number}（补录）` : number) },
            { title: '时间', render: (_, { visitedAt }) => instantText(visitedAt) },
            { title: '展位', dataIndex: 'stall' },
            { title: '类别', render: (_, { kind }) => visitKinds[kind] },
            { title: '领域', dataIndex: 'field' },
            { title: '问题', width: 280, render: (_, { question }) => <span className="wrapped">{question}</span> },
            {
              title: '办理',
              render: (_, visit) => (visit.isAnsweredOnSpot ? '当场答复' : `转交${visit.handOverTo}`),
            },
            {
              title: '联系人',
              render: (_, { visitorName, visitorPhone, hasContact }) =>
                [visitorName, visitorPhone].filter(Boolean).join(' ') || (hasContact ? '已留，仅登记方可看' : ''),
            },
            { title: '评价', render: (_, { satisfaction }) => (satisfaction ? satisfactions[satisfaction] : '') },
            { title: '登记人', dataIndex: 'recordedBy' },
          ]}
        />
      )}
    </section>
  );
}
