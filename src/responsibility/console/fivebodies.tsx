import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Form, Grid, Modal, Segmented, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useBodies } from '../../body/console/reading.ts';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useMay, useSession } from '../../console/session.tsx';
import { fiveKinds, fiveThings } from '../rules/five.ts';
import { FiveMark } from './fivemark.tsx';
import { thisYear } from './reading.ts';
import './responsibility.css';

const readBodies = (year: string, kind: 'offices' | 'villages' | 'all') =>
  read(api.fivethings.$get({ query: { year, kind } }));
type Line = Awaited<ReturnType<typeof readBodies>>[number];
const kinds = [
  { value: 'offices', label: '部门、乡镇' },
  { value: 'villages', label: '村（社区）' },
  { value: 'all', label: '全部' },
] as const;

/** 五个落实 of all bodies that the person reads: those with most gaps first. */
export function FiveBodies() {
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const year = params.get('year') ?? thisYear();
  const kind = kinds.find(({ value }) => value === params.get('kind'))?.value ?? 'offices';
  const maySetTerm = useMay('fivethings.setTerm');
  const mayFill = useMay('fivethings.fill');
  const [isSetting, setSetting] = useState(false);
  const isWide = Grid.useBreakpoint().md ?? true;
  const shown = useQuery({
    queryKey: ['five', 'bodies', year, kind],
    queryFn: () => readBodies(year, kind),
    placeholderData: keepPreviousData,
  });
  const set = (name: string, value: string) =>
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.set(name, value);
      return next;
    });
  const lines = shown.data ?? [];
  const whole = lines.filter(({ done }) => done === fiveKinds.length).length;
  const dueOn = lines.find((line) => line.dueOn)?.dueOn;
  return (
    <Page
      title="五个落实"
      lead={
        shown.data &&
        `${year} 年：${lines.length} 个机构，${whole} 个已全部落实，${lines.filter(({ gaps }) => gaps > 0).length} 个有缺项${
          dueOn ? `；完成期限 ${dueOn}` : ''
        }。`
      }
      actions={
        <>
          <Button href={`/api/fivethings/export?year=${year}&kind=${kind}`}>导出 Excel</Button>
          {maySetTerm && <Button onClick={() => setSetting(true)}>规定完成期限</Button>}
          {mayFill && (
            <LinkButton type="primary" to={`/five-things/${session.body_id}?year=${year}`}>
              填写本机构
            </LinkButton>
          )}
        </>
      }
    >
      <div className="filters scroll-inside">
        <DatePicker
          picker="year"
          aria-label="年份"
          allowClear={false}
          value={dayjs(`${year}-01-01`)}
          onChange={(chosen: Dayjs | null) => chosen && set('year', chosen.format('YYYY'))}
        />
        <Segmented
          aria-label="哪些机构"
          value={kind}
          onChange={(chosen) => set('kind', chosen)}
          options={kinds.map((one) => ({ ...one }))}
        />
      </div>
      {shown.isError && <Problem error={shown.error} retry={() => void shown.refetch()} />}
      <section className="panel" aria-label="各机构">
        <Table<Line>
          size="small"
          rowKey="bodyId"
          loading={shown.isPending}
          dataSource={lines}
          locale={{ emptyText: '没有这样的机构。' }}
          scroll={isWide ? { x: 'max-content' } : undefined}
          pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false, showTotal: (n) => `共 ${n} 个` }}
          columns={isWide ? wideColumns(year) : narrowColumns(year)}
        />
      </section>
      {isSetting && <TermDialog year={year} dueOn={dueOn ?? null} onClose={() => setSetting(false)} />}
    </Page>
  );
}

const nameLink = (year: string, { bodyId, name }: Line) => (
  <Link to={`/five-things/${bodyId}?year=${year}`}>{name}</Link>
);
const gapWords = ({ gaps, isLate }: Line) => (gaps === 0 ? '没有缺项' : `缺 ${gaps} 项${isLate ? '，已超期' : ''}`);

const wideColumns = (year: string) => [
  { title: '机构', render: (_: unknown, line: Line) => nameLink(year, line) },
  {
    title: '缺项',
    render: (_: unknown, line: Line) => gapWords(line),
    sorter: (a: Line, b: Line) => a.gaps - b.gaps,
  },
  ...fiveKinds.map((kind) => ({
    title: fiveThings[kind].name,
    render: (_: unknown, { states }: Line) => <FiveMark state={states[kind]} />,
  })),
  { title: '分管领导姓名', dataIndex: 'people' },
];

const narrowColumns = (year: string) => [
  {
    title: '机构',
    render: (_: unknown, line: Line) => (
      <>
        {nameLink(year, line)}　{gapWords(line)}
        {fiveKinds.map((kind) => (
          <div key={kind}>
            {fiveThings[kind].name}：<FiveMark state={line.states[kind]} />
          </div>
        ))}
      </>
    ),
  },
];

/** The office says by when every body below has the year's five things in order. */
function TermDialog({ year, dueOn, onClose }: { year: string; dueOn: string | null; onClose: () => void }) {
  const session = useSession();
  const bodies = useBodies();
  const root = bodies.data?.find(({ path }) => session.body_path.startsWith(path));
  const [form] = Form.useForm<{ dueOn: Dayjs }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const setting = useMutation({
    mutationFn: (fields: { dueOn: Dayjs }) =>
      read(
        api.fivethings.bodies[':id'].term.$put({
          param: { id: root?.id ?? session.body_id },
          json: { year: Number(year), dueOn: fields.dueOn.format('YYYY-MM-DD') },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['five'] });
      void message.success('完成期限已规定');
      onClose();
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return (
    <Modal
      open
      title={`${year} 年“五个落实”完成期限`}
      okText="规定"
      cancelText="取消"
      confirmLoading={setting.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ dueOn: dueOn ? dayjs(dueOn) : undefined }}
        onFinish={setting.mutate}
      >
        <Form.Item
          name="dueOn"
          label={`${root?.name ?? ''}及下级各机构，哪天前完成`}
          rules={[{ required: true, message: '请选择日期' }]}
        >
          <DatePicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
