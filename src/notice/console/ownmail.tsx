import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Popconfirm, Switch } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { Problem, Waiting } from '../../console/page.tsx';

const readAddress = () => read(api.notices.address.$get());

/** 邮件提醒, among one's own settings: the address, proven by a code, and whether to be written to. */
export function OwnMail() {
  const address = useQuery({ queryKey: ['notices', 'address'], queryFn: readAddress });
  const [isChanging, setChanging] = useState(false);
  if (address.isError) return <Problem error={address.error} retry={() => void address.refetch()} />;
  if (!address.data) return <Waiting />;
  const { isSending, own, asked } = address.data;
  if (!isSending && !own)
    return <p className="note">本站还没有开通邮件。提醒会出现在右上角的铃铛里；要收邮件请联系系统管理员开通。</p>;
  return (
    <>
      {own && <Proven address={own.address} wantsMail={own.wantsMail} change={() => setChanging(true)} />}
      {isSending && (!own || isChanging) && <AskCode />}
      {isSending && asked && <Prove address={asked.address} done={() => setChanging(false)} />}
    </>
  );
}

function useAct<T>(act: (value: T) => Promise<unknown>, said: string, failed?: (error: unknown) => boolean) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['notices', 'address'] });
      void message.success(said);
    },
    onError: (error) => {
      if (!failed?.(error)) void message.error(words(error));
    },
  });
}

function Proven({ address, wantsMail, change }: { address: string; wantsMail: boolean; change: () => void }) {
  const setting = useAct(
    (wants: boolean) => read(api.notices.address.wants.$put({ json: { wantsMail: wants } })),
    '已保存',
  );
  const forgetting = useAct(() => read(api.notices.address.$delete()), '已删除邮箱');
  return (
    <>
      <p>
        提醒邮箱：{address}{' '}
        <Switch
          aria-label="收邮件提醒"
          checked={wantsMail}
          loading={setting.isPending}
          checkedChildren="收"
          unCheckedChildren="不收"
          onChange={(wants) => setting.mutate(wants)}
        />
      </p>
      <p className="panel-actions">
        <Button size="small" onClick={change}>
          换邮箱
        </Button>{' '}
        <Popconfirm
          title="删除后不再收到邮件提醒。"
          okText="删除"
          cancelText="不删"
          onConfirm={() => forgetting.mutate(undefined)}
        >
          <Button size="small">删除邮箱</Button>
        </Popconfirm>
      </p>
    </>
  );
}

function AskCode() {
  const [form] = Form.useForm<{ address: string }>();
  const asking = useAct(
    (json: { address: string }) => read(api.notices.address.code.$post({ json })),
    '验证码已发出，请到邮箱里看',
    (error) => markFaults(form, error),
  );
  return (
    <Form form={form} layout="vertical" className="narrow" onFinish={asking.mutate}>
      <Form.Item
        name="address"
        label="提醒邮箱"
        extra="每天最多一封，只写有几件要办，不写群众信息"
        rules={[{ required: true, message: '请填写邮箱' }]}
      >
        <Input autoComplete="email" inputMode="email" />
      </Form.Item>
      <Button htmlType="submit" loading={asking.isPending}>
        发验证码
      </Button>
    </Form>
  );
}

function Prove({ address, done }: { address: string; done: () => void }) {
  const [form] = Form.useForm<{ code: string }>();
  const proving = useAct(
    (json: { code: string }) => read(api.notices.address.$put({ json })).then(done),
    '邮箱已验证，以后的提醒会发到这里',
    (error) => markFaults(form, error),
  );
  return (
    <Form form={form} layout="vertical" className="narrow" onFinish={proving.mutate}>
      <Form.Item name="code" label={`${address} 收到的验证码`} rules={[{ required: true, message: '请填写验证码' }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={proving.isPending}>
        验证
      </Button>
    </Form>
  );
}
