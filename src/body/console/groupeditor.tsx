import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { leadingGroupRoles, type LeadingGroupRole } from '../rules.ts';
import type { Body, Inside } from './reading.ts';

interface Member {
  role: LeadingGroupRole;
  personName: string;
  post: string;
}

interface GroupEditorProps {
  body: Body;
  group: Inside['leadingGroup'];
  onClose: () => void;
}

const roleOptions = Object.entries(leadingGroupRoles).map(([value, label]) => ({ value, label }));

/** Edits the leading group (领导小组) as one table; a refused save keeps every line. */
export function GroupEditor({ body, group, onClose }: GroupEditorProps) {
  const [form] = Form.useForm<{ members: Member[] }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const save = async ({ members }: { members: Member[] }) => {
    setBusy(true);
    setFault(undefined);
    try {
      await read(api.bodies[':id']['leading-group'].$put({ param: { id: body.id }, json: { members } }));
      await queries.invalidateQueries({ queryKey: ['bodies', body.id] });
      void message.success('领导小组已保存');
      onClose();
    } catch (error) {
      markFaults(form, error);
      setFault(words(error));
    } finally {
      setBusy(false);
    }
  };
  const start: Member[] =
    group.length > 0
      ? group.map(({ role, person_name, post }) => ({ role, personName: person_name, post }))
      : [{ role: 'head', personName: '', post: '' }];
  return (
    <Modal
      open
      width={680}
      title={`${body.name} 政务公开工作领导小组`}
      okText="保存"
      cancelText="取消"
      confirmLoading={isBusy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <Form form={form} initialValues={{ members: start }} onFinish={save}>
        <Form.List name="members">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="member-line">
                  <Form.Item name={[name, 'role']}>
                    <Select aria-label="组内职务" options={roleOptions} />
                  </Form.Item>
                  <Form.Item name={[name, 'personName']} rules={[{ required: true, message: '请填写姓名' }]}>
                    <Input aria-label="姓名" placeholder="姓名" maxLength={40} />
                  </Form.Item>
                  <Form.Item name={[name, 'post']}>
                    <Input aria-label="职务" placeholder="职务，例如 副市长" maxLength={80} />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>去掉</Button>
                </div>
              ))}
              <Button onClick={() => add({ role: 'member', personName: '', post: '' })}>加一人</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
