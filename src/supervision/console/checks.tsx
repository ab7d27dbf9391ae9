import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Input, Modal, Progress, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { useBodies } from '../../body/console/reading.ts';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { useMay } from '../../console/session.tsx';
import { dateWords } from '../../site/date.ts';
import { occasions, type Occasion } from '../rules/task.ts';

const readChecks = () => read(api.checks.$get());

/** 检查与整改: completeness checks before a day, and how far their tasks have come. */
export function Checks() {
  const checks = useQuery({ queryKey: ['checks'], queryFn: readChecks });
  const mayStart = useMay('check.start');
  const [isStarting, setStarting] = useState(false);
  return (
    <Page
      title="检查与整改"
      lead="公开日或检查之前，一次查清各机构缺什么、晚了什么，缺的变成任务，公开后自动销号。"
      actions={
        <>
          <LinkButton to="/checks/tasks">整改任务</LinkButton>
          {mayStart && (
            <Button type="primary" onClick={() => setStarting(true)}>
              开始检查
            </Button>
          )}
        </>
      }
    >
      {checks.isError && <Problem error={checks.error} retry={() => void checks.refetch()} />}
      {checks.isPending && <Waiting />}
      {checks.data?.length === 0 && (
        <section className="panel">
          <p className="empty">还没有检查过。{mayStart ? '点“开始检查”，查一遍到某一天该公开的都公开了没有。' : ''}</p>
        </section>
      )}
      {checks.data?.map(({ id, name, occasion, forDay, bodyName, madeBy, asOf, tasks, settled, closedAt }) => (
        <section key={id} className="panel">
          <h2>
            <Link to={`/checks/${id}`}>{name}</Link>
          </h2>
          <p>
            {occasions[occasion]}，{bodyName}（含下级），为 {dateWords(forDay)} 准备。{dateWords(asOf)}由
            {madeBy ?? '系统'}检查{closedAt ? '，已结束' : ''}。
          </p>
          <p>
            发现 {tasks} 处，已整改 {settled} 处。
          </p>
          <Progress
            percent={tasks === 0 ? 100 : Math.floor((settled / tasks) * 100)}
            aria-label={`整改进展，${tasks} 处里已整改 ${settled} 处`}
          />
        </section>
      ))}
      {isStarting && <StartDialog close={() => setStarting(false)} />}
    </Page>
  );
}

interface Fields {
  bodyId: string;
  name: string;
  occasion: Occasion;
  forDay: Dayjs;
  taskDueOn: Dayjs;
}

/** The county's open day is on 15 May: the next one is what most checks are for. */
function nextOpenDay(): Dayjs {
  const today = dayjs();
  const thisYear = dayjs(`${today.year()}-05-15`);
  return thisYear.isBefore(today, 'day') ? thisYear.add(1, 'year') : thisYear;
}

function StartDialog({ close }: { close: () => void }) {
  const [form] = Form.useForm<Fields>();
  const bodies = useBodies();
  const root = bodies.data?.find(({ parent_id }) => parent_id === null)?.id;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const starting = useMutation({
    mutationFn: ({ forDay, taskDueOn, ...rest }: Fields) =>
      read(
        api.checks.$post({
          json: { ...rest, forDay: forDay.format('YYYY-MM-DD'), taskDueOn: taskDueOn.format('YYYY-MM-DD') },
        }),
      ),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['checks'] });
      void navigate(`/checks/${id}`);
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  const day = nextOpenDay();
  if (!root) return null;
  return (
    <Modal
      open
      title="开始检查"
      okText="开始"
      cancelText="先不查"
      confirmLoading={starting.isPending}
      onCancel={close}
      onOk={form.submit}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={starting.mutate}
        initialValues={{
          bodyId: root,
          ...{ name: '公开日前检查', occasion: 'openday', forDay: day, taskDueOn: day.subtract(3, 'day') },
        }}
      >
        <Form.Item name="name" label="名称" rules={[{ required: true, message: '请给这次检查起个名字' }]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="occasion" label="为什么检查">
          <Select options={Object.entries(occasions).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="bodyId" label="检查哪个机构（含下级）" rules={[{ required: true, message: '请选择机构' }]}>
          <BodySelect />
        </Form.Item>
        <Form.Item
          name="forDay"
          label="为哪一天准备"
          extra="到这一天应公开的都要查"
          rules={[{ required: true, message: '请选择日期' }]}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item name="taskDueOn" label="整改期限" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
