import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { dayStates } from '../rules/day.ts';
import { dayInWords } from '../rules/summary.ts';
import { useDays } from './reading.ts';
import { PlanForm } from './planform.tsx';
import './openday.css';
import { WideTable } from './widetable.tsx';

/** 政务公开日: the days to come and running, and earlier years' accounts. */
export function Days() {
  const days = useDays();
  const mayPlan = useMay('openday.plan');
  const [isPlanning, setPlanning] = useState(false);
  return (
    <Page
      title="政务公开日"
      lead="筹备、现场登记、统计和总结。往年总结来自原文（示例），只读。"
      actions={
        mayPlan && (
          <Button type="primary" onClick={() => setPlanning(true)}>
            新建活动
          </Button>
        )
      }
    >
      {days.isError && <Problem error={days.error} retry={() => void days.refetch()} />}
      {days.isPending && <Waiting />}
      {days.data && (
        <WideTable
          name="政务公开日列表"
          size="small"
          rowKey="id"
          dataSource={days.data}
          pagination={days.data.length > 50 ? { pageSize: 50 } : false}
          locale={{ emptyText: mayPlan ? '还没有活动，点“新建活动”开始。' : '还没有您能看到的活动。' }}
          columns={[
            {
              title: '活动',
              render: (_, { id, name }) => (
                <Link to={`/opendays/${id}`} className="wrapped">
                  {name}
                </Link>
              ),
            },
            { title: '机构', dataIndex: 'bodyName' },
            {
              title: '日期',
              render: (_, { heldOn, heldText }) =>
                heldOn ? dayInWords(heldOn) : heldText ? `${heldText}（年份不详）` : '原文没有写明',
            },
            { title: '届次', render: (_, { ordinal }) => (ordinal === null ? '' : `第 ${ordinal} 届`) },
            { title: '状态', render: (_, { state }) => dayStates[state] },
            { title: '来访', align: 'right', render: (_, { state, visits }) => (state === 'past' ? '' : visits) },
          ]}
        />
      )}
      {isPlanning && <PlanForm onClose={() => setPlanning(false)} />}
    </Page>
  );
}
