import './disclosure.css';
import { useQuery } from '@tanstack/react-query';
import { Alert, AutoComplete, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { Page, Problem, Waiting } from '../../console/page.tsx';
import { draftBeginning } from '../rules.ts';
import { obligationText, readChoices, readOwed } from './reads.ts';

interface Fields {
  title: string;
  bodyId: string;
  category: string;
  obligationIds?: string[];
}

/**
 * The first questions of a draft: whose it is, what it is about, what it answers. `?bodyId=&obligationId=` come from the
 * board of what is due.
 */
export function NewDisclosure() {
  const [params] = useSearchParams();
  const choices = useQuery({ queryKey: ['disclosures', 'choices'], queryFn: readChoices });
  const { writable = [], ownBodyId, categories = [] } = choices.data ?? {};
  const wanted = params.get('bodyId') ?? ownBodyId;
  const body = writable.find(({ id }) => id === wanted) ?? writable[0];
  const obligationId = params.get('obligationId');
  const owed = useOwed(obligationId ? body?.id : undefined);
  const failed = [choices, owed].find(({ isError }) => isError);
  if (failed) return <Problem error={failed.error} retry={() => void failed.refetch()} />;
  if (!choices.data || (obligationId && body && !owed.data)) return <Waiting />;
  const answered = owed.data?.obligations.find(({ id }) => id === obligationId);
  return (
    <Page title="起草公开信息" lead="先填这几项，建好草稿后再写正文。">
      <section className="panel narrow-form">
        {obligationId && !answered && (
          <Alert type="warning" showIcon className="notice" title="这一项已经公开过了，或者不归您起草。请另选。" />
        )}
        <Start
          initial={{
            bodyId: body?.id,
            obligationIds: answered ? [answered.id] : [],
            ...(body && answered && draftBeginning(body.name, answered)),
          }}
          bodies={writable}
          categories={categories}
        />
      </section>
    </Page>
  );
}

const useOwed = (bodyId: string | undefined) =>
  useQuery({
    queryKey: ['disclosures', 'owed', bodyId],
    queryFn: () => readOwed(bodyId ?? ''),
    enabled: bodyId !== undefined,
  });

function Start(props: { initial: Partial<Fields>; bodies: { id: string; name: string }[]; categories: string[] }) {
  const [form] = Form.useForm<Fields>();
  const navigate = useNavigate();
  const [fault, setFault] = useState('');
  const [isSaving, setSaving] = useState(false);
  const bodyId = Form.useWatch('bodyId', form) ?? props.initial.bodyId;
  const owed = useOwed(bodyId);
  const start = async (fields: Fields) => {
    setSaving(true);
    setFault('');
    try {
      const made = await read(api.disclosures.$post({ json: fields }));
      await navigate(`/disclosures/${made.id}`, { replace: true });
    } catch (error) {
      if (!markFaults(form, error)) setFault(words(error));
      setSaving(false);
    }
  };
  const followObligation = (chosen: string[]) => {
    const first = owed.data?.obligations.find(({ id }) => id === chosen[0]);
    const body = props.bodies.find(({ id }) => id === bodyId);
    if (!first || !body) return;
    const { category, title } = draftBeginning(body.name, first);
    if (!form.getFieldValue('category')) form.setFieldValue('category', category);
    if (!form.getFieldValue('title')) form.setFieldValue('title', title);
  };
  return (
    <Form form={form} layout="vertical" initialValues={props.initial} onFinish={(fields) => void start(fields)}>
      {fault && <Alert type="error" showIcon title={fault} className="form-fault" />}
      <Form.Item name="title" label="标题" rules={[{ required: true, message: '请填写标题' }]}>
        <Input.TextArea rows={2} maxLength={300} showCount autoFocus />
      </Form.Item>
      <Form.Item name="bodyId" label="发布机构" rules={[{ required: true, message: '请选择发布机构' }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={props.bodies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={() => form.setFieldValue('obligationIds', [])}
        />
      </Form.Item>
      <Form.Item name="obligationIds" label="完成哪一项应公开事项（可以不选，以后再补）">
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          loading={owed.isFetching}
          placeholder="输入事项名称查找"
          onChange={followObligation}
          notFoundContent="这个机构没有待公开的事项"
          options={owed.data?.obligations.map((entry) => ({ value: entry.id, label: obligationText(entry) }))}
        />
      </Form.Item>
      <Form.Item name="category" label="分类" rules={[{ required: true, message: '请选择分类' }]}>
        <AutoComplete
          showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
          options={props.categories.map((value) => ({ value }))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={isSaving}>
        建草稿，写正文
      </Button>
    </Form>
  );
}
