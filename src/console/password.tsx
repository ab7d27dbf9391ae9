import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { OwnPassword } from '../account/schema.ts';
import { api, read } from './client.ts';
import { markFaults, words } from './faults.ts';
import { useSession } from './session.tsx';
import { SunMark } from '../site/mark.tsx';

/** Changes one's own password; all other places where one is signed in are signed out. */
export function OwnPasswordForm() {
  const session = useSession();
  const [form] = Form.useForm<OwnPassword & { again: string }>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const save = async ({ current, next }: OwnPassword) => {
    setBusy(true);
    setFault(undefined);
    try {
      await read(api.accounts.session.password.$put({ json: { current, next } }));
      form.resetFields();
      void message.success('密码已修改，其他地方的登录都已退出');
      await queries.invalidateQueries({ queryKey: ['session'] });
      await queries.invalidateQueries({ queryKey: ['sessions'] });
    } catch (error) {
      if (!markFaults(form, error)) setFault(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={save} className="narrow">
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <input type="text" autoComplete="username" value={session.login} readOnly hidden />
      <Form.Item
        name="current"
        label={session.mustChangePassword ? '一次性密码' : '现在的密码'}
        rules={[{ required: true, message: '请填写' }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label="新密码"
        extra="至少 10 个字符，可以用一句容易记住的话"
        rules={[{ required: true, message: '请填写新密码' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再填一次新密码"
        dependencies={['next']}
        rules={[
          { required: true, message: '请再填一次' },
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              !value || value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error('两次填写的密码不一样')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isBusy}>
        修改密码
      </Button>
    </Form>
  );
}

/** The only page of a person whose password is one that an administrator gave. */
export function FirstPasswordPage() {
  return (
    <main className="signin">
      <div className="signin-box">
        <p className="signin-mark">
          <SunMark />
        </p>
        <h1>请先换成自己的密码</h1>
        <OwnPasswordForm />
      </div>
    </main>
  );
}
