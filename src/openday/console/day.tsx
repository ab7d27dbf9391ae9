import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { legalDate, systemClock } from '../../platform/clock.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { dayStates } from '../rules/day.ts';
import { Basics } from './basics.tsx';
import { PastAccount } from './past.tsx';
import { Plan } from './plan.tsx';
import { PlanForm } from './planform.tsx';
import { useDay, type DayPage } from './reading.ts';
import { StatisticsTable } from './statistics.tsx';
import { Summaries } from './summaries.tsx';
import { VisitDesk } from './visits.tsx';
import './openday.css';

/** One open day: what is planned, recorded, counted and told. */
export function Day() {
  const { id = '' } = useParams();
  const day = useDay(id);
  if (day.isError)
    return (
      <Page title="政务公开日">
        <Problem error={day.error} retry={() => void day.refetch()} />
      </Page>
    );
  if (day.isPending)
    return (
      <Page title="政务公开日">
        <Waiting />
      </Page>
    );
  const isPast = day.data.state === 'past';
  return (
    <Page
      title={day.data.name}
      lead={`${day.data.bodyName} · ${dayStates[day.data.state]}`}
      actions={day.data.mayPlan && !isPast && <Moves day={day.data} />}
    >
      {isPast ? <PastTabs day={day.data} /> : <DayTabs day={day.data} />}
    </Page>
  );
}

function DayTabs({ day }: { day: DayPage }) {
  return (
    <Tabs
      key={day.state === 'planned' ? 'planned' : 'running'}
      defaultActiveKey={day.state === 'planned' ? 'plan' : 'visits'}
      items={[
        { key: 'visits', label: '来访登记', children: <VisitDesk day={day} /> },
        { key: 'statistics', label: '统计总表', children: <StatisticsTable day={day} /> },
        {
          key: 'plan',
          label: '方案资料',
          children: (
            <>
              <Basics day={day} />
              <Plan day={day} />
            </>
          ),
        },
        { key: 'summary', label: '活动总结', children: <Summaries day={day} /> },
      ]}
    />
  );
}

function PastTabs({ day }: { day: DayPage }) {
  return (
    <Tabs
      items={[
        { key: 'account', label: '数字与原文', children: <PastAccount day={day} /> },
        { key: 'summary', label: '活动总结', children: <Summaries day={day} /> },
      ]}
    />
  );
}

function Moves({ day }: { day: DayPage }) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isEditing, setEditing] = useState(false);
  const isEarly = day.heldOn !== null && day.heldOn > legalDate(systemClock.now());
  const move = async (to: 'opening' | 'closing', done: string) => {
    try {
      await read(api.opendays[':id'][to].$post({ param: { id: day.id } }));
      void message.success(done);
    } catch (error) {
      void message.error(words(error));
    }
    await queries.invalidateQueries({ queryKey: ['opendays'] });
  };
  return (
    <>
      <Button onClick={() => setEditing(true)}>修改方案</Button>
      {day.state === 'planned' && (
        <Popconfirm
          title="现在开始活动？"
          description={`${isEarly ? `活动日期 ${day.heldOn} 还没有到。` : ''}开始后现场人员可以登记来访；展位不能再删除。`}
          okText="开始"
          onConfirm={() => move('opening', '活动已开始，可以登记来访')}
        >
          <Button type="primary">开始活动</Button>
        </Popconfirm>
      )}
      {day.state === 'open' && (
        <Popconfirm
          title="现在结束活动？"
          description="结束后仍可补录来访，会标明“补录”。"
          okText="结束"
          onConfirm={() => move('closing', '活动已结束')}
        >
          <Button type="primary">结束活动</Button>
        </Popconfirm>
      )}
      {isEditing && <PlanForm day={day} onClose={() => setEditing(false)} />}
    </>
  );
}
