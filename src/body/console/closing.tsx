import { useQueryClient } from '@tanstack/react-query';
import { App, Alert, Button, DatePicker, Form, Modal } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { useMay } from '../../console/session.tsx';
import { BodySelect } from './bodyselect.tsx';
import type { Body } from './reading.ts';

interface Fields {
  successorId?: string;
  closedOn: { format(shape: string): string };
}

/** 撤并: closes a body; what it still owes the public passes to the one that takes over. */
export function Closing({ body }: { body: Body }) {
  const mayEdit = useMay('body.edit');
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  if (!mayEdit) return null;
  const close = async ({ successorId, closedOn }: Fields) => {
    setBusy(true);
    try {
      const json = { successorId: successorId ?? null, closedOn: closedOn.format('YYYY-MM-DD') };
      await read(api.bodies[':id'].closing.$post({ param: { id: body.id }, json }));
      await queries.invalidateQueries();
      void message.success(`${body.name}已撤并`);
      setOpen(false);
    } catch (error) {
      if (!markFaults(form, error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="panel-actions">
      <Button onClick={() => setOpen(true)}>撤并这个机构</Button>
      <Modal
        open={isOpen}
        title={`撤并${body.name}`}
        okText="确认撤并"
        okButtonProps={{ danger: true }}
        confirmLoading={isBusy}
        onOk={form.submit}
        onCancel={() => setOpen(false)}
      >
        <Alert
          type="warning"
          showIcon
          className="notice"
          title="撤并以后不能恢复"
          description="已公开的内容和逾期记录都保留在原机构名下；还没公开的事项按原来的期限移交给承接机构。"
        />
        <Form form={form} layout="vertical" onFinish={close}>
          <Form.Item name="successorId" label="承接机构（没有就不填）">
            <BodySelect ofKind={body.kind} allowClear />
          </Form.Item>
          <Form.Item name="closedOn" label="从哪一天起撤并" rules={[{ required: true, message: '请选择日期' }]}>
            <DatePicker />
          </Form.Item>
        </Form>
      </Modal>
    </div>
  );
}
