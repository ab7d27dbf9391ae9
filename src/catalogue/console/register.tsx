import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, DatePicker, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page, Problem } from '../../console/page.tsx';
import { useSession } from '../../console/session.tsx';
import { isOfKind, Shortcuts, type Shortcut } from '../../event/console/shortcuts.tsx';

interface Fields {
  bodyId: string;
  itemId: string;
  event: string;
  eventOn: { format(shape: string): string };
}

/** 登记应公开信息: something happened that must be disclosed; from its day the term runs. */
export function Register() {
  const session = useSession();
  const [form] = Form.useForm<Fields>();
  const bodyId = Form.useWatch('bodyId', form) ?? session.body_id;
  const itemId = Form.useWatch('itemId', form);
  const items = useQuery({
    queryKey: ['obligations', 'items', bodyId],
    queryFn: () => read(api.obligations.items[':id'].$get({ param: { id: bodyId } })),
  });
  const [kind, setKind] = useState<Shortcut>();
  const offered = items.data?.filter((item) => !kind || isOfKind(kind.words, item));
  const chosen = items.data?.find(({ id }) => id === itemId);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const registering = useMutation({
    mutationFn: ({ eventOn, ...rest }: Fields) =>
      read(api.obligations.$post({ json: { ...rest, eventOn: eventOn.format('YYYY-MM-DD') } })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['obligations'] });
      void message.success('已登记，期限从第二天起算');
      void navigate(`/obligations/${id}`);
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return (
    <Page
      title="登记应公开信息"
      lead="作出决定、收到批复、名单确定……事情一发生就登记，系统按目录算出最晚哪天公开。"
      actions={<LinkButton to="/obligations/register-many">成批登记</LinkButton>}
    >
      <section className="panel">
        <Form
          form={form}
          layout="vertical"
          className="form-narrow"
          initialValues={{ bodyId: session.body_id }}
          onFinish={registering.mutate}
        >
          <Form.Item name="bodyId" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
            <BodySelect under={session.body_path} onChange={() => form.setFieldValue('itemId', undefined)} />
          </Form.Item>
          <Form.Item>
            <Shortcuts
              chosen={kind?.id}
              onChoose={(one) => {
                setKind(one);
                form.setFieldValue('itemId', undefined);
              }}
            />
          </Form.Item>
          <Form.Item name="itemId" label="公开事项" rules={[{ required: true, message: '请选择公开事项' }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={items.isPending}
              placeholder="输入事项名称查找"
              notFoundContent={
                items.isPending ? '正在读取……' : kind ? `没有与“${kind.name}”有关的事项` : '目录里没有要登记的事项'
              }
              options={offered?.map(({ id, level1, level2, timeLimit }) => ({
                value: id,
                label: `${level1} · ${level2}（${timeLimit}）`,
              }))}
            />
          </Form.Item>
          {items.isError && <Problem error={items.error} retry={() => void items.refetch()} />}
          {chosen && <Alert type="info" showIcon className="form-fault" title={chosen.reading} />}
          <Form.Item name="event" label="发生了什么事" rules={[{ required: true, message: '请写明发生了什么事' }]}>
            <Input maxLength={100} placeholder={`例如 ${kind?.example || '制定 2026 年城乡低保标准'}`} />
          </Form.Item>
          <Form.Item name="eventOn" label="哪一天发生的" rules={[{ required: true, message: '请选择日期' }]}>
            <DatePicker />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={registering.isPending}>
            登记
          </Button>
        </Form>
      </section>
    </Page>
  );
}
