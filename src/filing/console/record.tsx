import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, DatePicker, Descriptions, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { Link, useParams } from 'react-router';
import { verbNames } from '../../audit/rules.ts';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { filingKinds } from '../rules.ts';
import { FilingMark } from './mark.tsx';
import { readFiling, type FilingRecord } from './reading.ts';

/** One line of the register: what was filed, what the superior asked and was told, and the step that is next. */
export function FilingPage() {
  const { id = '' } = useParams();
  const one = useQuery({ queryKey: ['filings', id], queryFn: () => readFiling(id) });
  if (one.isError) return <Problem error={one.error} retry={() => void one.refetch()} />;
  if (!one.data) return <Waiting />;
  const line = one.data;
  return (
    <Page
      title={line.title}
      lead={`${line.number}，${line.body_name}`}
      actions={<LinkButton to={`/disclosures/${line.disclosure_id}`}>打开文件</LinkButton>}
    >
      <section className="panel">
        <Descriptions
          size="small"
          column={{ xs: 1, sm: 2 }}
          items={[
            { key: 'state', label: '状态', children: <FilingMark state={line.state} /> },
            { key: 'kind', label: '类别', children: `${filingKinds[line.kind]}（第 ${line.version} 版）` },
            { key: 'at', label: '公开、撤下时间', children: instantText(line.happened_at) },
            { key: 'filed', label: '备案时间', children: instantText(line.filed_at) },
            { key: 'index', label: '索引号', children: line.index_number },
            { key: 'document', label: '文号', children: line.document_number || '没有文号' },
            { key: 'items', label: '公开事项', children: line.items.join('；') || '没有对应目录事项' },
            { key: 'channels', label: '公开渠道', children: line.channels.join('、') },
            { key: 'drafter', label: '起草', children: line.drafter || '——' },
            { key: 'reviewer', label: '审核', children: line.reviewer || '——' },
            { key: 'clearer', label: '保密审查', children: line.clearer || '——' },
            { key: 'signer', label: '签发', children: line.signer || '——' },
            { key: 'remarks', label: '备注', children: line.remarks || '——' },
            {
              key: 'confirmed',
              label: '上级确认',
              children: line.confirmed_at
                ? `${line.confirmed_by_name}，${instantText(line.confirmed_at)}`
                : '还没有确认',
            },
            {
              key: 'hash',
              label: '内容校验值',
              span: 'filled',
              children: <span className="hash">{line.content_hash}</span>,
            },
          ]}
        />
        {line.may.confirm && <Confirm line={line} />}
      </section>
      <Opinions line={line} />
      {line.may.answer && <AnswerForm line={line} />}
      {line.may.ask && <AskForm line={line} />}
      <section className="panel">
        <h2>办理记录</h2>
        <ul className="plain-lines">
          {line.timeline.map(({ id, at, personName, verb }) => (
            <li key={id}>
              {instantText(at)} {personName} {verbNames[verb]}
            </li>
          ))}
          <li>
            {instantText(line.filed_at)} 系统登记备案，
            <Link to={`/filings?bodyId=${line.body_id}`}>看这家机构的登记簿</Link>
          </li>
        </ul>
      </section>
    </Page>
  );
}

function useStep<T>(send: (fields: T) => Promise<unknown>, done: string) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const step = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      void message.success(done);
      await queries.invalidateQueries({ queryKey: ['filings'] });
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return { form, step };
}

function Confirm({ line }: { line: FilingRecord }) {
  const { step } = useStep(() => read(api.filings.confirmations.$post({ json: { ids: [line.id] } })), '已确认收到');
  return (
    <div className="panel-actions">
      <Button type="primary" loading={step.isPending} onClick={() => step.mutate(undefined)}>
        确认收到
      </Button>
    </div>
  );
}

function Opinions({ line }: { line: FilingRecord }) {
  if (line.opinions.length === 0) return null;
  return (
    <section className="panel">
      <h2>整改意见</h2>
      {line.opinions.map((one) => (
        <Descriptions
          key={one.id}
          size="small"
          column={1}
          items={[
            { key: 'opinion', label: `${one.askedBy}，${instantText(one.askedAt)}`, children: one.opinion },
            {
              key: 'answer',
              label: one.answeredAt ? `${one.answeredBy}，${instantText(one.answeredAt)}` : '答复',
              children: one.answer ?? (one.isLate ? `还没有答复，已超过期限 ${one.dueOn}` : `请在 ${one.dueOn} 前答复`),
            },
          ]}
        />
      ))}
    </section>
  );
}

function AnswerForm({ line }: { line: FilingRecord }) {
  const { form, step } = useStep<{ answer: string }>(
    (json) => read(api.filings[':id'].answers.$post({ param: { id: line.id }, json })),
    '已答复上级',
  );
  return (
    <section className="panel">
      <h2>答复上级</h2>
      <Form form={form} layout="vertical" className="form-narrow" onFinish={step.mutate}>
        <Form.Item name="answer" label="怎么改的" rules={[{ required: true, message: '请写清怎么改的' }]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={step.isPending}>
          答复
        </Button>
      </Form>
    </section>
  );
}

function AskForm({ line }: { line: FilingRecord }) {
  const { form, step } = useStep<{ opinion: string; dueOn: Dayjs }>(
    ({ opinion, dueOn }) =>
      read(
        api.filings[':id'].opinions.$post({
          param: { id: line.id },
          json: { opinion, dueOn: dueOn.format('YYYY-MM-DD') },
        }),
      ),
    '整改意见已发给这家机构',
  );
  return (
    <section className="panel">
      <h2>提出整改意见</h2>
      <Form
        form={form}
        layout="vertical"
        className="form-narrow"
        initialValues={{ dueOn: line.offeredDueOn ? dayjs(line.offeredDueOn) : undefined }}
        onFinish={step.mutate}
      >
        <Form.Item name="opinion" label="要改什么" rules={[{ required: true, message: '请写清要改什么' }]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="dueOn" label="哪天前答复" rules={[{ required: true, message: '请选择期限' }]}>
          <DatePicker />
        </Form.Item>
        <Button htmlType="submit" loading={step.isPending}>
          发出整改意见
        </Button>
      </Form>
    </section>
  );
}
