import { useQueryClient } from '@tanstack/react-query';
import { Alert, App, AutoComplete, Button, Form, Input, Radio, Select } from 'antd';
import { useEffect, useRef, useState, type ComponentRef } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { ApiFailure, api, read } from '../../console/client.ts';
import { markFaults, words } from '../../console/faults.ts';
import { commonFields, satisfactions, visitKinds } from '../rules/day.ts';
import type { NewVisit } from '../schema.ts';
import type { DayPage } from './reading.ts';

type Fields = Omit<NewVisit, 'id' | 'visitedAt'>;
const blank = { question: '', answer: '', handOverTo: '', visitorName: '', visitorPhone: '', satisfaction: null };
const choices = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }));

const beginVisit = () => ({ id: uuidv7(), visitedAt: new Date().toISOString() });

/**
 * 来访登记: for a person standing at the stall. Two choices and a line of text; Ctrl + Enter saves. The id is made here
 * and kept until the server has answered, so that pressing again after a lost answer counts once.
 */
export function VisitForm({ day, stalls }: { day: DayPage; stalls: DayPage['stalls'] }) {
  const [form] = Form.useForm<Fields>();
  const [begun, setBegun] = useState(beginVisit);
  const field = useRef<ComponentRef<typeof AutoComplete>>(null);
  const [isBusy, setBusy] = useState(false);
  const [receipt, setReceipt] = useState<string>();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const isAnswered = Form.useWatch('isAnsweredOnSpot', form) ?? true;
  useEffect(() => field.current?.focus(), []);
  const save = async (fields: Fields) => {
    if (isBusy) return;
    setBusy(true);
    try {
      const json = { ...blank, ...fields, ...begun };
      const saved = await read(api.opendays[':id'].visits.$post({ param: { id: day.id }, json }));
      setReceipt(receiptWords(saved, json.isAnsweredOnSpot));
      setBegun(beginVisit());
      // The stall stays; a field or kind left from the one before would be counted wrongly.
      form.setFieldsValue({ ...blank, field: undefined, kind: 'consultation', isAnsweredOnSpot: true });
      field.current?.focus();
      await queries.invalidateQueries({ queryKey: ['opendays', day.id] });
    } catch (error) {
      // The first sending did arrive: what was changed since is a visit of its own.
      if (error instanceof ApiFailure && error.code === 'conflict') setBegun(beginVisit());
      if (!markFaults(form, error)) void message.error(words(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel visit-form">
      <h2>登记来访</h2>
      {receipt && <Alert type="success" showIcon title={receipt} className="visit-receipt" />}
      <Form
        form={form}
        name="visit"
        layout="vertical"
        requiredMark={false}
        initialValues={{ ...blank, stallId: stalls[0]?.id, kind: 'consultation', isAnsweredOnSpot: true }}
        onFinish={save}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.submit()}
      >
        <div className="visit-line">
          <Form.Item name="stallId" label="展位">
            <Select options={stalls.map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
          <Form.Item name="field" label="领域" rules={[{ required: true, message: '请选择领域' }]}>
            <AutoComplete
              ref={field}
              options={commonFields.map((value) => ({ value }))}
              showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
              placeholder="选一个，或自己写"
            />
          </Form.Item>
        </div>
        <Form.Item name="kind" label="类别">
          <Radio.Group optionType="button" options={choices(visitKinds)} />
        </Form.Item>
        <Form.Item
          name="question"
          label="问了什么"
          extra="不写姓名、电话和身份证号"
          rules={[{ required: true, whitespace: true, message: '请填写反映的问题' }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Form.Item name="isAnsweredOnSpot" label="当场答复了吗">
          <Radio.Group
            optionType="button"
            options={[
              { value: true, label: '当场答复' },
              { value: false, label: '没有，转交办理' },
            ]}
          />
        </Form.Item>
        {isAnswered ? <Answered /> : <HandedOver />}
        <Button type="primary" htmlType="submit" size="large" loading={isBusy} className="visit-save">
          登记
        </Button>
        <span className="visit-hint">Ctrl + 回车也可以</span>
      </Form>
    </section>
  );
}

/** Fields that are not shown are not sent: an answered visit leaves no name behind. */
function Answered() {
  return (
    <>
      <Form.Item name="answer" label="怎么答复的（可不写）" preserve={false}>
        <Input maxLength={2000} />
      </Form.Item>
      <Form.Item name="satisfaction" label="满意吗（问了才填）">
        <Radio.Group optionType="button" options={choices(satisfactions)} />
      </Form.Item>
    </>
  );
}

function HandedOver() {
  return (
    <div className="visit-line">
      <Form.Item
        name="handOverTo"
        label="转交给"
        preserve={false}
        rules={[{ required: true, whitespace: true, message: '请写明转交哪个机构或科室' }]}
      >
        <Input maxLength={100} placeholder="例如 市民政局" />
      </Form.Item>
      <Form.Item name="visitorName" label="怎么称呼（要回复才留）" preserve={false}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="visitorPhone" label="联系电话（要回复才留）" preserve={false}>
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </div>
  );
}

function receiptWords({ number, isLate }: { number: string; isLate: boolean }, isAnswered: boolean): string {
  const saved = `已登记，编号 ${number}${isLate ? '（补录）' : ''}。`;
  return isAnswered ? saved : `${saved}请把编号告诉来访的人，凭编号等答复。`;
}
