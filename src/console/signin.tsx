import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { api, read } from './client.ts';
import { noteConnection } from './connection.ts';
import { markFaults, words } from './faults.ts';
import { SunMark } from '../site/mark.tsx';

interface Entry {
  login: string;
  password: string;
}

/** `login`: only this person may sign in, because the page under the dialog is theirs. */
function SignInForm({ login, onSignedIn }: { login?: string; onSignedIn: () => void }) {
  const [form] = Form.useForm<Entry>();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const submit = async (entry: Entry) => {
    setBusy(true);
    setFault(undefined);
    try {
      await read(api.accounts.session.$post({ json: entry }));
      onSignedIn();
    } catch (error) {
      form.setFieldValue('password', '');
      markFaults(form, error);
      setFault(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} initialValues={{ login: login ?? '' }} onFinish={submit}>
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" role="alert" />}
      <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请填写登录名' }]}>
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!login}
          readOnly={Boolean(login)}
        />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" autoFocus={Boolean(login)} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        登录
      </Button>
    </Form>
  );
}

/** The first page for whoever is not signed in; the address is kept, so that signing in leads where the person wanted. */
export function SignInPage() {
  const queries = useQueryClient();
  return (
    <main className="signin">
      <div className="signin-box">
        <p className="signin-mark">
          <SunMark />
        </p>
        <h1>政务公开工作后台</h1>
        <SignInForm
          onSignedIn={() => {
            noteConnection('there');
            void queries.resetQueries();
          }}
        />
        <p className="signin-foot">
          忘记密码请找本县安全管理员重设。<a href="/">去公开网站</a>
        </p>
      </div>
    </main>
  );
}

/** Over the page when the session ended in the middle of work: what is on the page stays, the person saves again. */
export function SignInDialog({ login, isOpen }: { login: string; isOpen: boolean }) {
  const queries = useQueryClient();
  return (
    <Modal
      open={isOpen}
      title="登录已过期"
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      destroyOnHidden
    >
      <p>本页上您填写的内容都还在。重新登录后，请再点一次刚才的按钮。</p>
      <SignInForm
        login={login}
        onSignedIn={() => {
          noteConnection('there');
          void queries.invalidateQueries();
        }}
      />
      <p className="signin-foot">
        <a href="/console">换一个人登录</a>（本页没有保存的内容会丢失）
      </p>
    </Modal>
  );
}
