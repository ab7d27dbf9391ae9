import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Form, Input, Modal } from 'antd';
import { useEffect } from 'react';
import { ApiFailure, api, read } from '../../console/client.ts';
import { words } from '../../console/faults.ts';
import { readYearLines } from '../rules.ts';

interface Fields {
  source: string;
  lines: string;
}

/** Enters or corrects a year, a day or span a line; open terms are counted again when it is saved. */
export function YearEditor({ year, onClose }: { year: number; onClose: () => void }) {
  const [form] = Form.useForm<Fields>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const present = useQuery({
    queryKey: ['calendar', year],
    queryFn: () => read(api.calendar[':year'].$get({ param: { year: String(year) } })),
  });
  useEffect(() => {
    const lines = present.data?.map(({ day, kind, name }) => `${day} ${kind === 'holiday' ? '放假' : '上班'} ${name}`);
    if (lines) form.setFieldValue('lines', lines.join('\n'));
  }, [present.data, form]);
  const saving = useMutation({
    mutationFn: ({ source, lines }: Fields) =>
      read(api.calendar.$put({ json: { year, source, days: readYearLines(lines).days } })),
    onSuccess: async () => {
      await Promise.all(['calendar', 'obligations'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
      void message.success(`${year} 年已保存，没公开的期限已重新计算`);
      onClose();
    },
  });
  const faults = saving.error instanceof ApiFailure ? [...new Set(Object.values(saving.error.fields))] : [];
  return (
    <Modal
      open
      title={`${year} 年放假和调休`}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ source: `国务院办公厅关于${year}年部分节假日安排的通知` }}
        onFinish={saving.mutate}
      >
        <Form.Item name="source" label="依据" rules={[{ required: true, message: '请写明依据的通知' }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="lines"
          label="一行一天或一段，只写与平常不同的日子"
          extra={`例如：${year}-01-01 放假 元旦；${year}-10-01 至 ${year}-10-07 放假 国庆节；${year}-10-10 上班`}
          rules={[
            { required: true, message: '请填写' },
            {
              validator: (_, lines: string | undefined) => {
                const wrong = readYearLines(lines ?? '').faults;
                return wrong.length === 0
                  ? Promise.resolve()
                  : Promise.reject(new Error(`看不懂：${wrong.slice(0, 3).join('；')}`));
              },
            },
          ]}
        >
          <Input.TextArea rows={14} />
        </Form.Item>
        {saving.isError && <Alert type="error" showIcon title={[words(saving.error), ...faults].join(' ')} />}
      </Form>
    </Modal>
  );
}
