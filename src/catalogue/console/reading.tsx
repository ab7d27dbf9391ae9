import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input } from 'antd';
import { useState } from 'react';
import { api, read } from '../../console/client.ts';
import { Problem } from '../../console/page.tsx';
import { Ledger } from './ledger.tsx';

interface Day {
  format(shape: string): string;
}

/** Tries out a written term: how it is read, and the date it gives from a day. */
export function Reading() {
  const [asked, setAsked] = useState<{ text: string; from: string }>();
  const answer = useQuery({
    queryKey: ['catalogues', 'reading', asked],
    queryFn: () => read(api.catalogues.reading.$get({ query: asked ?? { text: '', from: '' } })),
    enabled: asked !== undefined,
    retry: false,
  });
  return (
    <section className="panel">
      <h2>试读一句公开时限</h2>
      <Form
        layout="inline"
        className="filters"
        onFinish={({ text, from }: { text: string; from: Day }) => setAsked({ text, from: from.format('YYYY-MM-DD') })}
      >
        <Form.Item name="text" rules={[{ required: true, message: '请填写公开时限' }]}>
          <Input aria-label="公开时限原文" placeholder="信息形成之日起20个工作日内" className="filter-words" />
        </Form.Item>
        <Form.Item name="from" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker aria-label="从哪一天起" placeholder="从哪一天起" />
        </Form.Item>
        <Button htmlType="submit" loading={answer.isFetching}>
          试读
        </Button>
      </Form>
      {answer.isError && <Problem error={answer.error} />}
      {answer.data && (
        <>
          <p>
            <strong>{answer.data.due ? `最晚 ${answer.data.due} 公开。` : '没有算出日期。'}</strong>{' '}
            {answer.data.reading}
          </p>
          <p>{answer.data.reason}</p>
          {answer.data.ledger.length > 0 && <Ledger days={answer.data.ledger} />}
        </>
      )}
    </section>
  );
}
