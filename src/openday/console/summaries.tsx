import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { instantText } from '../../console/instant.ts';
import { Problem, Waiting } from '../../console/page.tsx';
import { Paper } from './paper.tsx';
import { useDraft, type DayPage } from './reading.ts';

/** 活动总结: the draft as the records stand, what a person must add, and the summaries made so far. */
export function Summaries({ day }: { day: DayPage }) {
  const draft = useDraft(day.id);
  return (
    <>
      {day.summaries.length > 0 && <Made day={day} />}
      {draft.isError && <Problem error={draft.error} retry={() => void draft.refetch()} />}
      {draft.isPending && <Waiting />}
      {draft.data && (
        <>
          {day.mayPlan && <Make day={day} paragraphs={draft.data.paragraphs} />}
          <section className="panel">
            <h2>按现在的记录起草</h2>
            <Paper figures={draft.data.figures} paragraphs={draft.data.paragraphs} />
          </section>
        </>
      )}
    </>
  );
}

function Made({ day }: { day: DayPage }) {
  return (
    <section className="panel">
      <h2>已生成的总结</h2>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={day.summaries}
        columns={[
          {
            title: '生成时间',
            render: (_, { id, madeAt }) => (
              <Link to={`/opendays/${day.id}/summaries/${id}`}>{instantText(madeAt)}</Link>
            ),
          },
          { title: '生成人', dataIndex: 'madeBy' },
          {
            title: 'Word 文件',
            render: (_, { id }) => <a href={`/api/opendays/summaries/${id}/document.docx`}>下载</a>,
          },
        ]}
      />
    </section>
  );
}

type Draft = NonNullable<ReturnType<typeof useDraft>['data']>;

function Make({ day, paragraphs }: { day: DayPage; paragraphs: Draft['paragraphs'] }) {
  const [form] = Form.useForm<{ remarks: Record<string, string> }>();
  const [isBusy, setBusy] = useState(false);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const asks = paragraphs.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'ask' ? part : [])));
  const make = async ({ remarks = {} }: { remarks?: Record<string, string> }) => {
    setBusy(true);
    try {
      const written = Object.fromEntries(Object.entries(remarks).filter(([, text]) => text));
      const json = { remarks: written };
      const { id } = await read(api.opendays[':id'].summaries.$post({ param: { id: day.id }, json }));
      await queries.invalidateQueries({ queryKey: ['opendays', day.id] });
      void navigate(`/opendays/${day.id}/summaries/${id}`);
    } catch (error) {
      if (!markFaults(form, error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel">
      <h2>生成总结</h2>
      <p className="page-lead">
        数字由记录填入，定稿后不变，每个数字都能点开看依据。记录里没有的，请在下面写；不写的，文中标为〔请确认〕。
      </p>
      <Form form={form} layout="vertical" onFinish={make}>
        {asks.map(({ slot, prompt }) => (
          <Form.Item key={slot} name={['remarks', slot]} label={prompt}>
            <Input.TextArea rows={2} maxLength={3000} />
          </Form.Item>
        ))}
        <Button type="primary" htmlType="submit" loading={isBusy}>
          生成总结
        </Button>
      </Form>
    </section>
  );
}
