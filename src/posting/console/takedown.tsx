import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { remarkNames } from '../rules/photo.ts';
import { PhotoField } from './photofield.tsx';
import { legalToday } from './reading.ts';

interface Fields {
  takenDownOn: string;
  photo: File;
}

/** 登记撤下: a photo of the board without the sheet, and the day. */
export function TakeDownForm({ postingId }: { postingId: string }) {
  const [form] = Form.useForm<Fields>();
  const [id] = useState(() => uuidv7());
  const queries = useQueryClient();
  const { message } = App.useApp();
  const takingDown = useMutation({
    mutationFn: (fields: Fields) =>
      read(api.postings[':id']['taking-down'].$post({ param: { id: postingId }, form: { ...fields, id } })),
    onSuccess: async ({ remarks }) => {
      void message.success(['已登记撤下', ...remarks.map((remark) => remarkNames[remark])].join('。'));
      await queries.invalidateQueries({ queryKey: ['postings'] });
    },
    onError: (error) => {
      if (!markFaults(form, error)) void message.error(words(error));
    },
  });
  return (
    <section className="panel posting-form">
      <h2>登记撤下</h2>
      <Form
        form={form}
        name="takedown"
        layout="vertical"
        requiredMark={false}
        initialValues={{ takenDownOn: legalToday() }}
        onFinish={(fields) => takingDown.mutate(fields)}
      >
        <Form.Item
          name="photo"
          label="撤下以后的照片"
          rules={[{ required: true, message: '请拍一张照片，或从相册里选一张' }]}
        >
          <PhotoField />
        </Form.Item>
        <Form.Item name="takenDownOn" label="哪天撤的">
          <Input type="date" size="large" max={legalToday()} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={takingDown.isPending}>
          登记撤下
        </Button>
      </Form>
    </section>
  );
}
