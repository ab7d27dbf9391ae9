import { Alert } from 'antd';
import { figureText } from '../rules/figure.ts';
import { factTopics } from '../rules/past.ts';
import { Basics } from './basics.tsx';
import type { DayPage } from './reading.ts';
import { WideTable } from './widetable.tsx';

/** An earlier year's account: its figures, each beside the words it was taken from, and the whole text. */
export function PastAccount({ day }: { day: DayPage }) {
  return (
    <>
      <Alert type="info" showIcon title={day.source} className="form-fault" />
      <Basics day={day} />
      <section className="panel">
        <h2>活动数字</h2>
        {day.facts.length === 0 ? (
          <p className="empty">原文没有写明活动的数字。</p>
        ) : (
          <WideTable
            name="活动数字"
            size="small"
            rowKey="key"
            pagination={false}
            dataSource={day.facts}
            columns={[
              { title: '方面', render: (_, { topic }) => factTopics[topic] },
              { title: '事项', dataIndex: 'label' },
              { title: '数字', render: (_, fact) => figureText(fact) },
              { title: '原文的话', render: (_, { quote }) => `“${quote}”` },
            ]}
          />
        )}
      </section>
      <section className="panel">
        <h2>总结原文</h2>
        <div className="account-text">
          {(day.accountText ?? '').split('\n').map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </div>
      </section>
    </>
  );
}
