import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Modal } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import type { GivenRoles } from '../schema.ts';
import type { Account } from './accounts.tsx';
import { RoleFields } from './rolefields.tsx';

/** Changes the roles of a person, who is then signed out everywhere. */
export function RolesForm({ account, onClose }: { account: Account; onClose: () => void }) {
  const [form] = Form.useForm<{ roles: GivenRoles }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const save = async ({ roles }: { roles: GivenRoles }) => {
    setBusy(true);
    setFault(undefined);
    try {
      await read(api.accounts[':id'].roles.$put({ param: { id: account.id }, json: { roles } }));
      await queries.invalidateQueries({ queryKey: ['accounts'] });
      void message.success(`${account.person_name} 的角色已改`);
      onClose();
    } catch (error) {
      markFaults(form, error);
      setFault(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={`${account.person_name} 的角色`}
      okText="保存"
      cancelText="取消"
      confirmLoading={isBusy}
      mask={{ closable: false }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <Form
        form={form}
        initialValues={{ roles: account.roles.map(({ role, bodyId }) => ({ role, bodyId })) }}
        onFinish={save}
      >
        <RoleFields />
      </Form>
    </Modal>
  );
}
