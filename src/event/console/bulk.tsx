import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Table, Tag } from 'antd';
import { Link } from 'react-router';
import { BodySelect } from '../../body/console/bodyselect.tsx';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { LinkButton } from '../../console/linkbutton.tsx';
import { Page } from '../../console/page.tsx';
import { useSession } from '../../console/session.tsx';
import { rowsAtMost } from '../rules/pasted.ts';

interface Fields {
  bodyId: string;
  text: string;
}

const fates = { register: '可登记', already: '已有', rejected: '不能登记' } as const;
const done = { ...fates, register: '已登记' } as const;
const colours = { register: 'success', already: 'default', rejected: 'error' } as const;

/** Registers many events from a small pasted table: each row's fate is shown before, and again after. */
export function RegisterMany() {
  const session = useSession();
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const onError = (error: unknown) => void markFaults(form, error);
  const preview = useMutation({
    mutationFn: (json: Fields) => read(api.events.preview.$post({ json })),
    onError,
    onMutate: () => registering.reset(),
  });
  const registering = useMutation({
    mutationFn: (json: Fields) => read(api.events.$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['obligations'] }),
    onError,
  });
  const rows = registering.data ?? preview.data;
  const isDone = registering.data !== undefined;
  const count = (fate: keyof typeof fates) => rows?.filter((row) => row.fate === fate).length ?? 0;
  const fault = preview.error ?? registering.error;
  return (
    <Page
      title="成批登记应公开信息"
      lead="从表格里复制几行粘贴进来，每行三格：日期、发生了什么事、公开事项。先看每行的去向，再登记。"
      actions={<LinkButton to="/obligations/register">一件一件登记</LinkButton>}
    >
      <section className="panel">
        {Boolean(fault) && <Alert type="error" showIcon className="form-fault" title={words(fault)} />}
        <Form
          form={form}
          layout="vertical"
          initialValues={{ bodyId: session.body_id, text: '' }}
          onFinish={preview.mutate}
          onValuesChange={() => {
            preview.reset();
            registering.reset();
          }}
        >
          <Form.Item name="bodyId" label="机构" rules={[{ required: true, message: '请选择机构' }]}>
            <BodySelect under={session.body_path} />
          </Form.Item>
          <Form.Item
            name="text"
            label={`粘贴表格（最多 ${rowsAtMost} 行）`}
            rules={[{ required: true, message: '请粘贴表格' }]}
          >
            <Input.TextArea
              rows={8}
              placeholder={'5月4日\t印发临时救助办法\t低保政策与标准\n5月5日\t作出处罚决定3件\t行政处罚决定'}
            />
          </Form.Item>
          <div className="page-actions">
            <Button htmlType="submit" loading={preview.isPending}>
              看每行的去向
            </Button>
            {preview.data && !isDone && (
              <Button
                type="primary"
                disabled={count('register') === 0}
                loading={registering.isPending}
                onClick={() => registering.mutate(form.getFieldsValue())}
              >
                登记 {count('register')} 行
              </Button>
            )}
          </div>
        </Form>
      </section>
      {rows && (
        <section className="panel" aria-label="每行的去向">
          <Alert
            type={count('rejected') > 0 ? 'warning' : 'success'}
            showIcon
            className="form-fault"
            title={`${isDone ? '已登记' : '可登记'} ${count('register')} 行，已有 ${count('already')} 行，不能登记 ${count('rejected')} 行。`}
          />
          <Table
            size="small"
            rowKey="row"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={rows}
            columns={[
              { title: '行', dataIndex: 'row' },
              {
                title: '去向',
                render: (_, { fate }) => <Tag color={colours[fate]}>{(isDone ? done : fates)[fate]}</Tag>,
              },
              { title: '日期', dataIndex: 'eventOn' },
              { title: '事情', dataIndex: 'event', render: (text: string) => <div className="cell-wrap">{text}</div> },
              {
                title: '公开事项',
                render: (_, { itemName, item, obligationId }) =>
                  obligationId ? <Link to={`/obligations/${obligationId}`}>{itemName}</Link> : itemName || item,
              },
              {
                title: '原因',
                dataIndex: 'why',
                render: (text?: string) => text && <div className="cell-wrap">{text}</div>,
              },
            ]}
          />
        </section>
      )}
    </Page>
  );
}
