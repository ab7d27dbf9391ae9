import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { obligationText, readOwed, type DisclosureRecord, type Owed } from './reads.ts';

const links = api.disclosures[':id'].obligations;

/** What a draft answers: obligations of the body, or something that happened and is registered here. */
export function Links({ record }: { record: DisclosureRecord }) {
  const { id, body } = record;
  const queries = useQueryClient();
  const owed = useQuery({ queryKey: ['disclosures', 'owed', body.id], queryFn: () => readOwed(body.id) });
  const [fault, setFault] = useState('');
  const [isRegistering, setRegistering] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    setFault('');
    await work().catch((error: unknown) => setFault(words(error)));
    await queries.invalidateQueries({ queryKey: ['disclosure', id] });
  };
  const linked = new Set(record.obligations.map((entry) => entry.id));
  const open = owed.data?.obligations.filter((entry) => !linked.has(entry.id)) ?? [];
  return (
    <section className="panel">
      <h2>完成哪一项应公开事项</h2>
      {fault && <Alert type="error" showIcon title={fault} className="notice" />}
      <ul className="link-list">
        {record.obligations.map((entry) => (
          <li key={entry.id}>
            {obligationText(entry)}
            <Button
              type="link"
              size="small"
              onClick={() =>
                void act(() => read(links[':obligationId'].$delete({ param: { id, obligationId: entry.id } })))
              }
            >
              取消
            </Button>
          </li>
        ))}
      </ul>
      <Select
        aria-label="选择应公开事项"
        className="whole-width"
        placeholder="输入事项名称查找"
        showSearch={{ optionFilterProp: 'label' }}
        value={null}
        loading={owed.isFetching}
        notFoundContent="这个机构没有待公开的事项"
        options={open.map((entry) => ({ value: entry.id, label: obligationText(entry) }))}
        onChange={(obligationId: string | null) =>
          obligationId && void act(() => read(links.$post({ param: { id }, json: { obligationId } })))
        }
      />
      {(owed.data?.items.length ?? 0) > 0 && (
        <Button type="link" className="register-link" onClick={() => setRegistering(true)}>
          没有列出？登记一件新发生的事
        </Button>
      )}
      {isRegistering && owed.data && (
        <RegisterDialog
          items={owed.data.items}
          onClose={() => setRegistering(false)}
          send={(json) => read(links.$post({ param: { id }, json }))}
          onDone={() => void queries.invalidateQueries({ queryKey: ['disclosure', id] })}
        />
      )}
    </section>
  );
}

interface Fields {
  itemId: string;
  event: string;
  eventOn: Dayjs;
}

function RegisterDialog(props: {
  items: Owed['items'];
  onClose: () => void;
  onDone: () => void;
  send: (link: { itemId: string; event: string; eventOn: string }) => Promise<unknown>;
}) {
  const [form] = Form.useForm<Fields>();
  const [fault, setFault] = useState('');
  const send = async ({ itemId, event, eventOn }: Fields) => {
    setFault('');
    try {
      await props.send({ itemId, event, eventOn: eventOn.format('YYYY-MM-DD') });
      props.onDone();
      props.onClose();
    } catch (error) {
      if (!markFaults(form, error)) setFault(words(error));
    }
  };
  return (
    <Modal
      open
      title="登记应公开信息"
      okText="登记"
      cancelText="取消"
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form form={form} layout="vertical" onFinish={(fields) => void send(fields)}>
        {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
        <Form.Item name="itemId" label="公开事项" rules={[{ required: true, message: '请选择事项' }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={props.items.map(({ id, level1, level2, level3, timeLimit }) => ({
              value: id,
              label: `${[level1, level2, level3].filter(Boolean).join(' · ')}（${timeLimit}）`,
            }))}
          />
        </Form.Item>
        <Form.Item name="event" label="什么事" rules={[{ required: true, message: '请填写是什么事' }]}>
          <Input maxLength={100} placeholder="例如：印发《关于提高低保标准的通知》" />
        </Form.Item>
        <Form.Item name="eventOn" label="哪一天" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker maxDate={dayjs()} className="whole-width" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
