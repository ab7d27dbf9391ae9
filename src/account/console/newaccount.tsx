import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import type { NewAccount } from '../schema.ts';
import { showPassword } from './onetime.tsx';
import { RoleFields } from './rolefields.tsx';

/** Makes an account and shows its one-time password. */
export function NewAccountForm({ onClose }: { onClose: () => void }) {
  const [form] = Form.useForm<NewAccount>();
  const queries = useQueryClient();
  const { modal } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const create = async (entry: NewAccount) => {
    setBusy(true);
    setFault(undefined);
    try {
      const { password } = await read(api.accounts.$post({ json: entry }));
      showPassword(modal, { login: entry.login, person_name: entry.personName }, password);
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      onClose();
    } catch (error) {
      markFaults(form, error);
      setFault(words(error));
    } finally {
      setBusy(false);
    }
  };
  const bodyId = Form.useWatch('bodyId', form);
  return (
    <Modal
      open
      title="新建账号"
      okText="建立"
      cancelText="取消"
      confirmLoading={isBusy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ post: '', roles: [{}] }}
        onFinish={create}
        onValuesChange={(changed) => {
          // The first role is nearly always over the person's own body.
          if (changed.bodyId && !form.getFieldValue(['roles', 0, 'bodyId']))
            form.setFieldValue(['roles', 0, 'bodyId'], changed.bodyId);
        }}
      >
        <Form.Item name="personName" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
          <Input maxLength={40} autoFocus />
        </Form.Item>
        <Form.Item
          name="login"
          label="登录名"
          extra="小写字母和数字，例如姓名的拼音"
          rules={[
            { required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: '用小写字母、数字、点、横线，2–40 位' },
          ]}
        >
          <Input maxLength={40} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="bodyId" label="所在机构" rules={[{ required: true, message: '请选择机构' }]}>
          <BodySelect value={bodyId} />
        </Form.Item>
        <Form.Item name="post" label="职务">
          <Input maxLength={60} placeholder="例如 办公室科员" />
        </Form.Item>
        <RoleFields />
      </Form>
    </Modal>
  );
}
